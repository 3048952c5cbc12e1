using KioskSim.Cluster;
using KioskSim.Domain.Randomness;
using KioskSim.Simulation.Log;
using KioskSim.Simulation.Network;

namespace KioskSim.Simulation.Loop;

/// <summary>What a run stands on that can be had again: one thread, a clock, lines, keys and chance that all follow from a seed, and a log of what happened.</summary>
public sealed class Replay
{
    readonly EventLoop _loop = new();
    readonly ulong _seed;
    readonly Dictionary<string, SeededEntropy> _entropy = [];

    Replay(ulong seed, Weather weather, DateTimeOffset at, string folder, Stream? log)
    {
        (_seed, Weather, Folder) = (seed, weather, folder);
        Clock = new LoopClock(_loop, at);
        Log = new EventLog(Clock, log);
    }

    public LoopClock Clock { get; }

    public EventLog Log { get; }

    /// <summary>Gone afterwards.</summary>
    public string Folder { get; }

    /// <summary>On the lines.</summary>
    public Weather Weather { get; }

    public long Turns => _loop.Turns;

    /// <param name="weather">On the lines.</param>
    /// <param name="at">The simulated moment at which it begins.</param>
    /// <param name="log">Gets every event; null: only the hash is kept.</param>
    /// <exception cref="LoopException">It could not be had again, or everybody in it waits.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public static T Run<T>(ulong seed, Weather weather, DateTimeOffset at, Stream? log, Func<Replay, Task<T>> main, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-simulate-").FullName;
        try
        {
            var replay = new Replay(seed, weather, at, folder, log);
            using (replay.Log)
                return replay._loop.Run(() => main(replay), stop);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>All services and kiosks, on what this is.</summary>
    public ClusterOptions On(ClusterOptions options) => options with
    {
        Clock = Clock,
        Lines = new SimulatedLines(_loop, Clock, Weather, Log),
        Entropy = EntropyOf,
        CardKey = new SharedKeys().Next,
    };

    // A service that starts again draws on: what it drew before is in its books.
    SeededEntropy EntropyOf(string name)
    {
        if (!_entropy.TryGetValue(name, out var entropy))
            _entropy.Add(name, entropy = new SeededEntropy(_seed, name));
        return entropy;
    }
}
