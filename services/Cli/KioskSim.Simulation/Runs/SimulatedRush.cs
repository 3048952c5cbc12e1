using KioskSim.Load.Runs;
using KioskSim.Proof.Rush;
using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Runs;

/// <summary>The rush of <see cref="RushHour"/>: which two orders meet under a fault is settled by the seed here, and not by the machine.</summary>
static class SimulatedRush
{
    public static async Task<SimulationResult> RunAsync(Replay replay, SimulationOptions options)
    {
        using var world = new RushWorld(options.Seed);
        var rush = await RushHour.RunAsync(
            new RushOptions { World = world.Folder, WallClock = replay.Clock, Plan = new RushPlan(options.Seed), Fault = options.Trouble.Fault, LineFaults = options.Trouble.LineFaults, Differing = replay.On },
            CancellationToken.None);
        foreach (var visit in rush.Left.Visits)
            replay.Log.Write($"visit at {visit.Kiosk} for {visit.Kind}: {visit.Copies.Count} copies, {visit.YenGone} yen, receipt {(visit.Receipt.Length > 0 ? visit.Receipt : "none")}");
        var outcomes = new SortedDictionary<string, long>(rush.Refusals.CountBy(r => $"{r}").ToDictionary(r => r.Key, r => (long)r.Value), StringComparer.Ordinal)
        {
            [VisitEnd.Delivered] = rush.Left.Visits.Count(v => v.Copies.Count > 0),
        };
        return SimulationResult.Of(replay, options, outcomes, rush.Verdicts) with { Visits = rush.Left.Visits.Count, Struck = rush.Struck, Misdirected = rush.Misdirected, LineFaults = rush.LineFaults };
    }
}
