using KioskSim.Domain.Time;

namespace KioskSim.City.Municipalities;

/// <summary>When a kind is issued: from a time of day up to another, every day but the year-end closure (000-25, 000-26).</summary>
/// <param name="From">Open from this minute on.</param>
/// <param name="To">Closed from this minute on.</param>
public sealed record OpeningHours(TimeOnly From, TimeOnly To)
{
    /// <summary>年末年始: 12/29 to 1/3.</summary>
    public static bool IsYearEnd(DateOnly day) => day is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 };

    public bool IsOpen(DateTimeOffset at)
    {
        var local = at.ToOffset(JapanTime.Offset).DateTime;
        var time = TimeOnly.FromDateTime(local);
        return !IsYearEnd(DateOnly.FromDateTime(local)) && time >= From && time < To;
    }

    public override string ToString() => $"{From:HH:mm}–{To:HH:mm}";
}
