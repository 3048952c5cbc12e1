using KioskSim.Load.Arrivals;

namespace KioskSim.Load.Tests.Arrivals;

/// <summary>Who comes when: as many as the curve says, where it says, the same on one machine and on many.</summary>
public sealed class ArrivalPlanTests
{
    static readonly LoadCurve Climb = new(new Stretch(TimeSpan.FromSeconds(100), 0, 40), new Stretch(TimeSpan.FromSeconds(50), 40, 40));

    [Fact]
    public void Evenly_spread_arrivals_follow_the_curve_exactly()
    {
        var arrivals = new ArrivalPlan(Climb, Spread.Even, seed: 1).Of(Shard.Whole).ToList();
        Assert.Equal(4000, arrivals.Count);
        Assert.Equal(Enumerable.Range(0, 4000).Select(n => (long)n), arrivals.Select(a => a.Number));
        foreach (var (seconds, expected) in (ReadOnlySpan<(int, int)>)[(10, 20), (50, 500), (100, 2000), (125, 3000)])
            Assert.InRange(arrivals.Count(a => a.At.TotalSeconds < seconds), expected - 1, expected + 1);
        Assert.True(arrivals.Zip(arrivals.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
    }

    [Fact]
    public void Independent_arrivals_have_the_curves_mean_and_the_spread_of_a_Poisson_process()
    {
        var counts = Enumerable.Range(0, 400).Select(seed => new ArrivalPlan(Climb.Times(0.1), Spread.Poisson, (ulong)seed).Of(Shard.Whole).Count(a => a.At.TotalSeconds < 100)).ToList();
        var mean = counts.Average();
        var variance = counts.Sum(c => (c - mean) * (c - mean)) / (counts.Count - 1);
        Assert.InRange(mean, 197, 203); // 200, with a standard error of 0.7
        Assert.InRange(variance, 160, 245); // 200, as of every Poisson process; its standard error is 14
    }

    [Fact]
    public void The_same_seed_makes_the_same_list_and_another_seed_another()
    {
        Assert.Equal(Times(seed: 7), Times(seed: 7));
        Assert.NotEqual(Times(seed: 7), Times(seed: 8));

        static List<Arrival> Times(ulong seed) => [.. new ArrivalPlan(Climb, Spread.Poisson, seed).Of(Shard.Whole)];
    }

    [Theory]
    [InlineData(Spread.Even)]
    [InlineData(Spread.Poisson)]
    public void The_shares_of_several_machines_are_the_whole_and_nobody_comes_twice(Spread spread)
    {
        var plan = new ArrivalPlan(Climb, spread, seed: 3);
        var shares = Enumerable.Range(1, 7).Select(i => plan.Of(new Shard(i, 7)).ToList()).ToList();
        Assert.Equal(plan.Of(Shard.Whole), shares.SelectMany(s => s).OrderBy(a => a.Number));
        Assert.InRange(shares.Max(s => s.Count) - shares.Min(s => s.Count), 0, 1);
    }

    [Fact]
    public void The_same_people_come_in_less_time()
    {
        var usual = new ArrivalPlan(Climb, Spread.Poisson, seed: 5).Of(Shard.Whole).ToList();
        var fast = new ArrivalPlan(Climb.Faster(60), Spread.Poisson, seed: 5).Of(Shard.Whole).ToList();
        Assert.Equal(usual.Count, fast.Count);
        Assert.All(usual.Zip(fast), pair => Assert.InRange((pair.First.At / 60 - pair.Second.At).TotalMicroseconds, -2, 2));
    }

    [Fact]
    public void A_curve_is_refused_in_which_nobody_comes_or_time_stands_still()
    {
        Assert.Throws<ArgumentException>(() => new LoadCurve());
        Assert.Throws<ArgumentException>(() => new LoadCurve(new Stretch(TimeSpan.FromSeconds(1), 0, 0)));
        Assert.Throws<ArgumentException>(() => new LoadCurve(new Stretch(TimeSpan.Zero, 1, 1)));
        Assert.Throws<ArgumentException>(() => new LoadCurve(new Stretch(TimeSpan.FromSeconds(1), -1, 2)));
    }

    [Theory]
    [InlineData("city-day", 500, 16.5)]
    [InlineData("nation-day", 88_600, 16.5)]
    [InlineData("march-monday", 190_774, 16.5)] // twice the nation, and noon half as much again
    [InlineData("spike", 850, 1 / 12.0)]
    [InlineData("soak", 21_479, 4)]
    [InlineData("breakpoint", 17_899, 1 / 3.0)]
    public void Profiles_bring_as_many_as_they_say_000_83(string name, int arrivals, double hours)
    {
        var curve = Profiles.Find(name, rate: null, length: null)!;
        Assert.Equal(hours, curve.Length.TotalHours, 1e-6);
        Assert.InRange(curve.Arrivals, arrivals * 0.99, arrivals * 1.01);
        Assert.Contains(name, Profiles.Names);
    }

    [Fact]
    public void A_profiles_rate_and_length_may_be_others()
    {
        Assert.True(Rate.TryParse("1000/d", out var thousand));
        Assert.Equal(1000, Profiles.Find("city-day", thousand, null)!.Arrivals, 1e-6);
        Assert.Equal(TimeSpan.FromMinutes(1), Profiles.Find("soak", thousand, TimeSpan.FromMinutes(1))!.Length);
        Assert.Null(Profiles.Find("night", null, null));
    }

    [Theory]
    [InlineData("1.5/s", 1.5)]
    [InlineData("90/m", 1.5)]
    [InlineData("5400/h", 1.5)]
    [InlineData("89100/d", 1.5)] // a day has 16.5 hours here
    public void Rates_are_read_as_people_write_them(string text, double perSecond)
    {
        Assert.True(Rate.TryParse(text, out var rate));
        Assert.Equal(perSecond, rate.PerSecond, 1e-9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("0/s")]
    [InlineData("-1/s")]
    [InlineData("1,5/s")]
    [InlineData("NaN/s")]
    [InlineData("9999999/s")]
    [InlineData("1/week")]
    [InlineData("1/s/s")]
    public void What_is_no_rate_is_refused(string text) => Assert.False(Rate.TryParse(text, out _));

    [Theory]
    [InlineData("1/1", true)]
    [InlineData("3/7", true)]
    [InlineData("0/7", false)]
    [InlineData("8/7", false)]
    [InlineData("1/0", false)]
    [InlineData("1", false)]
    [InlineData("a/b", false)]
    public void Shards_are_counted_from_one(string text, bool isOne)
    {
        Assert.Equal(isOne, Shard.TryParse(text, out var shard));
        Assert.Equal(isOne ? text : "1/1", $"{shard}");
    }
}
