using System.Globalization;

namespace KioskSim.City.Municipalities;

/// <summary>From one minute of a day up to another.</summary>
/// <param name="From">Open from this minute on.</param>
/// <param name="To">Closed from this minute on.</param>
public readonly record struct DailyHours(TimeOnly From, TimeOnly To)
{
    /// <param name="text">06:30-23:00</param>
    /// <returns>False: not of that form, or it closes before it opens.</returns>
    public static bool TryParse(string text, out DailyHours hours)
    {
        hours = default;
        if (text.Split('-') is not [var from, var to] || !TryParseTime(from, out var opens) || !TryParseTime(to, out var closes) || opens >= closes)
            return false;
        hours = new DailyHours(opens, closes);
        return true;
    }

    public bool Covers(TimeOnly time) => time >= From && time < To;

    /// <param name="to">What stands between the two: ～ in Japanese.</param>
    public string ToString(string to) => string.Create(CultureInfo.InvariantCulture, $"{From:H\\:mm}{to}{To:H\\:mm}");

    public override string ToString() => ToString("-");

    static bool TryParseTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
