using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;
using KioskSim.Load.Thresholds;

namespace KioskSim.Load.Reports;

/// <summary>A run as it lies in a folder: its summary, every latency, every second.</summary>
/// <param name="Latencies">By name, all of the run.</param>
/// <param name="Intervals">Of <see cref="Sampler.IssueTag"/> and <see cref="Sampler.RawTag"/>: these two in pieces.</param>
public sealed record RunReport(
    Summary Summary, IReadOnlyDictionary<string, Histogram> Latencies, IReadOnlyList<CodedInterval> Intervals, IReadOnlyList<Sample> Samples)
{
    /// <summary>The same, judged.</summary>
    public RunReport Judged(IReadOnlyList<Threshold> thresholds)
    {
        var metrics = LoadMetrics.Of(this);
        return this with
        {
            Summary = Summary with
            {
                Thresholds = [.. thresholds.Select(t => (Threshold: t, Measured: metrics.Read(t.Metric))).Select(t => new ThresholdRow(t.Threshold.Text, t.Measured, t.Threshold.HoldsFor(t.Measured)))],
            },
        };
    }
}
