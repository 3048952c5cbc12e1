using KioskSim.Load.Fleet;
using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;
using KioskSim.Load.Thresholds;

namespace KioskSim.Load.Reports;

/// <summary>What thresholds may be about.</summary>
public static class LoadMetrics
{
    public const string Wait = "wait";
    public const string Lateness = "lateness";

    /// <summary>What the checkers found; of a run that they look at.</summary>
    public const string Findings = "findings";

    static readonly Dictionary<string, Func<Summary, double>> Counters = new(StringComparer.Ordinal)
    {
        ["offered"] = s => s.Counts.Offered,
        ["started"] = s => s.Counts.Started,
        ["delivered"] = s => s.Counts.Delivered,
        ["failed"] = s => s.Counts.Failed,
        ["dropped"] = s => s.Counts.Dropped,
        ["left"] = s => s.Counts.Left,
        ["misdelivered"] = s => s.Counts.Misdelivered,
        ["sheets"] = s => s.Counts.Sheets,
        [Findings] = s => s.Properties.Sum(p => p.Findings),
        ["offered-rate"] = s => s.OfferedPerSecond,
        ["achieved-rate"] = s => s.AchievedPerSecond,
        ["cpu-cores"] = s => s.CpuCores,
        ["memory-mb"] = s => s.PeakMegabytes,
        ["handshakes"] = s => s.Handshakes,
    };

    static readonly string[] Latencies = [Sampler.IssueTag, Sampler.RawTag, Wait, Lateness, .. MainCalls.Names];

    /// <summary>The names alone, for a run that is still to come.</summary>
    public static Metrics Names { get; } = new(Latencies.ToDictionary(l => l, _ => new Histogram()), Counters.ToDictionary(c => c.Key, _ => new Func<double>(() => 0)));

    public static Metrics Of(RunReport report) => new(
        Latencies.ToDictionary(l => l, l => report.Latencies.GetValueOrDefault(l) ?? new Histogram()),
        Counters.ToDictionary(c => c.Key, c => new Func<double>(() => c.Value(report.Summary))));
}
