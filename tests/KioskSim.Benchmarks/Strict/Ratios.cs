namespace KioskSim.Benchmarks.Strict;

/// <summary>How far a ratio of two measured series can be believed.</summary>
static class Ratios
{
    const int Resamples = 2000;

    public static double Mean(IReadOnlyList<double> values) => values.Average();

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Where 95 of 100 ratios lie when the same pairs are drawn again and again, with what comes twice and what not at all left to chance (bootstrap).</summary>
    public static (double Low, double High) Spread(IReadOnlyList<double> left, IReadOnlyList<double> right, Func<IReadOnlyList<double>, double> middle)
    {
        var random = new Random(1);
        var ratios = new List<double>(Resamples);
        for (var i = 0; i < Resamples; i++)
        {
            int[] drawn = [.. left.Select(_ => random.Next(left.Count))];
            ratios.Add(middle([.. drawn.Select(d => left[d])]) / middle([.. drawn.Select(d => right[d])]));
        }

        ratios.Sort();
        return (ratios[Resamples * 25 / 1000], ratios[Resamples * 975 / 1000]);
    }
}
