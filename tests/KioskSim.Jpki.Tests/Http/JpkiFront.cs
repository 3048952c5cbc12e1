using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Jpki.Tests.Http;

/// <summary>The JPKI centre's service over a store, for whoever asks it by plain HTTP (RFC 6960, appendix A).</summary>
sealed class JpkiFront : IAsyncDisposable
{
    readonly Deployment _deployment;
    readonly ServiceHost _host;

    JpkiFront(Deployment deployment, ServiceHost host) => (_deployment, _host) = (deployment, host);

    public string Root => $"http://{_host.PlainHttp}";

    public string Url => $"{Root}/ocsp";

    /// <param name="refresh">Of the status data; null: each answer is live.</param>
    public static async Task<JpkiFront> StartAsync(JpkiCentre centre, TimeSpan? refresh = null)
    {
        var deployment = Deployment.Create(
            [new Member(Zone.Internet, Party.Jpki, JpkiHost.Name), new Member(Zone.Lgwan, Party.Jpki, JpkiHost.Name)], centre.Time, Entropy.Secure);
        var options = new JpkiOptions { StatusRefresh = refresh ?? TimeSpan.Zero };
        JpkiHost.OpenAuthority(centre.Store, centre.Time, centre.Options).Dispose();
        return new JpkiFront(deployment, await JpkiHost.StartAsync(deployment, centre.Database, options, Entropy.Secure, NullLoggerFactory.Instance));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _deployment.Dispose();
    }
}
