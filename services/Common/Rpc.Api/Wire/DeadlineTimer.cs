namespace KioskSim.Rpc.Wire;

/// <summary>
/// Calls back once a deadline has passed by the clock, never before: timers may fire a little early and cannot be set for more than
/// weeks ahead, so each firing looks at the clock and waits again if need be.
/// </summary>
sealed class DeadlineTimer : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    readonly TimeProvider _time;
    readonly DateTime _deadline;
    readonly Action _passed;
    readonly ITimer _timer;

    /// <param name="time">The clock.</param>
    /// <param name="deadline">UTC.</param>
    /// <param name="passed">Called on a timer thread, once; a firing under way is not stopped by <see cref="Dispose"/>.</param>
    public DeadlineTimer(TimeProvider time, DateTime deadline, Action passed)
    {
        _time = time;
        _deadline = deadline;
        _passed = passed;
        _timer = time.CreateTimer(static state => ((DeadlineTimer)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Wait(), Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    void Fire()
    {
        if (Remaining > TimeSpan.Zero)
            _timer.Change(Wait(), Timeout.InfiniteTimeSpan);
        else
            _passed();
    }

    TimeSpan Remaining => _deadline - _time.GetUtcNow().UtcDateTime;

    TimeSpan Wait()
    {
        var remaining = Remaining;
        return remaining <= TimeSpan.Zero ? TimeSpan.Zero
            : remaining >= LongestWait ? LongestWait
            // A timer counts whole milliseconds.
            : TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds));
    }
}
