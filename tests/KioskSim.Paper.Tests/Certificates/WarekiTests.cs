using System.Globalization;
using KioskSim.Paper.Certificates;

namespace KioskSim.Paper.Tests.Certificates;

public sealed class WarekiTests
{
    [Theory]
    [InlineData("1873-01-01", "明治6年1月1日")]
    [InlineData("1912-07-29", "明治45年7月29日")]
    [InlineData("1912-07-30", "大正元年7月30日")]
    [InlineData("1926-12-24", "大正15年12月24日")]
    [InlineData("1926-12-25", "昭和元年12月25日")]
    [InlineData("1927-01-01", "昭和2年1月1日")]
    [InlineData("1989-01-07", "昭和64年1月7日")]
    [InlineData("1989-01-08", "平成元年1月8日")]
    [InlineData("2019-04-30", "平成31年4月30日")]
    [InlineData("2019-05-01", "令和元年5月1日")]
    [InlineData("2020-01-01", "令和2年1月1日")]
    [InlineData("2026-11-18", "令和8年11月18日")]
    public void Eras_change_on_their_day(string date, string expected) =>
        Assert.Equal(expected, Wareki.From(DateOnly.Parse(date, CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void A_date_of_the_old_calendar_is_refused_without_being_shown() =>
        Assert.DoesNotContain("1872", Assert.Throws<ArgumentException>(() => Wareki.From(Wareki.First.AddDays(-1))).ToString());

    [Fact]
    public void Day_by_day_an_era_counts_its_years_and_then_gives_way_to_the_next()
    {
        var changes = 0;
        var before = Wareki.From(Wareki.First);
        for (var date = Wareki.First.AddDays(1); date.Year < 2030; date = date.AddDays(1))
        {
            var today = Wareki.From(date);
            Assert.Equal((date.Month, date.Day), (today.Month, today.Day));
            if (today.Era == before.Era)
                Assert.Equal(before.Year + (date.DayOfYear == 1 ? 1 : 0), today.Year);
            else
                Assert.Equal(1, today.Year);
            changes += today.Era == before.Era ? 0 : 1;
            before = today;
        }

        Assert.Equal(("令和", 4), (before.Era, changes));
    }
}
