using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Services;
using KioskSim.Jpki.Store;
using KioskSim.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Jpki.Host;

/// <summary>The JPKI centre as a service: validity checks, new PINs and certificates for phones on the Internet line, OCSP and lists on plain HTTP, cards on LGWAN.</summary>
public static class JpkiHost
{
    public const string Name = "jpki";

    /// <summary>The file of a deployment that says in which PostgreSQL database its tables lie.</summary>
    public const string Postgres = "jpki.postgres.txt";

    /// <summary>The file of a deployment's data with what it begins with (<see cref="CertificateStore.Begin"/>).</summary>
    public const string Beginning = "jpki.jsonl";

    /// <summary>Where OCSP and CRLs are to be had without a certificate, as the standards have it.</summary>
    public const string PlainHttp = "jpki-http";

    /// <summary>What of a call that is still being answered when the server stops is waited for: longer than the centre waits for it.</summary>
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <param name="database">Certificates and the authority's keys; stays the caller's to dispose.</param>
    /// <param name="entropy">Of nonces and keys that it hands out.</param>
    public static async Task<ServiceHost> StartAsync(
        Deployment deployment, Database database, JpkiOptions jpki, Entropy entropy, ILoggerFactory log, CancellationToken stop = default)
    {
        var store = new CertificateStore(database);
        var authority = OpenAuthority(store, deployment.Clock);
        var responder = new OcspResponder(authority, store, deployment.Clock, jpki.StatusRefresh);
        var options = new ServiceOptions
        {
            Listeners = [deployment.Listener(Zone.Internet, Party.Jpki, Name), deployment.Listener(Zone.Lgwan, Party.Jpki, Name)],
            PlainHttp = deployment.PlainListener(PlainHttp, Zone.Internet),
            Clock = deployment.Clock,
            Log = log,
            Owned = [responder, authority],
            DrainTime = LongestAnswer,
        };
        var host = await ServiceHost.StartAsync(
            options,
            services => services
                .AddSingleton(store).AddSingleton(authority).AddSingleton(responder)
                .AddSingleton<Lifecycle>().AddSingleton(entropy)
                .AddSingleton<UnlockDesk>().AddSingleton(new ProofNonces(database, entropy, deployment.Clock)).AddSingleton<HolderProofs>().AddSingleton<PinResets>().AddSingleton<PhoneDesk>()
                .AddSingleton(new DailyCrl(authority, new CrlPublisher(store), deployment.Clock)).AddSingleton<PlainHttpEndpoints>(),
            app =>
            {
                app.MapGrpcService<ValidityCheckService>();
                app.MapGrpcService<PinResetService>();
                app.MapGrpcService<PinResetReservationService>();
                app.MapGrpcService<PhoneCertificatesService>();
                app.MapGrpcService<CardOfficeService>();
                app.MapGrpcService<HoldLineService>();
                app.Services.GetRequiredService<PlainHttpEndpoints>().Map(app);
            },
            stop);
        deployment.SetAddress(Zone.Internet, Name, host.Address(Zone.Internet));
        deployment.SetAddress(Zone.Lgwan, Name, host.Address(Zone.Lgwan));
        deployment.SetAddress(PlainHttp, host.PlainHttp!);
        return host;
    }

    /// <summary>
    /// The authority whose keys the database holds; makes them the first time: one key six years old, so that the oldest card in use was
    /// issued under it, and the one that took over from it two years ago, as in 2023. Cards of both are in use.
    /// </summary>
    public static Authority OpenAuthority(CertificateStore store, TimeProvider clock, AuthorityOptions? options = null)
    {
        var now = clock.GetUtcNow();
        var authority = Authority.Open(store, options ?? new AuthorityOptions(), founded: now.AddYears(-6));
        if (authority.Generations.Count == 1)
            authority.BeginGeneration(now.AddYears(-2));
        return authority;
    }
}
