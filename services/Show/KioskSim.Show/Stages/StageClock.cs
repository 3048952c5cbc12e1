using KioskSim.Domain.Time;

namespace KioskSim.Show.Stages;

/// <summary>A clock whose hands can be moved forward, between two scenes: what is on a minute later need not be waited for. Timers are the real clock's.</summary>
sealed class StageClock(DateTimeOffset start, TimeProvider real) : TimeProvider
{
    readonly SimulatedClock _clock = new(start, real);
    long _ticksAhead;

    public override long TimestampFrequency => real.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow().AddTicks(Interlocked.Read(ref _ticksAhead));

    public override long GetTimestamp() => real.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Nothing where it is later already: time does not go back.</summary>
    public void MoveTo(DateTimeOffset time) => Interlocked.Add(ref _ticksAhead, Math.Max(0, (time - GetUtcNow()).Ticks));
}
