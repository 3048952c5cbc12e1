namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>A clock that shows what the test sets, and whose timers fire when the test says so.</summary>
sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    readonly Lock _lock = new();
    readonly SemaphoreSlim _waiting = new(0);
    Timer? _timer;

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Completes when somebody waits for time to pass, once for each wait.</summary>
    public Task WaitingAsync() => _waiting.WaitAsync();

    /// <summary>Ends the wait.</summary>
    public void Fire()
    {
        Timer? due;
        lock (_lock)
            (due, _timer) = (_timer, null);
        due?.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(() => callback(state));
        lock (_lock)
            _timer = timer;
        _waiting.Release();
        return timer;
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
