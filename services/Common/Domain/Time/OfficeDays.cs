namespace KioskSim.Domain.Time;

/// <summary>開庁日: the days on which a city's offices are open: Monday to Friday, without holidays and without 29 December to 3 January.</summary>
public static class OfficeDays
{
    /// <summary>When the counters open.</summary>
    public static readonly TimeOnly Opening = new(8, 30);

    public static bool IsOfficeDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !JapaneseHolidays.IsHoliday(day)
        && (day.Month, day.Day) is not ((12, >= 29) or (1, <= 3));

    /// <summary>The so many-th office day after a day.</summary>
    /// <param name="days">1 or more.</param>
    public static DateOnly After(DateOnly day, int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsOfficeDay(day))
                days--;
        }

        return day;
    }
}
