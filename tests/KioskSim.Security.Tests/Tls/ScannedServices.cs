using System.Net;
using KioskSim.Centre.Host;
using KioskSim.Cluster.Processes;
using KioskSim.Fixtures;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Testing;
using KioskSim.Testing.Tls;

namespace KioskSim.Security.Tests.Tls;

/// <summary>
/// The services as processes and a printer by ipps, at the real date: testssl holds certificates against it. There are two kinds of listeners, and one of each is scanned, both at once.
/// </summary>
/// <remarks>A scan takes most of a minute; KIOSKSIM_TESTSSL=all is the long run, with every listener of the services.</remarks>
public sealed class ScannedServices : IAsyncLifetime
{
#pragma warning disable RS0030 // The test's composition root: testssl looks at the real clock.
    static readonly TimeProvider WallClock = TimeProvider.System;
#pragma warning restore RS0030

    static readonly Member Centre = new(Zone.StoreLine, Domain.Flow.Party.Centre, CentreHost.Name);

    readonly ProcessCluster _services = new(new() { World = TestWorld.Folder, WallClock = WallClock, At = WallClock.GetUtcNow() });
    PrinterProcess? _printer;

    public Deployment Deployment { get; private set; } = null!;

    internal IReadOnlyDictionary<Member, IReadOnlyList<Finding>> OfServices { get; private set; } = new Dictionary<Member, IReadOnlyList<Finding>>();

    internal IReadOnlyList<Finding> OfThePrinter { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await _services.StartAsync();
        _printer = await PrinterProcess.StartAsync(secure: true);
        Deployment = DeploymentFolder.Load(_services.Folder, WallClock);
        var printer = Testssl.ScanAsync(new Uri(_printer.Uri).Authority, null, "--headers");
        var services = new Dictionary<Member, IReadOnlyList<Finding>>();
        foreach (var listener in Environment.GetEnvironmentVariable("KIOSKSIM_TESTSSL") == "all" ? Deployment.OwnListeners : [Centre])
            services.Add(listener, await ScanAsync(listener));
        (OfServices, OfThePrinter) = (services, await printer);
    }

    // testssl 3.0 shows no certificate of its own. It need not: with TLS 1.3 a server has shown all of itself before it asks for one, but for what HTTP says.
    Task<IReadOnlyList<Finding>> ScanAsync(Member listener) => Testssl.ScanAsync(
        ((IPEndPoint)Deployment.Address(listener.Zone, listener.Name)).ToString(),
        Deployment.Credential(listener.Zone, listener.Role, listener.Name).Authority.ExportCertificatePem());

    public async ValueTask DisposeAsync()
    {
        Deployment?.Dispose();
        _printer?.Dispose();
        await _services.DisposeAsync();
    }
}
