namespace KioskSim.Domain.Time;

/// <summary>A clock that stands at another date and runs as fast as the real one. Timers and time spans are the real clock's.</summary>
/// <param name="start">The simulated time when this object is made.</param>
/// <param name="real">The clock that drives it.</param>
public sealed class SimulatedClock(DateTimeOffset start, TimeProvider real) : TimeProvider
{
    readonly long _startedAt = real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => (start + real.GetElapsedTime(_startedAt)).ToUniversalTime();

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
