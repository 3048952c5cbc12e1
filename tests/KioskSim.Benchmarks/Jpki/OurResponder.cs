using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>The JPKI centre's service in this process, over a file with some certificates.</summary>
sealed class OurResponder : IAsyncDisposable
{
#pragma warning disable RS0030 // A benchmark measures real time.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    readonly Database _database;
    readonly Deployment _deployment;
    readonly ServiceHost _host;

    OurResponder(Database database, Deployment deployment, ServiceHost host, ParsedCertificate authority) =>
        (_database, _deployment, _host, Authority) = (database, deployment, host, authority);

    public ParsedCertificate Authority { get; }

    public Uri Url => new($"http://{_host.PlainHttp}/ocsp");

    public static async Task<OurResponder> StartAsync(string folder, int certificates)
    {
        var database = Database.OpenFile(Path.Combine(folder, "jpki.db"));
        var store = new CertificateStore(database);
        using var authority = JpkiHost.OpenAuthority(store, Clock);
        var now = Clock.GetUtcNow();
        store.Import(Enumerable.Range(1, certificates).Select(i =>
            new CertificateRecord(new CertificateSerial(i), new MunicipalityCode("482013"), now.AddDays(-1), now.AddYears(1))));
        var deployment = Deployment.Create(
            [new Member(Zone.Internet, Party.Jpki, JpkiHost.Name), new Member(Zone.Lgwan, Party.Jpki, JpkiHost.Name)], Clock, Entropy.Secure);
        var host = await JpkiHost.StartAsync(deployment, database, new JpkiOptions(), Entropy.Secure, NullLoggerFactory.Instance);
        return new OurResponder(database, deployment, host, authority.Generations[0].Certificate);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _deployment.Dispose();
        _database.Dispose();
    }
}
