using KioskSim.Domain.Flow;
using KioskSim.Load.Floors;
using KioskSim.Load.Machines;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports;

/// <summary>What a run was, and what came of it, in figures: <c>summary.json</c>. Nothing of it is anybody's.</summary>
public sealed record Summary
{
    public required RunInfo Run { get; init; }

    /// <summary>One a shard.</summary>
    public required IReadOnlyList<Machine> Machines { get; init; }

    public required Counts Counts { get; init; }

    /// <summary>How visits ended: <c>Delivered</c> or the name of an error, with how often.</summary>
    public required IReadOnlyDictionary<string, long> Outcomes { get; init; }

    /// <summary>Faults that were chosen, of issuance servers, lines and machines, with how often each struck.</summary>
    public IReadOnlyDictionary<string, long> Faults { get; init; } = new Dictionary<string, long>();

    /// <summary>Of all machines together, from the run's beginning to its end.</summary>
    public required Usage Usage { get; init; }

    /// <summary>The most memory that was resident at the end of any second.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>TLS handshakes during the run, over all lines: what is left over when channels are kept and shared.</summary>
    public required long Handshakes { get; init; }

    /// <summary>By name, in milliseconds; whole distributions are in the log of histograms.</summary>
    public required IReadOnlyDictionary<string, Percentiles> Latencies { get; init; }

    /// <summary>The calls of the flow, step by step.</summary>
    public required IReadOnlyList<CallRow> Calls { get; init; }

    /// <summary>What a certificate cannot cost less than on this machine; null: nothing came out, or several machines were joined.</summary>
    public Floor? Floor { get; init; }

    public IReadOnlyList<ThresholdRow> Thresholds { get; init; } = [];

    /// <summary>What the checkers found in sheets and books; nothing: they were not asked.</summary>
    public IReadOnlyList<PropertyRow> Properties { get; init; } = [];

    /// <summary>Arrivals were let in too late: the figures are of less load than was asked for.</summary>
    public required bool IsSaturated { get; init; }

    public double OfferedPerSecond => PerSecond(Counts.Offered);

    public double AchievedPerSecond => PerSecond(Counts.Delivered);

    /// <summary>Cores that were busy, on average.</summary>
    public double CpuCores => Run.Seconds > 0 ? Usage.CpuSeconds / Run.Seconds : 0;

    /// <summary>Processor time for one certificate, the generator's included.</summary>
    public double CpuMillisecondsPerIssue => Counts.Delivered > 0 ? 1000 * Usage.CpuSeconds / Counts.Delivered : 0;

    public double HandshakesPerIssue => Counts.Delivered > 0 ? (double)Handshakes / Counts.Delivered : 0;

    /// <summary>How many times the floor that is; null: there is none.</summary>
    public double? TimesFloor => Floor is null ? null : CpuMillisecondsPerIssue / Floor.Milliseconds;

    public Verdict Verdict => IsSaturated ? Verdict.Saturated : Thresholds.Any(t => !t.Holds) ? Verdict.ThresholdBroken : Verdict.Ok;

    double PerSecond(long count) => Run.Seconds > 0 ? count / Run.Seconds : 0;
}

public enum Verdict
{
    Ok,
    ThresholdBroken,
    Saturated,
}

/// <summary>What was asked for.</summary>
/// <param name="Model">open or closed.</param>
/// <param name="Load">In words: profile, rate, speedup or users.</param>
/// <param name="Planned">Visits that were to be made, of this share.</param>
/// <param name="Shards">This share, or those that were joined.</param>
/// <param name="Begun">By the machine's clock.</param>
/// <param name="Seconds">Until the last visit's end.</param>
public sealed record RunInfo(
    string Model, string Load, ulong Seed, double Planned, int Kiosks, int Cities, int Residents, int People, int MostWaiting,
    IReadOnlyList<string> Shards, DateTimeOffset Begun, double Seconds, bool IsInterrupted)
{
    /// <summary>Said in every report, for a run without it would say nothing about the service.</summary>
    public string Cryptography => "real";

    public string StrictMode => "off: all kiosks are in one process";
}

/// <summary>A call of the flow in figures.</summary>
/// <param name="Name">As in thresholds and in the log.</param>
/// <param name="OwnMilliseconds">Spent in it for each certificate, without the calls that are made within it; null: of a touch, which contains everything that follows from it.</param>
public sealed record CallRow(string Name, Hop Hop, Percentiles Latency, double? OwnMilliseconds);

/// <param name="Measured">Durations in microseconds, as in <see cref="Thresholds.Threshold"/>.</param>
public sealed record ThresholdRow(string Text, double Measured, bool Holds);
