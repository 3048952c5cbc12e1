using System.Runtime.CompilerServices;

namespace KioskSim.Domain.Time;

/// <summary>A value that others follow: the present one first, then the latest whenever it changes.</summary>
public sealed class Changes<T>(T value)
{
    readonly Lock _lock = new();
    T _value = value;
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Set(T value)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _value = value;
            changed = _next;
            _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
    }

    /// <param name="stop">Ends it, without an exception: whoever follows over a line is let go like that at the end of every session.</param>
    public async IAsyncEnumerable<T> FollowAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            T value;
            Task next;
            lock (_lock)
            {
                value = _value;
                next = _next.Task;
            }

            yield return value;
            await next.OrStopAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }
}
