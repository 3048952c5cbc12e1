namespace KioskSim.Card.Tests;

/// <summary>A clock whose timers fire when the test says so, all of them, and never by themselves.</summary>
sealed class ManualTime : TimeProvider
{
    readonly Lock _lock = new();
    readonly List<Timer> _timers = [];
    readonly TaskCompletionSource _timerStarted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when something waits for time to pass.</summary>
    public Task TimerStarted => _timerStarted.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        lock (_lock)
            _timers.Add(timer);
        _timerStarted.TrySetResult();
        return timer;
    }

    public void Advance()
    {
        Timer[] due;
        lock (_lock)
        {
            due = [.. _timers];
            _timers.Clear();
        }

        foreach (var timer in due)
            timer.Fire();
    }

    sealed class Timer(Action fire) : ITimer
    {
        bool _disposed;

        public void Fire()
        {
            if (!_disposed)
                fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => !_disposed;

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
