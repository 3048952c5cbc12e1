using KioskSim.Domain.Time;

namespace KioskSim.Domain.Tests;

public sealed class TimeLimitTests
{
    [Theory]
    [InlineData("00:00:00.001")]
    [InlineData("00:00:08")]
    [InlineData("1.00:00:00")]
    public void A_time_in_which_something_can_be_done_is_a_limit(string text)
    {
        var limit = TimeSpan.Parse(text, null);
        Assert.Equal(limit, TimeLimit.Checked(limit));
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("1.00:00:00.001")]
    public void Nothing_less_and_more_than_a_day_are_none_and_say_whose(string text)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => TimeLimit.Checked(TimeSpan.Parse(text, null), "CityPatience"));
        Assert.Contains("CityPatience", error.Message);
    }
}
