namespace KioskSim.LineFaults.Tests;

/// <summary>What a fault does follows from seed, fault, place and a count, so that a run can be made again.</summary>
public sealed class LineDiceTests
{
    const int Throws = 10_000;

    static IReadOnlyList<LineThrow> Thrown(string fault, ulong seed)
    {
        var dice = LineFault.Parse(fault).Dice(seed);
        return [.. Enumerable.Range(0, Throws).Select(_ => dice.Throw())];
    }

    [Fact]
    public void The_same_seed_fault_and_place_throw_the_same_and_another_of_them_something_else()
    {
        var thrown = Thrown("lgwan>city:latency@0.3", 7);

        Assert.Equal(thrown, Thrown("lgwan>city:latency=5s@0.3", 7)); // how much there is of it is not asked
        Assert.NotEqual(thrown, Thrown("lgwan>city:latency@0.3", 8));
        Assert.NotEqual(thrown, Thrown("lgwan>centre:latency@0.3", 7));
        Assert.NotEqual(thrown, Thrown("lgwan>city:bandwidth@0.3", 7));
    }

    [Fact]
    public void Who_counts_himself_gets_the_same_throws()
    {
        var dice = LineFault.Parse("internet:reset@0.5").Dice(3);

        Assert.Equal(Thrown("internet:reset@0.5", 3), Enumerable.Range(0, Throws).Select(dice.At));
        Assert.Equal(0, dice.Struck);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, Throws, Throws)]
    [InlineData(0.25, 2300, 2700)]
    public void It_strikes_as_often_as_was_asked_for(double rate, int least, int most)
    {
        var dice = (LineFault.Parse("lgwan:duplicate") with { Rate = rate }).Dice(1);
        var struck = Enumerable.Range(0, Throws).Count(_ => dice.Throw().Strikes);

        Assert.InRange(struck, least, most);
        Assert.Equal(struck, dice.Struck);
    }

    [Fact]
    public void Whether_it_strikes_says_nothing_about_how_much()
    {
        var shares = Thrown("lgwan:latency@0.1", 1).Where(t => t.Strikes).Select(t => t.Share).ToList();

        Assert.All(shares, s => Assert.InRange(s, 0, 0.9999999999999999));
        Assert.InRange(shares.Average(), 0.45, 0.55);
    }

    [Fact]
    public void An_amount_between_two_is_drawn_and_one_alone_is_itself()
    {
        var (one, between) = (LineFault.Parse("lgwan:latency=200ms").Amount, LineFault.Parse("lgwan:latency=100ms..300ms").Amount);

        Assert.Equal((200, 200), (one.TimeAt(0).TotalMilliseconds, one.TimeAt(0.9).TotalMilliseconds));
        Assert.Equal((100, 200), (between.TimeAt(0).TotalMilliseconds, between.TimeAt(0.5).TotalMilliseconds));
    }
}
