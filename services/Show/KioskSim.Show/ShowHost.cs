using System.Net;
using KioskSim.Cluster;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Show;

/// <summary>The meeting room: one address with everything on it, for one laptop and whoever looks on. Not a service of the flow: it stands before the kiosk.</summary>
public sealed class ShowHost : IAsyncDisposable
{
    readonly ServiceHost _host;
    readonly GlassDesk _desk;
    readonly Pages _pages;

    ShowHost(ServiceHost host, GlassDesk desk, Pages pages) => (_host, _desk, _pages) = (host, desk, pages);

    /// <summary>Where browsers find it.</summary>
    public Uri Address => new($"http://{_host.PlainHttp}/");

    /// <summary>Who stands at the kiosk.</summary>
    public Visitor Standing => _desk.Standing;

    /// <param name="cluster">Runs; its first kiosk is the one that is shown.</param>
    /// <param name="address">Port 0: any free one.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<ShowHost> StartAsync(LocalCluster cluster, IPEndPoint address, TimeProvider clock, ILoggerFactory log, CancellationToken stop = default)
    {
        var events = new ShowLog();
        var pages = new Pages();
        var desk = await GlassDesk.OpenAsync(cluster, Cast.Of(cluster.World), events, stop);
        try
        {
            var endpoints = new ShowEndpoints(desk, events, new EventStream(events, desk, pages), pages, Entropy.Secure);
            var host = await ServiceHost.StartAsync(
                new ServiceOptions { Listeners = [], PlainHttp = address, Clock = clock, Log = log },
                services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024),
                endpoints.Map,
                stop);
            return new ShowHost(host, desk, pages);
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
        await _desk.DisposeAsync();
        await _pages.DisposeAsync();
    }
}
