namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>
/// Every contact of a kiosk with what is around it, in order: <c>Close</c> before the coin slot does it, <c>Close done</c> when it has
/// and the kiosk does not know yet. A test makes one fail, or cuts the power there.
/// </summary>
sealed class Contacts
{
    readonly Lock _lock = new();
    readonly List<string> _passed = [];
    readonly Dictionary<string, Queue<Exception>> _failures = [];
    readonly Dictionary<string, HeldPoint> _held = [];
    readonly TaskCompletionSource _powerCut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _cutAt;

    /// <summary>Points passed so far; one that failed ends in <c>fails</c>.</summary>
    public IReadOnlyList<string> Passed
    {
        get
        {
            lock (_lock)
                return [.. _passed];
        }
    }

    /// <summary>Completes when the power is cut.</summary>
    public Task PowerCut => _powerCut.Task;

    /// <param name="contact">The kiosk never gets beyond its contact of this number, from 1: whatever it was about to do it does no more.</param>
    public void CutPowerAt(int contact) => _cutAt = contact;

    /// <summary>The next passages of a point end so, one after the other.</summary>
    public void Fail(string point, params ReadOnlySpan<Exception> with)
    {
        var failures = _failures[point] = [];
        foreach (var failure in with)
            failures.Enqueue(failure);
    }

    /// <summary>From now on whoever passes a point waits there until it is let go.</summary>
    public HeldPoint Hold(string point) => _held[point] = new HeldPoint();

    public Task PassAsync(string point)
    {
        var failure = Note(point);
        if (_cutAt > 0 && Passed.Count >= _cutAt)
        {
            _powerCut.TrySetResult();
            return new TaskCompletionSource().Task;
        }

        return failure is null ? _held.GetValueOrDefault(point)?.WaitAsync() ?? Task.CompletedTask : Task.FromException(failure);
    }

    /// <summary>For contacts that do not wait.</summary>
    public void Pass(string point)
    {
        if (Note(point) is { } failure)
            throw failure;
    }

    Exception? Note(string point)
    {
        lock (_lock)
        {
            var fails = _failures.TryGetValue(point, out var failures) && failures.Count > 0;
            _passed.Add(fails ? $"{point} fails" : point);
            return fails ? failures!.Dequeue() : null;
        }
    }
}

/// <summary>Where somebody is to be met on the way.</summary>
sealed class HeldPoint
{
    readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits there.</summary>
    public Task Reached => _reached.Task;

    public void Release() => _released.SetResult();

    public Task WaitAsync()
    {
        _reached.TrySetResult();
        return _released.Task;
    }
}
