using KioskSim.Load.Histograms;
using KioskSim.Load.Machines;

namespace KioskSim.Load.Runs;

/// <summary>A second of a run: how things stood at its end, and what was recorded in it.</summary>
/// <param name="At">Its end, since the run's beginning.</param>
/// <param name="Usage">Since the run's beginning.</param>
public sealed record Sample(TimeSpan At, TimeSpan Length, Counts Counts, Usage Usage, Percentiles Issue, Percentiles Raw);

/// <summary>The figures of a histogram that people look at, in milliseconds; all 0 where nothing was recorded.</summary>
public sealed record Percentiles(long Count, double Mean, double P50, double P90, double P95, double P99, double P999, double P9999, double Max)
{
    public static Percentiles Of(Histogram histogram) => new(
        histogram.Total, Milliseconds(histogram.Mean), At(histogram, 50), At(histogram, 90), At(histogram, 95), At(histogram, 99), At(histogram, 99.9),
        At(histogram, 99.99), Milliseconds(histogram.Max));

    // A bucket's highest value may be more than any that occurred.
    static double At(Histogram histogram, double percent) => Milliseconds(Math.Min(histogram.AtPercentile(percent), histogram.Max));

    static double Milliseconds(double microseconds) => microseconds / 1000;
}
