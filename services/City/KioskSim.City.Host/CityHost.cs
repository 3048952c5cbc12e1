using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Restoring;
using KioskSim.City.Suppression;
using KioskSim.City.UseRegistration;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Pki.Evidence;
using KioskSim.Pki.Paths;
using KioskSim.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.City.Host;

/// <summary>What an issuance server is told beside the deployment.</summary>
/// <param name="Name">Which server it is, on its lines.</param>
/// <param name="Cities">The cities it serves.</param>
/// <param name="NumberKey">Seals individual numbers; 32 bytes, kept apart from the database (000-43).</param>
/// <param name="Authorities">Certificates of every generation of JPKI's authority, DER.</param>
/// <param name="InquiryKey">The inquiry site's public key, 65 bytes.</param>
public sealed record CityServer(
    string Name, ServedCities Cities, byte[] NumberKey, IReadOnlyList<byte[]> Authorities, byte[] InquiryKey)
{
    /// <summary>Of tokens and one-time keys.</summary>
    public Entropy Entropy { get; init; } = Entropy.Secure;

    /// <summary>The product's own, unless somebody wants to see what comes of another.</summary>
    public IPrintRoom PrintRoom { get; init; } = new DirectPrint();

    /// <inheritdoc cref="PrintRoom"/>
    public ISettlementDesk SettlementDesk { get; init; } = new DirectSettlement();

    /// <inheritdoc cref="PrintRoom"/>
    public IAuditPen AuditPen { get; init; } = new PenOfTheAct();
}

/// <summary>An issuance server as a service: the centre on LGWAN, base registers on the city core, the night-duty room on its own line.</summary>
public static class CityHost
{
    /// <summary>What of a call that is still being answered when the server stops is waited for: longer than the centre waits for it.</summary>
    static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(10);

    /// <param name="database">Copy of the registers, ledger, audit; stays the caller's to dispose.</param>
    /// <exception cref="InvalidDataException">Tables that a newer KioskSim wrote, or that were read back from a backup.</exception>
    public static async Task<ServiceHost> StartAsync(
        Deployment deployment, CityServer server, Database database, ILoggerFactory log, CancellationToken stop = default)
    {
        CityDatabase.Migrated(database);
        RestoredTables.CheckPlace(database);
        var numbers = new SealedNumbers(server.NumberKey, Entropy.Secure);
        var host = await ServiceHost.StartAsync(
            new ServiceOptions
            {
                Listeners =
                [
                    deployment.Listener(Zone.Lgwan, Party.City, server.Name),
                    deployment.Listener(Zone.CityCore, Party.City, server.Name),
                    deployment.Listener(Zone.NightDuty, Party.City, server.Name),
                ],
                Clock = deployment.Clock,
                Log = log,
                Owned = [numbers],
                DrainTime = LongestAnswer,
            },
            services => services
                .AddSingleton(database)
                .AddSingleton(server.Entropy)
                .AddSingleton<IReadOnlyList<Municipality>>([.. server.Cities.All.Select(c => c.Municipality)])
                .AddSingleton(server.Cities)
                .AddSingleton(numbers)
                .AddSingleton(new InquiryKey(server.InquiryKey)).AddSingleton<BackPrinter>().AddSingleton(server.PrintRoom)
                .AddSingleton(new EvidenceCheck([.. server.Authorities.Select(a => TrustedAuthority.FromDer(a))]))
                .AddSingleton(server.AuditPen).AddSingleton<AuditLog>()
                .AddSingleton<RestoredTables>().AddSingleton<RegisterCopy>().AddSingleton<SealCopy>().AddSingleton<TaxCopy>().AddSingleton<FamilyRegisterCopy>().AddSingleton<RegisterCopies>().AddSingleton<FeedStates>()
                .AddSingleton<JukiCardKeys>().AddSingleton<CardCheck>().AddSingleton<SubjectFinder>()
                .AddSingleton<Notices>().AddSingleton<OlderSuppressions>().AddSingleton<RightToIssue>()
                .AddSingleton<IssueLedger>().AddSingleton<IssueGate>().AddSingleton(server.SettlementDesk).AddSingleton<IssueDesk>().AddSingleton<NightReferences>().AddSingleton<NightDutyService>()
                .AddSingleton<UseRegistrations>().AddSingleton<UseDesk>().AddSingleton<UseClerk>()
                .AddHostedService<LapseService>(),
            app =>
            {
                app.MapGrpcService<IssuanceService>();
                app.MapGrpcService<RegistryFeedService>();
                app.MapGrpcService<RegisterOfficeService>();
                app.MapGrpcService<NightDutyService>();
            },
            stop);
        foreach (var zone in (Zone[])[Zone.Lgwan, Zone.CityCore, Zone.NightDuty])
            deployment.SetAddress(zone, server.Name, host.Address(zone));
        return host;
    }

    /// <summary>Ends issues that were left lying, so that no token or number stays open.</summary>
    sealed class LapseService(IssueLedger ledger, TimeProvider clock, ILogger<LapseService> log) : RegularWork(TimeSpan.FromMinutes(1), clock, log)
    {
        static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

        protected override Task WorkAsync(CancellationToken stop)
        {
            ledger.Lapse(Life);
            return Task.CompletedTask;
        }
    }
}
