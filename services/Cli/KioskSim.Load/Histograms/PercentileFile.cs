using System.Globalization;

namespace KioskSim.Load.Histograms;

/// <summary>The distribution as text (<c>.hgrm</c>): what HdrHistogram's plotters read.</summary>
public static class PercentileFile
{
    // So many lines for each halving of what is left to 100 percent.
    const int LinesAHalf = 5;

    /// <param name="scale">What a value is divided by: 1000 for milliseconds.</param>
    public static void Write(TextWriter to, Histogram histogram, double scale = 1000)
    {
        to.Write($"{"Value",12} {"Percentile",14} {"TotalCount",10} {"1/(1-Percentile)",14}\n\n");
        var (level, seen, total) = (0.0, 0L, histogram.Total);
        foreach (var (value, count) in histogram.Recorded())
        {
            seen += count;
            while (100.0 * seen / total >= level)
            {
                WriteLine(to, Histogram.HighestWith(value) / scale, level / 100, seen);
                level = Next(level);
                if (seen == total)
                    break; // what is left to 100 percent could be halved for ever
            }
        }

        if (total > 0)
            to.Write(string.Create(CultureInfo.InvariantCulture, $"{Histogram.HighestWith(histogram.AtPercentile(100)) / scale,12:F3} {1.0,14:F12} {total,10}\n"));
        var (buckets, subBuckets) = Histogram.Layout;
        to.Write(string.Create(CultureInfo.InvariantCulture, $"#[Mean    = {histogram.Mean / scale,12:F3}, StdDeviation   = {histogram.StandardDeviation / scale,12:F3}]\n"));
        to.Write(string.Create(CultureInfo.InvariantCulture, $"#[Max     = {Histogram.HighestWith(histogram.Max) / scale,12:F3}, Total count    = {total,12}]\n"));
        to.Write(string.Create(CultureInfo.InvariantCulture, $"#[Buckets = {buckets,12}, SubBuckets     = {subBuckets,12}]\n"));
    }

    static void WriteLine(TextWriter to, double value, double percentile, long seen) => to.Write(
        string.Create(CultureInfo.InvariantCulture, $"{value,12:F3} {(decimal)percentile,14:F12} {seen,10} {1 / (1 - percentile),14:F2}\n"));

    static double Next(double level) => level + 100 / (LinesAHalf * Math.Pow(2, Math.Floor(Math.Log2(100 / (100 - level))) + 1));
}
