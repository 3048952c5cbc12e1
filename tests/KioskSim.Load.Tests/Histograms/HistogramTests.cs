using KioskSim.Load.Histograms;

namespace KioskSim.Load.Tests.Histograms;

/// <summary>Against the plain list of what was recorded.</summary>
public sealed class HistogramTests
{
    const int Seed = 41;

    [Fact]
    public void Percentiles_differ_from_those_of_the_list_by_less_than_one_in_a_thousand()
    {
        var (histogram, samples) = Recorded(new Random(Seed), 20_000);
        foreach (var percent in (double[])[0, 0.001, 1, 25, 50, 75, 90, 99, 99.9, 99.99, 100])
        {
            var exact = At(samples, percent);
            Assert.InRange(histogram.AtPercentile(percent), percent == 0 ? exact * 0.999 : exact, exact * 1.001);
        }

        Assert.Equal((samples.Count, samples[^1]), (histogram.Total, histogram.Max));
        Assert.InRange(histogram.Mean, samples.Average() * 0.999, samples.Average() * 1.001);
    }

    [Fact]
    public void Values_below_2048_are_counted_one_by_one()
    {
        var histogram = new Histogram();
        for (var value = 0; value < 2048; value++)
            histogram.Record(value);
        Assert.Equal(Enumerable.Range(0, 2048).Select(v => ((long)v, 1L)), histogram.Recorded());
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(2048, 2048)]
    [InlineData(2049, 2048)]
    [InlineData(Histogram.Highest, Histogram.Highest)]
    [InlineData(long.MaxValue, Histogram.Highest)]
    public void What_is_out_of_range_counts_as_its_end(long value, long counted)
    {
        var histogram = new Histogram();
        histogram.Record(value);
        var (lowest, count) = Assert.Single(histogram.Recorded());
        Assert.Equal(1, count);
        Assert.InRange(counted, lowest, Histogram.HighestWith(lowest));
    }

    [Fact]
    public void Nothing_recorded_is_nothing()
    {
        var histogram = new Histogram();
        Assert.Equal((0L, 0L, 0L, 0.0, 0.0), (histogram.Total, histogram.Max, histogram.AtPercentile(99), histogram.Mean, histogram.StandardDeviation));
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.AtPercentile(100.1));
    }

    [Fact]
    public void Shares_added_are_the_whole()
    {
        var random = new Random(Seed);
        var (whole, sum) = (new Histogram(), new Histogram());
        var shares = Enumerable.Range(0, 5).Select(_ => new Histogram()).ToList();
        for (var i = 0; i < 50_000; i++)
        {
            var value = Value(random);
            whole.Record(value);
            shares[i % 5].Record(value);
        }

        shares.ForEach(sum.Add);
        Assert.Equal(whole.Recorded(), sum.Recorded());
        Assert.Equal((whole.Total, whole.Max), (sum.Total, sum.Max));
    }

    [Fact]
    public async Task Many_threads_lose_nothing()
    {
        var histogram = new Histogram();
        await Task.WhenAll(Enumerable.Range(1, 8).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < 20_000; i++)
                histogram.Record(thread * i % 5_000);
        })));
        Assert.Equal(160_000, histogram.Total);
        Assert.Equal(160_000, histogram.Recorded().Sum(r => r.Count));
        Assert.Equal(4_999, histogram.Max);
    }

    internal static (Histogram Histogram, List<long> Sorted) Recorded(Random random, int count)
    {
        var histogram = new Histogram();
        var samples = Enumerable.Range(0, count).Select(_ => Value(random)).ToList();
        samples.ForEach(histogram.Record);
        samples.Sort();
        return (histogram, samples);
    }

    /// <summary>In thousandths of a percent, which are whole numbers.</summary>
    internal static long At(List<long> sorted, double percent) => sorted[Math.Max(0, (int)(((long)Math.Round(percent * 1000) * sorted.Count + 99_999) / 100_000) - 1)];

    // From a microsecond to half an hour, each order of magnitude as often as another.
    static long Value(Random random) => (long)Math.Exp(random.NextDouble() * Math.Log(1.8e9));
}
