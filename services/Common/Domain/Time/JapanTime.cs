namespace KioskSim.Domain.Time;

/// <summary>Japan has one time zone and no summer time; no table of zones is needed.</summary>
public static class JapanTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>Now, on a Japanese wall clock.</summary>
    public static DateTimeOffset GetJapanNow(this TimeProvider clock) => clock.GetUtcNow().ToOffset(Offset);

    public static DateOnly GetJapanToday(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetJapanNow().DateTime);
}
