using System.Globalization;
using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Properties;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Kiosk;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.Proof.Rush;

/// <summary>
/// A small rush: at each round somebody stands at every kiosk, and all confirm at one moment. All services are in this process, with real
/// cryptography and real sheets; what came out is handed to the checkers when everybody is gone.
/// </summary>
public sealed class RushHour
{
    /// <summary>Its people come: one city, one issuance server.</summary>
    public static readonly MunicipalityCode City = ServerPlan.OwnServer;

    /// <summary>Who is slow here is slow because of the fault, and is waited for.</summary>
    static readonly TimeSpan LinePatience = TimeSpan.FromMinutes(1);

    static readonly (CertificateKind Kind, string Trait)[] Wishes =
    [
        (CertificateKind.ResidentRecord, "usable"),
        (CertificateKind.FamilyRegister, "domicile-here"),
        (CertificateKind.SealRegistration, "seal"),
    ];

    readonly RushOptions _options;
    readonly LocalCluster _cluster;
    readonly List<Visit> _visits = [];
    readonly List<FlowErrorCode> _refusals = [];

    RushHour(RushOptions options, LocalCluster cluster) => (_options, _cluster) = (options, cluster);

    /// <exception cref="ConfigurationException">There is no such fault.</exception>
    public static async Task<RushResult> RunAsync(RushOptions options, CancellationToken stop)
    {
        await using var cluster = await LocalCluster.StartAsync(
            new ClusterOptions
            {
                World = options.World,
                Clock = new SimulatedClock(ClusterOptions.UsualTime, options.WallClock),
                Kiosks = options.Kiosks,
                Kiosk = new KioskOptions { LastScreen = TimeSpan.Zero, CentrePatience = LinePatience },
                Jpki = new() { StatusRefresh = TimeSpan.Zero },
                Centre = new() { JpkiPatience = LinePatience, CityPatience = LinePatience },
                Fault = options.Fault,
            },
            stop);
        var rush = new RushHour(options, cluster);
        for (var round = 0; round < options.Rounds; round++)
            await rush.RoundAsync(round, stop);
        var left = Books.CopyFrom(cluster, rush._visits);
        return new RushResult(
            rush._visits.Count, rush._refusals, rush._visits.Where(v => v.Copies.Count == 0).Sum(v => v.YenGone), cluster.Faults.Sum(f => f.Struck), cluster.Faults.Sum(f => f.Misdirected), Look(cluster, left));
    }

    static IReadOnlyList<Verdict> Look(LocalCluster cluster, WhatLeft left)
    {
        IReadOnlyList<IChecker> checkers = [new RightPerson(cluster.World)];
        return [.. checkers.Select(c => c.Check(left))];
    }

    async Task RoundAsync(int round, CancellationToken stop)
    {
        var crowd = new Crowd(_options.Kiosks);
        var errands = await ErrandsAsync(round, stop);
        var ends = await Task.WhenAll(errands.Select((errand, kiosk) => VisitAsync(errand, _cluster.Kiosks[kiosk], crowd, stop)));
        foreach (var (kiosk, (errand, end)) in errands.Zip(ends).Index())
        {
            if (end.Error is { } refused)
                _refusals.Add(refused);
            _visits.Add(new Visit(
                _cluster.Kiosks[kiosk], new Residence(errand.Home, new ResidentId(long.Parse(errand.Resident, CultureInfo.InvariantCulture))),
                errand.City, errand.Kind, errand.Options, errand.Copies, _cluster.Options.Clock.GetJapanNow(), end.Receipt, end.Paid,
                [.. end.Copies.Select(c => c.Pdf.Memory)]));
        }
    }

    async Task<ErrandEnd> VisitAsync(Errand errand, KioskId kiosk, Crowd crowd, CancellationToken stop)
    {
        var met = false;
        using var citizen = _cluster.CitizenAt(kiosk);
        try
        {
            return await citizen.RunAsync(errand with { BeforeConfirming = MeetAsync }, stop);
        }
        finally
        {
            if (!met)
                crowd.LeaveOrMeet();
        }

        Task MeetAsync()
        {
            met = true;
            return crowd.MeetAsync();
        }
    }

    // Everybody of a round another person: no card is at two kiosks.
    async Task<IReadOnlyList<Errand>> ErrandsAsync(int round, CancellationToken stop)
    {
        var (kind, trait) = Wishes[round % Wishes.Length];
        var people = Trait.Of(trait, _cluster.World.Summary.AsOf).Find(_cluster.World, City, _options.Seed)
            .Skip(round / Wishes.Length * _options.Kiosks).Take(_options.Kiosks).Select(p => p.Id.ToString()).ToList();
        if (people.Count < _options.Kiosks)
            throw new ConfigurationException($"The world has too few residents '{trait}' in {City} for {_options.Kiosks} kiosks and {_options.Rounds} rounds.");
        var errands = new List<Errand>();
        foreach (var resident in people)
        {
            var pin = await _cluster.Wallet.RememberPinAsync(City, resident, stop);
            errands.Add(new Errand(City, City, resident, kind, CertificateOptions.None, 1, pin.Reveal()));
        }

        return errands;
    }
}
