namespace KioskSim.Simulation.Loop;

/// <summary>The time of a simulation: it stands still while something happens, and jumps to whatever happens next.</summary>
/// <param name="start">When it begins.</param>
public sealed class LoopClock(EventLoop loop, DateTimeOffset start) : TimeProvider
{
    readonly DateTimeOffset _start = start.ToUniversalTime();

    /// <summary>Since the beginning.</summary>
    public TimeSpan Elapsed => new(loop.Now);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => loop.Now;

    public override DateTimeOffset GetUtcNow() => _start.AddTicks(loop.Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LoopTimer(loop, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
