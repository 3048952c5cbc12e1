using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports;

/// <summary>A run's latencies in the files that HdrHistogram's tools read.</summary>
static class HistogramFiles
{
    public const string LogFile = "load.hlog";

    public static void Write(string folder, RunReport report)
    {
        foreach (var (name, histogram) in report.Latencies.Where(l => l.Value.Total > 0))
        {
            using var percentiles = new StreamWriter(Path.Combine(folder, $"{name}.hgrm"));
            PercentileFile.Write(percentiles, histogram);
        }

        var whole = TimeSpan.FromSeconds(report.Summary.Run.Seconds);
        var intervals = report.Latencies.Where(l => !IsInPieces(l.Key)).OrderBy(l => l.Key, StringComparer.Ordinal)
            .Select(l => new Interval(l.Key, TimeSpan.Zero, whole, l.Value))
            .Concat(report.Intervals.Select(i => i.Decoded()));
        using var log = new StreamWriter(Path.Combine(folder, LogFile));
        HistogramLog.Write(log, report.Summary.Run.Begun, intervals);
    }

    /// <exception cref="InvalidDataException">It is no such log.</exception>
    public static (IReadOnlyDictionary<string, Histogram> Latencies, IReadOnlyList<CodedInterval> Intervals) Read(string folder)
    {
        using var log = new StreamReader(Path.Combine(folder, LogFile));
        var (latencies, pieces) = (new SortedDictionary<string, Histogram>(StringComparer.Ordinal), new List<CodedInterval>());
        foreach (var interval in HistogramLog.Read(log).Intervals)
        {
            if (!latencies.TryGetValue(interval.Tag, out var whole))
                latencies[interval.Tag] = whole = new Histogram();
            whole.Add(interval.Histogram);
            if (IsInPieces(interval.Tag))
                pieces.Add(CodedInterval.Of(interval.Tag, interval.From, interval.Length, interval.Histogram));
        }

        return (latencies, pieces);
    }

    static bool IsInPieces(string tag) => tag is Sampler.IssueTag or Sampler.RawTag;
}
