using System.Runtime.CompilerServices;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>A value that others follow: the present one first, then the latest whenever it was set.</summary>
sealed class Watched<T>(T value)
{
    readonly Lock _lock = new();
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public T Value { get; private set; } = value;

    public void Set(T value)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            Value = value;
            (changed, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    public async IAsyncEnumerable<T> FollowAsync([EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            T value;
            Task next;
            lock (_lock)
                (value, next) = (Value, _next.Task);
            yield return value;
            await next.WaitAsync(stop);
        }
    }
}
