namespace KioskSim.Simulation.Loop;

/// <summary>
/// The one thread of a simulation: whatever is ready runs in the order in which it became so, and when nothing is, time jumps to the next timer. No
/// other thread has a part in it: if one comes along with something to do, the order would be that of the machine, and the run ends with an error.
/// </summary>
public sealed class EventLoop : SynchronizationContext
{
    readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    readonly PriorityQueue<LoopTimer, (long Due, long Order)> _timers = new();
    readonly int _thread = Environment.CurrentManagedThreadId;
    volatile string? _stranger;
    long _order;

    /// <summary>100 ns each, since the loop was made.</summary>
    internal long Now { get; private set; }

    /// <summary>How many things were run.</summary>
    public long Turns { get; private set; }

    /// <summary>Runs until a task is over.</summary>
    /// <param name="stop">Leaves everything where it is; looked at between turns, for nothing within a simulation may come from without.</param>
    /// <exception cref="LoopException">Nothing is left that could end it, or another thread had a part in the run.</exception>
    /// <exception cref="OperationCanceledException">The token.</exception>
    public T Run<T>(Func<Task<T>> main, CancellationToken stop)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = main();
            while (!task.IsCompleted)
            {
                stop.ThrowIfCancellationRequested();
                Turn();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        NoteStrangers();
        lock (_ready)
            _ready.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("One thread cannot wait for itself.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs something when so much time has passed, in nobody's context of execution.</summary>
    public void After(TimeSpan delay, Action work)
    {
        using (ExecutionContext.SuppressFlow())
            new LoopTimer(this, static state => ((Action)state!)(), work).Change(delay, Timeout.InfiniteTimeSpan);
    }

    internal void Add(LoopTimer timer, long due)
    {
        NoteStrangers();
        _timers.Enqueue(timer, (due, _order++));
    }

    void Turn()
    {
        if (_stranger is { } trace)
            throw new LoopException($"Another thread had a part in the simulation, so that it could not be had again: {trace}");
        Turns++;
        if (TryTake(out var next))
            next.Callback(next.State);
        else if (_timers.TryDequeue(out var timer, out var at))
            FireAt(timer, at.Due);
        else
            throw new LoopException("Everybody in the simulation waits, and nothing is left that could happen.");
    }

    void NoteStrangers()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            _stranger ??= Ours(Environment.StackTrace);
    }

    // Where it came from; what only goes through the runtime has no line of ours.
    static string Ours(string trace) =>
        trace.Split('\n').FirstOrDefault(l => l.Contains("KioskSim.", StringComparison.Ordinal) && !l.Contains(nameof(EventLoop), StringComparison.Ordinal))?.Trim()
        ?? "something that the runtime hands to its pool";

    bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_ready)
            return _ready.TryDequeue(out next);
    }

    void FireAt(LoopTimer timer, long due)
    {
        if (!timer.IsDue(due))
            return; // it was set anew, or is gone
        Now = Math.Max(Now, due);
        timer.Fire(due);
    }
}

/// <summary>A simulation that cannot go on, or that could not be had again.</summary>
public sealed class LoopException(string message) : Exception(message);
