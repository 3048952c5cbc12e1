using System.Runtime.CompilerServices;

namespace KioskSim.Show.Log;

/// <summary>
/// What was to be seen, in one order: browsers that look on follow it, each from where it is, so that all show the same and none that lost
/// its connection misses anything.
/// </summary>
sealed class ShowLog
{
    /// <summary>Who is further behind begins anew.</summary>
    public const int Most = 2000;

    readonly Lock _lock = new();
    readonly Queue<ShowEvent> _events = new();
    TaskCompletionSource _more = New();
    long _last;

    /// <summary>Number of the latest; the first is 1.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    public void Add(ShowEvent what)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            _events.Enqueue(what);
            if (_events.Count > Most)
                _events.Dequeue();
            _last++;
            (more, _more) = (_more, New());
        }

        more.SetResult();
    }

    /// <summary>What was is no more: whoever follows begins anew.</summary>
    /// <returns>Number after which everything is told that is added from now on.</returns>
    public long Forget()
    {
        TaskCompletionSource more;
        long last;
        lock (_lock)
        {
            _events.Clear();
            last = ++_last;
            (more, _more) = (_more, New());
        }

        more.SetResult();
        return last;
    }

    /// <summary>Everything after a number, now and as it comes.</summary>
    /// <returns>Ends at once where that cannot be told any more, or was never: it is too long ago, or of another run.</returns>
    public async IAsyncEnumerable<(long Number, ShowEvent What)> FollowAsync(long after, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            ShowEvent[] next;
            Task more;
            lock (_lock)
            {
                if (after > _last || after < _last - _events.Count)
                    yield break;
                next = [.. _events.Skip(_events.Count - (int)(_last - after))];
                more = _more.Task;
            }

            foreach (var what in next)
                yield return (++after, what);
            if (next.Length == 0)
                await more.WaitAsync(stop);
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
