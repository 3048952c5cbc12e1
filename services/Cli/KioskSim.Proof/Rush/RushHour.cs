using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Sheets;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Kiosk;

namespace KioskSim.Proof.Rush;

/// <summary>
/// A small rush: at each round somebody stands at every kiosk, and all confirm at one moment, just when the registers push a change. At the end come
/// people who must not get anything. Real cryptography and real sheets; what came out is handed to the checkers when everybody is gone.
/// </summary>
public sealed class RushHour
{
    /// <summary>Its people come: one city, one issuance server.</summary>
    public static readonly MunicipalityCode City = ServerPlan.OwnServer;

    /// <summary>Who is slow here is slow because of the fault, and is waited for.</summary>
    static readonly TimeSpan LinePatience = TimeSpan.FromMinutes(1);

    readonly RushPlan _plan;
    readonly IRushSite _site;
    readonly Cast _cast;
    readonly ICityCounter _counter;
    readonly List<Visit> _visits = [];
    readonly List<FlowErrorCode> _refusals = [];
    int _noticesClosed;

    RushHour(RushPlan plan, IRushSite site)
    {
        (_plan, _site) = (plan, site);
        _cast = new Cast(site.World, plan.Seed);
        _counter = site.CounterFor(_cast);
    }

    /// <summary>In services of its own.</summary>
    /// <exception cref="ConfigurationException">There is no such fault.</exception>
    public static async Task<RushResult> RunAsync(RushOptions options, CancellationToken stop)
    {
        await using var cluster = await LocalCluster.StartAsync(
            options.Differing(new ClusterOptions
            {
                World = options.World,
                Clock = new SimulatedClock(ClusterOptions.UsualTime, options.WallClock),
                Kiosks = options.Kiosks,
                Kiosk = new KioskOptions { LastScreen = TimeSpan.Zero, CentrePatience = LinePatience, WirePatience = LinePatience, PrinterPatience = LinePatience },
                Jpki = new() { StatusRefresh = TimeSpan.Zero },
                Authority = options.Authority,
                Centre = new() { JpkiPatience = LinePatience, CityPatience = LinePatience },
                Differing = OwnCluster.Close,
                Fault = options.Fault,
                LineFaults = options.LineFaults,
            }),
            stop);
        var result = await RunAtAsync(new OwnCluster(cluster, options.Meanwhile), options.Plan, stop);
        return result with { Struck = cluster.Faults.Sum(f => f.Struck), Misdirected = cluster.Faults.Sum(f => f.Misdirected), LineFaults = cluster.LineFaults };
    }

    /// <summary>Where the services are already there; as many people at a time as there are kiosks.</summary>
    public static Task<RushResult> RunAtAsync(IRushSite site, ulong seed, CancellationToken stop) => RunAtAsync(site, new RushPlan(seed), stop);

    static async Task<RushResult> RunAtAsync(IRushSite site, RushPlan plan, CancellationToken stop)
    {
        var rush = new RushHour(plan, site);
        await rush.ComeAsync(stop);
        return await rush.LookAsync(stop);
    }

    async Task ComeAsync(CancellationToken stop)
    {
        foreach (var kind in _plan.Rounds)
            _refusals.AddRange(await RoundAsync(_cast.Good(kind, _site.Kiosks.Count), stop));
        if (!_plan.BarredCome)
            return;
        foreach (var barred in (await _counter.BarAsync(stop)).Chunk(_site.Kiosks.Count))
            await RoundAsync(barred, stop);
    }

    async Task<RushResult> LookAsync(CancellationToken stop)
    {
        await _site.UntilToldAsync(stop);
        var left = _site.CopyBooks(_visits) with { Counter = _counter.Book, Closed = _counter.Closed };
        return new RushResult(
            left, _refusals, _visits.Where(v => v.Copies.Count == 0).Sum(v => v.YenGone), Struck: 0, Misdirected: 0, _noticesClosed,
            [.. AllCheckers.Of(_site.World).Select(c => c.Check(left))]);
    }

    async Task<IReadOnlyList<FlowErrorCode>> RoundAsync(IReadOnlyList<Wish> wishes, CancellationToken stop)
    {
        var crowd = new Crowd(wishes.Count, () => _counter.WorkAsync(stop));
        var errands = new List<Errand>();
        foreach (var wish in wishes)
            errands.Add(await ErrandAsync(wish, stop));
        var rounds = await _site.VisitedAsync(() => Task.WhenAll(errands.Select((errand, kiosk) => VisitAsync(errand, _site.Kiosks[kiosk], crowd, stop))));
        foreach (var (kiosk, ends) in rounds.Index())
            _visits.AddRange(ends.Select(end => Seen(wishes[kiosk], _site.Kiosks[kiosk], end)));
        _noticesClosed += rounds.Count(ends => ends is [_, { Error: null }]);
        return [.. rounds.SelectMany(ends => ends, (_, end) => end.Error).OfType<FlowErrorCode>()];
    }

    // Whom an error of the city sends home tries once more, at once; that it then printed is what the operator writes behind the centre's notice.
    async Task<IReadOnlyList<ErrandEnd>> VisitAsync(Errand errand, KioskId kiosk, Crowd crowd, CancellationToken stop)
    {
        var first = await StandAsync(kiosk, citizen => FirstTryAsync(citizen, errand, crowd, stop), stop);
        return first.Error == FlowErrorCode.Internal ? [first, await StandAsync(kiosk, citizen => citizen.RunAsync(errand, stop), stop)] : [first];
    }

    async Task<ErrandEnd> StandAsync(KioskId kiosk, Func<Citizen, Task<ErrandEnd>> tries, CancellationToken stop)
    {
        using var citizen = _site.CitizenAt(kiosk);
        try
        {
            return await tries(citizen);
        }
        catch (Exception e) when (e is IOException or FlowException)
        {
            return await new Stranded(_site, kiosk, citizen).StayAsync(e is FlowException { Code: var code } ? code : FlowErrorCode.Internal, stop);
        }
    }

    static async Task<ErrandEnd> FirstTryAsync(Citizen citizen, Errand errand, Crowd crowd, CancellationToken stop)
    {
        var met = false;
        try
        {
            return await citizen.RunAsync(errand with { BeforeConfirming = MeetAsync }, stop);
        }
        finally
        {
            if (!met)
                await crowd.ComeAsync();
        }

        Task MeetAsync()
        {
            met = true;
            return crowd.MeetAsync();
        }
    }

    Visit Seen(Wish wish, KioskId kiosk, ErrandEnd end) => new(
        kiosk, wish.Who, City, wish.Kind, wish.Items, 1, _site.Clock.GetUtcNow(), end.Receipt, end.Paid, [.. end.Copies.Select(c => SheetFile.Read(c.Pdf.Memory))]);

    async Task<Errand> ErrandAsync(Wish wish, CancellationToken stop)
    {
        var resident = wish.Who.Resident.ToString();
        var pin = await _site.Wallet.RememberPinAsync(City, resident, stop);
        await _site.Wallet.TakeOutAsync(City, resident, stop); // a card that is new is made before anybody waits for it
        return new Errand(City, City, resident, wish.Kind, wish.Items, 1, pin.Reveal());
    }
}
