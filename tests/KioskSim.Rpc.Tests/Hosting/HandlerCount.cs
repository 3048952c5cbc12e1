namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>How many handlers run now, and whether there is a moment without any.</summary>
sealed class HandlerCount
{
    readonly Lock _gate = new();
    TaskCompletionSource _idle = Completed();
    int _running;
    int _written;

    public int Total { get; private set; }

    /// <summary>Responses that handlers have written to streams.</summary>
    public int Written => Volatile.Read(ref _written);

    public void CountWrite() => Interlocked.Increment(ref _written);

    /// <summary>Ends when no handler runs.</summary>
    public Task Idle
    {
        get
        {
            lock (_gate)
                return _idle.Task;
        }
    }

    public Stay Enter()
    {
        lock (_gate)
        {
            Total++;
            if (_running++ == 0)
                _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        return new Stay(this);
    }

    void Leave()
    {
        lock (_gate)
        {
            if (--_running == 0)
                _idle.SetResult();
        }
    }

    static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }

    public readonly struct Stay(HandlerCount count) : IDisposable
    {
        public void Dispose() => count.Leave();
    }
}
