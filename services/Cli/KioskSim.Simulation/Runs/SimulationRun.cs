using KioskSim.Cluster;
using KioskSim.Simulation.Loop;
using KioskSim.Simulation.Network;

namespace KioskSim.Simulation.Runs;

/// <summary>
/// The real services on a simulated clock, network and printers, in one thread: the same options give the same events, in the same order, at the same
/// moments.
/// </summary>
public static class SimulationRun
{
    /// <param name="log">Gets every event; null: only the hash is kept.</param>
    /// <exception cref="LoopException">It could not be had again, or everybody in it waits.</exception>
    public static SimulationResult Run(SimulationOptions options, Stream? log, CancellationToken stop)
    {
        var weather = new Weather(options.Seed, options.Trouble.Mishaps, options.IsRush);
        return options.IsRush
            ? Replay.Run(options.Seed, weather, ClusterOptions.UsualTime, log, replay => SimulatedRush.RunAsync(replay, options), stop)
            : Replay.Run(options.Seed, weather, SimulationOptions.Opening, log, replay => SimulatedDay.RunAsync(replay, options), stop);
    }
}
