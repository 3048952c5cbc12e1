using KioskSim.Centre.Cities;
using KioskSim.Centre.Clerk;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Centre.PinResets;
using KioskSim.Centre.Settling;
using KioskSim.Centre.Validity;
using KioskSim.Contracts.Internet;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Ends;
using KioskSim.Hosting.Zones;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Evidence;
using KioskSim.Pki.Paths;
using KioskSim.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Host;

/// <summary>The certificate centre as a service: kiosks on the store line, cities on LGWAN, JPKI on the Internet line.</summary>
public static class CentreHost
{
    public const string Name = "centre";

    /// <summary>The file of a deployment that says in which PostgreSQL database its journal lies.</summary>
    public const string Postgres = "centre.postgres.txt";

    /// <summary>The file of a deployment that says how it is run: <see cref="CentreOptions"/>.</summary>
    public const string Settings = "centre.json";

    /// <summary>Where JPKI's revocation lists are to be had.</summary>
    const string JpkiPlainHttp = "jpki-http";

    /// <summary>How old the centre's picture of what cities offer may be.</summary>
    static readonly TimeSpan CatalogueAge = TimeSpan.FromSeconds(60);

    /// <param name="authorities">Certificates of every generation of JPKI's authority, DER.</param>
    /// <param name="database">The journal; stays the caller's to dispose.</param>
    /// <param name="entropy">Of sessions and nonces.</param>
    public static async Task<ServiceHost> StartAsync(
        Deployment deployment, IReadOnlyList<byte[]> authorities, Database database, CentreOptions options, Entropy entropy, ILoggerFactory log, CancellationToken stop = default)
    {
        var trusted = authorities.Select(a => TrustedAuthority.FromDer(a)).ToList();
        var jpki = deployment.Open(new Member(Zone.Internet, Party.Centre, Name), Party.Jpki, "jpki", FlowErrorCode.JpkiUnreachable, options.JpkiPatience);
        var cities = deployment.Names(Zone.Lgwan, Party.City)
            .Select(s => deployment.Open(new Member(Zone.Lgwan, Party.Centre, Name), Party.City, s, FlowErrorCode.CityUnreachable, options.CityPatience)).ToList();
        var host = await ServiceHost.StartAsync(
            new ServiceOptions
            {
                Listeners = [deployment.Listener(Zone.StoreLine, Party.Centre, Name)], Clock = deployment.Clock, Log = log, Owned = [jpki, .. cities],
                DrainTime = options.JpkiPatience + options.CityPatience, // no answer takes longer
                Farewell = new Farewell(options.Farewell, services => services.GetRequiredService<OpenSessions>().Count),
            },
            services => services
                .AddSingleton(new SessionJournal(database, deployment.Clock))
                .AddSingleton(options).AddSingleton(new EvidenceCheck(trusted))
                .AddSingleton(new ValidityCheck.ValidityCheckClient(jpki.Invoker)).AddSingleton(new PinReset.PinResetClient(jpki.Invoker))
                .AddSingleton(new CityDirectory(
                    [.. cities.Select(c => new IssuanceServer.IssuanceServerClient(c.Invoker))], deployment.Clock, CatalogueAge, log.CreateLogger<CityDirectory>()))
                .AddSingleton(entropy)
                .AddSingleton<OpenSessions>().AddSingleton<ISessionsUnderWay>(p => p.GetRequiredService<OpenSessions>()).AddSingleton<CityTeller>().AddSingleton<ValidityQuestion>().AddSingleton<IssueFlow>().AddSingleton<Upkeep>()
                .AddHostedService<UpkeepService>().AddDegradedMode(options, deployment, trusted),
            app =>
            {
                app.MapGrpcService<CentreService>();
                app.MapGrpcService<ClerkDeskService>();
                app.MapGrpcService<PinResetDeskService>();
            },
            stop);
        deployment.SetAddress(Zone.StoreLine, Name, host.Address(Zone.StoreLine));
        return host;
    }

    static void AddDegradedMode(this IServiceCollection services, CentreOptions options, Deployment deployment, IReadOnlyList<TrustedAuthority> authorities)
    {
        if (options.Revocation != RevocationPolicy.OcspThenCrl)
            return;
        services.AddSingleton(p => new HeldLists(authorities, FetchAsync, deployment.Clock, p.GetRequiredService<ILogger<HeldLists>>()));
        services.AddHostedService<ListsService>();

        // The list is signed; that it comes over plain HTTP, as everybody's, does no harm.
        async Task<byte[]> FetchAsync(TrustedAuthority issuer, CancellationToken stop)
        {
            using var http = new HttpClient { Timeout = options.JpkiPatience, MaxResponseContentBufferSize = RevocationList.Longest };
            var key = Convert.ToHexString(issuer.Certificate.SubjectKeyIdentifier.Span);
            return await http.GetByteArrayAsync(new Uri(deployment.Http(JpkiPlainHttp), $"crl/by-key/{key}"), stop);
        }
    }

    sealed class ListsService(HeldLists lists) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => lists.RunAsync(stoppingToken);
    }

    sealed class UpkeepService(Upkeep upkeep, TimeProvider clock, ILogger<UpkeepService> log) : RegularWork(TimeSpan.FromSeconds(1), clock, log)
    {
        protected override Task WorkAsync(CancellationToken stop) => upkeep.OnceAsync(stop);
    }
}
