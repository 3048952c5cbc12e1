using System.Net;
using KioskSim.Cluster;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Show.Desk;
using KioskSim.Show.Glass;
using KioskSim.Show.Handout;
using KioskSim.Show.Log;
using KioskSim.Show.Map;
using KioskSim.Show.Room;
using KioskSim.Show.Sheet;
using KioskSim.Show.Stages;
using KioskSim.Show.Stories;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Show;

/// <summary>The meeting room: one address with everything on it, for one laptop and whoever looks on. Not a service of the flow: it stands before the kiosk.</summary>
public sealed class ShowHost : IAsyncDisposable
{
    readonly ShowLog _log = new();
    readonly Pages _pages = new();
    readonly FlowMap _map;
    GlassDesk? _desk;
    Stage? _stage;
    StoryTeller? _teller;
    InquiryVisit? _inquiry;
    ServiceHost? _host;

    ShowHost() => _map = new FlowMap(_log);

    /// <summary>Where browsers find it.</summary>
    public Uri Address => new($"http://{_host!.PlainHttp}/");

    /// <summary>Who stands at the kiosk.</summary>
    public Visitor Standing => _desk!.Standing;

    /// <param name="cluster">
    /// Runs; its first kiosk is the one that is shown. It is the room's from now on, which may end it and start another. What a listener on the
    /// lines hears is shown where it is tapped.
    /// </param>
    /// <param name="address">Port 0: any free one.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<ShowHost> StartAsync(LocalCluster cluster, IPEndPoint address, TimeProvider clock, ILoggerFactory log, CancellationToken stop = default)
    {
        var show = new ShowHost();
        try
        {
            await show.OpenAsync(cluster, address, clock, log, stop);
            return show;
        }
        catch
        {
            await show.CloseAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken stop) => _host!.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _stage!.DisposeAsync();
    }

    async Task OpenAsync(LocalCluster cluster, IPEndPoint address, TimeProvider clock, ILoggerFactory log, CancellationToken stop)
    {
        var desk = _desk = await GlassDesk.OpenAsync(cluster, Cast.Of(cluster.World), _log, stop);
        var stage = _stage = new Stage(cluster, desk, _map, _log);
        var papers = new Papers(desk);
        var inquiry = _inquiry = new InquiryVisit(() => stage.Cluster);
        var cookie = new VisitorCookie(Entropy.Secure);
        var teller = _teller = new StoryTeller(
            async (story, cancel) =>
            {
                var scene = new Scene(stage, desk, _log, StoryCast.Find(cluster.Options.World, story), clock) { Papers = papers, Inquiry = inquiry };
                await scene.SetAsync(story.Circumstances, cancel);
                return scene;
            },
            desk.Hand.LetGo,
            _log,
            clock);
        var holdings = new Holdings(() => stage.Cluster);
        IPageEndpoints[] pages =
        [
            new RoomEndpoints(desk, _map, _log, new EventStream(_log, desk, _pages), _pages, cookie),
            new GlassEndpoints(desk, cookie),
            new MapEndpoints(holdings, _pages),
            new SheetEndpoints(papers, _log, inquiry, _pages),
            new HandoutEndpoints(desk, _map, () => stage.Cluster, holdings, _pages),
            new StoryEndpoints(teller, desk, _log, _pages, cookie),
            new DeskEndpoints(new OperatorDesk(stage, desk, teller), desk, _pages, cookie),
        ];
        _host = await ServiceHost.StartAsync(
            new ServiceOptions { Listeners = [], PlainHttp = address, Clock = clock, Log = log },
            services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024),
            app => ShowEndpoints.Map(app, pages),
            stop);
    }

    // The services are the stage's to end; where the room could not be opened they stay with whoever started them.
    async Task CloseAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        if (_teller is not null)
            await _teller.DisposeAsync();
        if (_desk is not null)
            await _desk.DisposeAsync();
        _inquiry?.Dispose();
        _map.Dispose();
        await _pages.DisposeAsync();
    }
}
