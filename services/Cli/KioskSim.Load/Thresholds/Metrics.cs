using System.Globalization;
using KioskSim.Load.Histograms;

namespace KioskSim.Load.Thresholds;

/// <summary>What a run measures and counts, by the names that thresholds and reports give it.</summary>
/// <param name="latencies">Histograms by name, such as <c>issue</c> or <c>step-9</c>; each has <c>.p50</c> to <c>.p99.99</c>, <c>.mean</c>, <c>.max</c> and <c>.count</c>.</param>
/// <param name="counters">Counts by name, such as <c>dropped</c>.</param>
public sealed class Metrics(IReadOnlyDictionary<string, Histogram> latencies, IReadOnlyDictionary<string, Func<double>> counters)
{
    const string Count = "count";

    static readonly Dictionary<string, Func<Histogram, double>> Statistics = new(StringComparer.Ordinal)
    {
        ["p50"] = h => h.AtPercentile(50),
        ["p90"] = h => h.AtPercentile(90),
        ["p95"] = h => h.AtPercentile(95),
        ["p99"] = h => h.AtPercentile(99),
        ["p99.9"] = h => h.AtPercentile(99.9),
        ["p99.99"] = h => h.AtPercentile(99.99),
        ["mean"] = h => h.Mean,
        ["max"] = h => h.Max,
        [Count] = h => h.Total,
    };

    /// <summary>Whether a metric is a duration, in microseconds, or a number; null: there is none of that name.</summary>
    public bool? IsDuration(string metric) =>
        counters.ContainsKey(metric) ? false
        : Split(metric) is var (_, statistic) ? statistic != Count
        : null;

    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public double Read(string metric) =>
        counters.TryGetValue(metric, out var counter) ? counter()
        : Split(metric) is var (histogram, statistic) ? Statistics[statistic](histogram)
        : throw new KeyNotFoundException(metric);

    /// <summary>The thresholds that do not hold, each with what was measured.</summary>
    public IReadOnlyList<(Threshold Threshold, double Measured)> Broken(IEnumerable<Threshold> thresholds) =>
        [.. thresholds.Select(t => (t, Read(t.Metric))).Where(t => !t.t.HoldsFor(t.Item2))];

    /// <summary>All names, for people.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{string.Join(", ", counters.Keys)}; {string.Join(", ", latencies.Keys)}, each with .{string.Join(" .", Statistics.Keys)}");

    (Histogram Histogram, string Statistic)? Split(string metric)
    {
        foreach (var statistic in Statistics.Keys)
        {
            if (metric.EndsWith($".{statistic}", StringComparison.Ordinal) && latencies.TryGetValue(metric[..^(statistic.Length + 1)], out var histogram))
                return (histogram, statistic);
        }

        return null;
    }
}
