using KioskSim.Domain.Time;

namespace KioskSim.City.Municipalities;

/// <summary>A day as hours are given for it. A national holiday is none of the week's days.</summary>
public enum ServiceDay
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
    Holiday,
}

/// <summary>Hours for each day of the week and for national holidays (000-25; family registers often on weekdays only).</summary>
public sealed class WeeklyHours
{
    const int Days = (int)ServiceDay.Holiday + 1;
    static readonly string[] Japanese = ["月", "火", "水", "木", "金", "土", "日", "祝"];
    static readonly string[] English = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "holidays"];

    readonly DailyHours?[] _days;

    /// <param name="hours">Null: closed on that day.</param>
    public WeeklyHours(Func<ServiceDay, DailyHours?> hours)
    {
        _days = [.. Enum.GetValues<ServiceDay>().Select(hours)];
        Text = Describe(Japanese, "毎日", "平日", "", "・", "～", "、");
        TextEnglish = Describe(English, "daily", "Mon-Fri", " ", ", ", "-", "; ");
    }

    /// <summary>The same hours every day.</summary>
    public static WeeklyHours Daily(DailyHours hours) => new(_ => hours);

    /// <summary>For the screen: 毎日6:30～23:00, 平日9:00～17:00.</summary>
    public string Text { get; }

    public string TextEnglish { get; }

    /// <param name="local">By a Japanese wall clock.</param>
    public bool IsOpen(DateTime local) => _days[(int)DayOf(DateOnly.FromDateTime(local))] is { } hours && hours.Covers(TimeOnly.FromDateTime(local));

    public override string ToString() => Text;

    static ServiceDay DayOf(DateOnly day) =>
        JapaneseHolidays.IsHoliday(day) ? ServiceDay.Holiday
        : day.DayOfWeek == DayOfWeek.Sunday ? ServiceDay.Sunday
        : ServiceDay.Monday + (day.DayOfWeek - DayOfWeek.Monday);

    // Days with the same hours are named together, in the order of the first of them.
    string Describe(string[] names, string everyDay, string weekdays, string space, string and, string to, string then)
    {
        var groups = _days.Index().Where(d => d.Item is not null).GroupBy(d => d.Item!.Value, d => d.Index);
        return string.Join(then, groups.Select(g =>
        {
            List<int> days = [.. g];
            var name = days.Count == Days ? everyDay
                : days.Take(5).SequenceEqual([0, 1, 2, 3, 4]) ? string.Join(and, [weekdays, .. days.Skip(5).Select(d => names[d])])
                : string.Join(and, days.Select(d => names[d]));
            return $"{name}{space}{g.Key.ToString(to)}";
        }));
    }
}
