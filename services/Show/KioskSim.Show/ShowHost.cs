using System.Net;
using KioskSim.Cluster;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Stages;
using KioskSim.Show.Stories;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Show;

/// <summary>The meeting room: one address with everything on it, for one laptop and whoever looks on. Not a service of the flow: it stands before the kiosk.</summary>
public sealed class ShowHost : IAsyncDisposable
{
    readonly ServiceHost _host;
    readonly GlassDesk _desk;
    readonly Stage _stage;
    readonly StoryTeller _teller;
    readonly Pages _pages;

    ShowHost(ServiceHost host, GlassDesk desk, Stage stage, StoryTeller teller, Pages pages) =>
        (_host, _desk, _stage, _teller, _pages) = (host, desk, stage, teller, pages);

    /// <summary>Where browsers find it.</summary>
    public Uri Address => new($"http://{_host.PlainHttp}/");

    /// <summary>Who stands at the kiosk.</summary>
    public Visitor Standing => _desk.Standing;

    /// <param name="cluster">Runs; its first kiosk is the one that is shown. It is the room's from now on, which may end it and start another.</param>
    /// <param name="address">Port 0: any free one.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<ShowHost> StartAsync(LocalCluster cluster, IPEndPoint address, TimeProvider clock, ILoggerFactory log, CancellationToken stop = default)
    {
        var events = new ShowLog();
        var pages = new Pages();
        var desk = await GlassDesk.OpenAsync(cluster, Cast.Of(cluster.World), events, stop);
        try
        {
            var stage = new Stage(cluster, desk, events);
            var cookie = new VisitorCookie(Entropy.Secure);
            var teller = new StoryTeller(
                async (story, cancel) =>
                {
                    var scene = new Scene(stage, desk, events, StoryCast.Find(cluster.Options.World, story), clock);
                    await scene.SetAsync(story.Circumstances, cancel);
                    return scene;
                },
                desk.Hand.LetGo,
                events,
                clock);
            var endpoints = new ShowEndpoints(desk, events, new EventStream(events, desk, teller, pages), pages, cookie);
            var stories = new StoryEndpoints(teller, desk, events, pages, cookie);
            var host = await ServiceHost.StartAsync(
                new ServiceOptions { Listeners = [], PlainHttp = address, Clock = clock, Log = log },
                services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024),
                app =>
                {
                    endpoints.Map(app);
                    stories.Map(app);
                },
                stop);
            return new ShowHost(host, desk, stage, teller, pages);
        }
        catch
        {
            await desk.DisposeAsync();
            await pages.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken stop) => _host.WaitForShutdownAsync(stop);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _teller.DisposeAsync();
        await _desk.DisposeAsync();
        await _stage.DisposeAsync();
        await _pages.DisposeAsync();
    }
}
