namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>A clock that a test sets. Timers fire when it passes them.</summary>
sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<ManualTimer> _timers = [];
    DateTimeOffset _now = start;

    public int ActiveTimers
    {
        get
        {
            lock (_gate)
                return _timers.Count(static timer => timer.Due is not null);
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <param name="by">How far to go.</param>
    /// <param name="fire">False moves the clock past the timers as a stalled machine does: they are due and late.</param>
    public void Advance(TimeSpan by, bool fire = true)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = fire ? [.. _timers.Where(timer => timer.Due <= _now)] : [];
        }
        foreach (var timer in due)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (_gate)
            _timers.Add(timer);
        return timer;
    }

    sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time._now + dueTime;
            return true;
        }

        public void Fire()
        {
            lock (time._gate)
                Due = null;
            callback(state);
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                Due = null;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
