namespace KioskSim.Fixtures;

/// <summary>A clock that a test sets. Timers fire when it passes them, and never by themselves.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    readonly Lock _gate = new();
    readonly List<ManualTimer> _running = [];
    readonly List<(TimeSpan Wait, TaskCompletionSource Armed)> _expected = [];
    DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time. Setting it moves past timers without firing them, as a stalled machine does: they are due and late.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _now;
        }

        set
        {
            lock (_gate)
                _now = value;
        }
    }

    public int RunningTimers
    {
        get
        {
            lock (_gate)
                return _running.Count;
        }
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public void Advance(TimeSpan by)
    {
        ManualTimer[] due;
        lock (_gate)
        {
            _now += by;
            due = [.. _running.Where(timer => timer.Due <= _now)];
            _running.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    /// <summary>Lets a wait of this length run out, as often as something waits so long, until <paramref name="seen"/> has happened.</summary>
    public async Task<T> PassUntilAsync<T>(TimeSpan wait, Task<T> seen)
    {
        for (var waits = 0; !seen.IsCompleted; waits++)
        {
            if (waits == 1000)
                throw new TimeoutException($"It waited {waits} times for {wait} and nothing came of it.");
            if (await Task.WhenAny(seen, ArmedAsync(wait)).Soon() != seen)
                Advance(wait);
        }

        return await seen;
    }

    /// <summary>Completes when something waits for so long.</summary>
    public Task ArmedAsync(TimeSpan wait)
    {
        lock (_gate)
        {
            if (_running.Any(timer => timer.Wait == wait))
                return Task.CompletedTask;
            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add((wait, armed));
            return armed.Task;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public TimeSpan Wait { get; private set; }

        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._running.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                (Wait, Due) = (dueTime, time._now + dueTime);
                time._running.Add(this);
                foreach (var (_, armed) in time._expected.Where(e => e.Wait == dueTime))
                    armed.TrySetResult();
                time._expected.RemoveAll(e => e.Wait == dueTime);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
