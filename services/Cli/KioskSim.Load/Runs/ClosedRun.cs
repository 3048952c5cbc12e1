using KioskSim.Load.Arrivals;

namespace KioskSim.Load.Runs;

/// <summary>
/// The closed model: so many users, each of whom comes again as soon as served. It finds out how much can be done at most; what it says of
/// latency is blind to standstills, for nobody comes while everybody waits.
/// </summary>
/// <param name="users">At most as many as there are places.</param>
public sealed class ClosedRun(ILoadTarget target, Tally tally, TimeProvider clock, int users)
{
    /// <param name="visits">How many there are to be, over all machines.</param>
    /// <param name="shard">This machine's share of them.</param>
    /// <param name="length">After which nobody comes again; null: only when all visits are made.</param>
    /// <param name="stop">From then on nobody comes again.</param>
    public Task RunAsync(long visits, Shard shard, TimeSpan? length, CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        var next = (long)shard.Number - 1 - shard.Of;
        return Task.WhenAll(Enumerable.Range(0, users).Select(ComeAgainAsync));

        async Task ComeAgainAsync(int place)
        {
            await Task.Yield(); // nobody waits until another has gone in
            while (!stop.IsCancellationRequested && clock.GetElapsedTime(begun) is var start && !(start >= length)
                && Interlocked.Add(ref next, shard.Of) is var number && number < visits)
            {
                tally.Offer(TimeSpan.Zero);
                tally.Start(TimeSpan.Zero);
                var end = await target.VisitAsync(number, place);
                var took = clock.GetElapsedTime(begun) - start;
                tally.End(end, took, took);
            }
        }
    }
}
