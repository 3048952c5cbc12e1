namespace KioskSim.Load.Tests.Runs;

/// <summary>
/// A clock that stands while anything can be done and then jumps to the next timer, and the one thread on which all of it is done: hours pass in a
/// moment, always in the same order.
/// </summary>
sealed class EventTime : TimeProvider
{
    readonly Loop _loop = new();
    readonly List<EventTimer> _timers = [];
    TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed => _now;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public void Run(Func<Task> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_loop);
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (!_loop.DoOne())
                    FireNext();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new EventTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    void FireNext()
    {
        var next = _timers.MinBy(t => t.Due) ?? throw new InvalidOperationException("Nothing can be done, and nothing is waited for.");
        _now = next.Due > _now ? next.Due : _now;
        next.Fire();
    }

    sealed class EventTimer(EventTime time, Action fire) : ITimer
    {
        TimeSpan _period;

        public TimeSpan Due { get; private set; }

        public void Fire()
        {
            Change(_period, _period);
            fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._timers.Remove(this);
            (_period, Due) = (period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan, time._now + dueTime);
            if (dueTime != Timeout.InfiniteTimeSpan)
                time._timers.Add(this);
            return true;
        }

        public void Dispose() => time._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    sealed class Loop : SynchronizationContext
    {
        readonly Queue<Action> _todo = [];

        public override void Post(SendOrPostCallback work, object? state) => _todo.Enqueue(() => work(state));

        public override void Send(SendOrPostCallback work, object? state) => work(state);

        public bool DoOne()
        {
            if (!_todo.TryDequeue(out var work))
                return false;
            work();
            return true;
        }
    }
}
