using KioskSim.Domain.Time;

namespace KioskSim.Cluster.Citizens;

/// <summary>One at a time.</summary>
static class Turns
{
    public static Task<T> RunAsync<T>(this SemaphoreSlim turn, Func<T> work, CancellationToken stop) => turn.RunAsync(() => Task.FromResult(work()), stop);

    public static async Task<T> RunAsync<T>(this SemaphoreSlim turn, Func<Task<T>> work, CancellationToken stop)
    {
        await turn.EnterAsync(stop);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }
}
