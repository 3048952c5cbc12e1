using KioskSim.Checkers;
using KioskSim.Cluster;
using KioskSim.Kiosk;
using KioskSim.Load.Arrivals;
using KioskSim.Load.Fleet;
using KioskSim.Load.Runs;
using KioskSim.Proof.Rush;
using KioskSim.Simulation.Loop;
using KioskSim.World;
using KioskSim.World.Places;

namespace KioskSim.Simulation.Runs;

/// <summary>A day of the real services, or the first hours of one: who comes when is the load test's plan, and what came of it is for the checkers.</summary>
static class SimulatedDay
{
    /// <summary>How long a sheet takes to come out.</summary>
    static readonly TimeSpan SheetTime = TimeSpan.FromSeconds(3);

    /// <summary>Within which the last settlements get through, whatever went wrong.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromHours(1);

    public static async Task<SimulationResult> RunAsync(Replay replay, SimulationOptions options)
    {
        var world = Path.Combine(replay.Folder, "world");
        var cities = Prefecture.Cities.Take(options.Cities).Select(c => c.Code);
        WorldGenerator.Generate(new WorldOptions { Seed = options.Seed, Residents = options.Residents, Cities = [.. cities] }, world, progress: null, CancellationToken.None);
        await using var cluster = await LocalCluster.StartAsync(
            replay.On(new ClusterOptions
            {
                World = world, Clock = replay.Clock, Kiosks = options.Kiosks, Kiosk = new KioskOptions { PrinterPoll = TimeSpan.FromMilliseconds(250) }, Fault = options.Trouble.Fault,
                LineFaults = options.Trouble.LineFaults,
            }),
            CancellationToken.None);
        foreach (var cabinet in cluster.Cabinets.All.Values)
            cabinet.Printer.SheetTime = SheetTime;
        var visitors = await Visitors.PrepareAsync(
            cluster.World, cluster.Wallet,
            new FleetOptions
            {
                Seed = options.Seed, Kiosks = options.Kiosks, Cities = options.Cities, Residents = options.Residents, People = options.People, WallClock = replay.Clock,
            },
            CancellationToken.None);
        replay.Weather.IsBad = true;
        cluster.LetLinesFail();
        var kiosks = new VisitedKiosks(cluster, visitors, new Wishes(options.Seed), replay);
        var tally = new Tally();
        var troubles = new Troubles(cluster, options, replay).RunAsync();
        await new OpenRun(kiosks, tally, replay.Clock, mostWaiting: int.MaxValue).RunAsync(Arrivals(options), CancellationToken.None);
        await troubles;
        await cluster.MendLinesAsync();
        var books = Books.Of(cluster);
        await books.UntilToldAsync(replay.Clock, CancellationToken.None, Aftermath);
        var left = books.Copy(kiosks.Visits);
        return SimulationResult.Of(replay, options, tally.Outcomes, [.. AllCheckers.Of(cluster.World).Select(c => c.Check(left))]) with
        {
            Visits = tally.Counts.Offered, Struck = cluster.Faults.Sum(f => f.Struck), Misdirected = cluster.Faults.Sum(f => f.Misdirected), LineFaults = cluster.LineFaults,
        };
    }

    static IEnumerable<Arrival> Arrivals(SimulationOptions options) =>
        new ArrivalPlan(Profiles.Find("city-day", new Rate(options.ADay / Rate.Day.TotalSeconds), null)!, Spread.Poisson, options.Seed).Of(Shard.Whole)
            .TakeWhile(a => a.At < TimeSpan.FromHours(options.Hours));
}
