using KioskSim.Domain.Time;

namespace KioskSim.Domain.Tests;

public sealed class JapaneseHolidaysTests
{
    // As the Cabinet Office announced them, substitutes and the days between two holidays with them.
    [Theory]
    [InlineData(2016, "01-01 01-11 02-11 03-20 03-21 04-29 05-03 05-04 05-05 07-18 08-11 09-19 09-22 10-10 11-03 11-23 12-23")]
    [InlineData(2019, "01-01 01-14 02-11 03-21 04-29 04-30 05-01 05-02 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-23 10-14 10-22 11-03 11-04 11-23")]
    [InlineData(2020, "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 09-21 09-22 11-03 11-23")]
    [InlineData(2021, "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 09-23 11-03 11-23")]
    [InlineData(2024, "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 09-16 09-22 09-23 10-14 11-03 11-04 11-23")]
    [InlineData(2026, "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23")]
    [InlineData(2027, "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23")]
    public void The_holidays_of_a_year_are_those_of_the_act(int year, string days)
    {
        var first = new DateOnly(year, 1, 1);
        var found = Enumerable.Range(0, 366).Select(first.AddDays).Where(d => d.Year == year && JapaneseHolidays.IsHoliday(d));
        Assert.Equal(days, string.Join(' ', found.Select(d => d.ToString("MM-dd"))));
    }
}
