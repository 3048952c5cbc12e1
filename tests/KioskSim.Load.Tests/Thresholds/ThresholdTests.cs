using KioskSim.Load.Histograms;
using KioskSim.Load.Thresholds;

namespace KioskSim.Load.Tests.Thresholds;

/// <summary>What must hold is read as it is written, and what cannot be read is said.</summary>
public sealed class ThresholdTests
{
    readonly Histogram _issue = new();
    readonly Metrics _metrics;

    public ThresholdTests()
    {
        for (var i = 1; i <= 1000; i++)
            _issue.Record(TimeSpan.FromMilliseconds(i));
        _metrics = new Metrics(
            new Dictionary<string, Histogram> { ["issue"] = _issue, ["step-9"] = new() },
            new Dictionary<string, Func<double>> { ["dropped"] = () => 3, ["misdelivered"] = () => 0 });
    }

    [Theory]
    [InlineData("issue.p99<500ms", false)]
    [InlineData("issue.p99<1s", true)]
    [InlineData("issue.p99.9 <= 1.1s", true)]
    [InlineData("issue.max>=1000000us", true)]
    [InlineData("issue.mean<100ms", false)]
    [InlineData("issue.count==1000", true)]
    [InlineData("misdelivered==0", true)]
    [InlineData("dropped==0", false)]
    [InlineData("dropped!=3", false)]
    [InlineData("dropped > 2", true)]
    [InlineData("step-9.p99.99<1us", true)]
    public void A_threshold_holds_or_is_broken(string text, bool holds)
    {
        var threshold = Assert.Single(Threshold.ParseAll(text, _metrics));
        Assert.Equal(text, threshold.Text);
        Assert.Equal(holds, _metrics.Broken([threshold]).Count == 0);
    }

    [Fact]
    public void Several_are_read_at_once_and_those_that_are_broken_are_told_with_what_was_measured()
    {
        var broken = _metrics.Broken(Threshold.ParseAll("issue.p50<400ms, misdelivered==0,dropped==0", _metrics));
        Assert.Equal(["issue.p50<400ms", "dropped==0"], broken.Select(b => b.Threshold.Text));
        Assert.InRange(broken[0].Measured, 500_000, 500_500);
        Assert.Equal(3, broken[1].Measured);
        Assert.Empty(Threshold.ParseAll("", _metrics));
    }

    [Theory]
    [InlineData("misdeliverd==0", "there is no metric 'misdeliverd'")]
    [InlineData("issue.p42<1s", "there is no metric 'issue.p42'")]
    [InlineData("step-99.p50<1s", "there is no metric 'step-99.p50'")]
    [InlineData("issue.p99<500", "is a duration; give it in us, ms or s")]
    [InlineData("issue.p99<5min", "is a duration; give it in us, ms or s")]
    [InlineData("dropped<1ms", "is a number without a unit")]
    [InlineData("dropped=0", "is no threshold")]
    [InlineData("dropped", "is no threshold")]
    [InlineData("dropped==zero", "is no threshold")]
    public void What_cannot_be_meant_is_an_error_that_says_why(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => Threshold.ParseAll(text, _metrics)).Message, StringComparison.Ordinal);

    [Fact]
    public void Whoever_names_what_there_is_not_is_told_what_there_is()
    {
        var said = Assert.Throws<FormatException>(() => Threshold.ParseAll("p99<1s", _metrics)).Message;
        Assert.All((string[])["dropped", "misdelivered", "issue", "step-9", ".p99.99", ".count"], name => Assert.Contains(name, said, StringComparison.Ordinal));
    }
}
