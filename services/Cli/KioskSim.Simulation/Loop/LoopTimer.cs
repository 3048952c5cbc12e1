namespace KioskSim.Simulation.Loop;

/// <summary>A timer of the simulation: its callback runs on the loop, in the context in which it was made.</summary>
sealed class LoopTimer(EventLoop loop, TimerCallback callback, object? state) : ITimer
{
    readonly ExecutionContext? _context = ExecutionContext.Capture();
    long _due = Never;
    TimeSpan _period = Timeout.InfiniteTimeSpan;
    bool _disposed;

    const long Never = -1;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        (_period, _due) = (period, dueTime == Timeout.InfiniteTimeSpan ? Never : loop.Now + Whole(dueTime));
        if (_due != Never)
            loop.Add(this, _due);
        return true;
    }

    /// <summary>Whether it is still to fire at a moment that it was once set to.</summary>
    public bool IsDue(long at) => !_disposed && _due == at;

    public void Fire(long at)
    {
        _due = _period > TimeSpan.Zero ? at + Whole(_period) : Never;
        if (_due != Never)
            loop.Add(this, _due);
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, _ => callback(state), null);
    }

    public void Dispose() => _disposed = true;

    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }

    // In whole milliseconds, rounded up, as the system's timers: who waits does not find that it is early.
    static long Whole(TimeSpan time) => (time.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
}
