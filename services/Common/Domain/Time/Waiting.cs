namespace KioskSim.Domain.Time;

/// <summary>
/// Waiting that stays where it began. A task that must not run others' code at its end hands it to the thread pool, and what is built upon it
/// (<see cref="Task.WaitAsync(CancellationToken)"/>, <see cref="Task.WhenAny(Task[])"/>) goes on there, whatever context the waiting began in. Where a
/// whole run shares one thread, so that it can be had again, nothing may. Without such a context these are what they are named after.
/// </summary>
public static class Waiting
{
    /// <summary>The same end, heard in the context of who asks.</summary>
    public static async Task HeardAsync(this Task task) => await task;

    /// <inheritdoc cref="HeardAsync(Task)"/>
    public static async Task<T> HeardAsync<T>(this Task<T> task) => await task;

    /// <exception cref="OperationCanceledException">The token came first.</exception>
    public static Task OrStopAsync(this Task task, CancellationToken stop) => task.HeardAsync().WaitAsync(stop);

    /// <inheritdoc cref="OrStopAsync(Task, CancellationToken)"/>
    public static Task<T> OrStopAsync<T>(this Task<T> task, CancellationToken stop) => task.HeardAsync().WaitAsync(stop);

    /// <summary>Enters a semaphore in one's turn.</summary>
    /// <exception cref="OperationCanceledException">The token came first; the turn is passed on.</exception>
    public static async Task EnterAsync(this SemaphoreSlim turn, CancellationToken stop)
    {
        var mine = turn.WaitAsync(CancellationToken.None);
        try
        {
            await mine.OrStopAsync(stop);
        }
        catch (OperationCanceledException)
        {
            _ = PassOnAsync(turn, mine);
            throw;
        }
    }

    /// <summary>Cancels at once; whoever waits for it goes on later, and not within this call.</summary>
    public static Task CancelAsideAsync(this CancellationTokenSource source)
    {
        var context = SynchronizationContext.Current;
        if (context is null)
            return source.CancelAsync();
        SynchronizationContext.SetSynchronizationContext(null); // who waits in the context is then told through it
        try
        {
            source.Cancel();
            return Task.CompletedTask;
        }
        catch (AggregateException e)
        {
            return Task.FromException(e);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    static async Task PassOnAsync(SemaphoreSlim turn, Task mine)
    {
        await mine;
        turn.Release();
    }
}
