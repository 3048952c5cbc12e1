namespace KioskSim.Domain.Time;

/// <summary>
/// 国民の祝日: national holidays by the act on them (昭和23年法律第178号) as it stands since 2022, and as it stood from 2016 on but for the
/// days that were moved once: in 2019 for the enthronement, in 2020 and 2021 for the games.
/// </summary>
public static class JapaneseHolidays
{
    public static bool IsHoliday(DateOnly day) =>
        IsNamed(day)
        || IsSubstitute(day)
        || day.DayOfWeek != DayOfWeek.Sunday && IsNamed(day.AddDays(-1)) && IsNamed(day.AddDays(1)); // article 3-3

    // Article 3-2: where a holiday is a Sunday, the next day that is none takes its place.
    static bool IsSubstitute(DateOnly day)
    {
        for (var before = day.AddDays(-1); IsNamed(before); before = before.AddDays(-1))
        {
            if (before.DayOfWeek == DayOfWeek.Sunday)
                return true;
        }

        return false;
    }

    static bool IsNamed(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) or (2, 11) or (4, 29) or (5, 3) or (5, 4) or (5, 5) or (11, 3) or (11, 23) => true,
        (1, _) => IsMonday(day, 2),
        (2, 23) => day.Year >= 2020,
        (12, 23) => day.Year < 2019,
        (3, var d) => d == Equinox(20.8431, day.Year),
        (5, 1) => day.Year == 2019,
        (9, var d) => d == Equinox(23.2488, day.Year) || IsMonday(day, 3),
        (10, 22) when day.Year == 2019 => true,
        _ => IsSummerOrSports(day),
    };

    // 海の日, 山の日 and スポーツの日, which the games moved.
    static bool IsSummerOrSports(DateOnly day) => day.Year switch
    {
        2020 => (day.Month, day.Day) is (7, 23) or (7, 24) or (8, 10),
        2021 => (day.Month, day.Day) is (7, 22) or (7, 23) or (8, 8),
        _ => (day.Month, day.Day) is (8, 11) || day.Month == 7 && IsMonday(day, 3) || day.Month == 10 && IsMonday(day, 2),
    };

    static bool IsMonday(DateOnly day, int which) => day.DayOfWeek == DayOfWeek.Monday && (day.Day - 1) / 7 == which - 1;

    // The day of the sun's passage, by the usual approximation; it holds from 1980 to 2099.
    static int Equinox(double in1980, int year) => (int)(in1980 + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}
