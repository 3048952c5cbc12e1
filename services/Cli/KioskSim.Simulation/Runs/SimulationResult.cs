using KioskSim.Checkers;
using KioskSim.LineFaults;
using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Runs;

/// <summary>What came of a simulation.</summary>
public sealed record SimulationResult
{
    public required SimulationOptions Options { get; init; }

    public long Visits { get; init; }

    /// <summary>How many visits ended how, by name.</summary>
    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>How often a fault in the issuance servers struck.</summary>
    public int Struck { get; init; }

    /// <summary>How often it gave a session what was made for another, by its own count.</summary>
    public int Misdirected { get; init; }

    /// <summary>Faults of lines and machines, and how often each struck.</summary>
    public IReadOnlyList<(LineFault Fault, int Struck)> LineFaults { get; init; } = [];

    /// <summary>Simulated.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Of the loop.</summary>
    public required long Turns { get; init; }

    /// <summary>Lines of the log.</summary>
    public required long Events { get; init; }

    /// <summary>SHA-256 of the log, in hexadecimal: the same of every run of one seed and one program.</summary>
    public required string Hash { get; init; }

    /// <summary>Properties that did not hold.</summary>
    public IEnumerable<Verdict> Broken => Verdicts.Where(v => v.Outcome == Outcome.Broken);

    internal static SimulationResult Of(Replay replay, SimulationOptions options, IReadOnlyDictionary<string, long> outcomes, IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
            replay.Log.Write($"property {verdict.Property.Id} {verdict.Outcome}, looked at {verdict.LookedAt}, {verdict.Findings.Count} findings");
        return new SimulationResult
        {
            Options = options, Outcomes = outcomes, Verdicts = verdicts, Time = replay.Clock.Elapsed, Turns = replay.Turns, Events = replay.Log.Lines, Hash = replay.Log.Hash,
        };
    }
}
