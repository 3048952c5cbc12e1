namespace KioskSim.Fixtures;

/// <summary>Starts two at the same moment, each on a thread of its own.</summary>
public static class Race
{
    public static Task<T[]> BothAsync<T>(Func<T> both) => BothAsync(both, both);

    public static async Task<T[]> BothAsync<T>(Func<T> one, Func<T> other)
    {
        using var start = new Barrier(2);
        return await Task.WhenAll(Run(one), Run(other));

        Task<T> Run(Func<T> work) => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return work();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
