using System.Runtime.CompilerServices;

namespace KioskSim.Domain.Time;

/// <summary>How long something may take, where a configuration says it.</summary>
public static class TimeLimit
{
    static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <returns>The same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing can be done in it, or it is no limit: more than 0 and at most a day.</exception>
    public static TimeSpan Checked(TimeSpan limit, [CallerMemberName] string name = "") =>
        limit > TimeSpan.Zero && limit <= Most ? limit : throw new ArgumentOutOfRangeException(name, limit, "More than nothing, a day at most.");
}
