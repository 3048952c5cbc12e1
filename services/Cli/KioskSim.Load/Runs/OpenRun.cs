using System.Threading.Channels;
using KioskSim.Load.Arrivals;

namespace KioskSim.Load.Runs;

/// <summary>
/// The open model: people come when the plan says, whether a kiosk is free or not, and wait in one line. Latency counts from when they were to
/// come, so that a service that stands still is charged for everybody whom it kept waiting (no coordinated omission).
/// </summary>
/// <param name="mostWaiting">Who finds so many in the line goes home, and is counted as dropped.</param>
public sealed class OpenRun(ILoadTarget target, Tally tally, TimeProvider clock, int mostWaiting)
{
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    /// <summary>Until the last one who came has been served.</summary>
    /// <param name="stop">From then on nobody comes, and who waits goes home; who stands at a kiosk is served.</param>
    public async Task RunAsync(IEnumerable<Arrival> arrivals, CancellationToken stop)
    {
        var begun = clock.GetTimestamp();
        var line = Channel.CreateUnbounded<Arrival>();
        var places = Enumerable.Range(0, target.Places).Select(place => ServeAsync(line.Reader, place, begun, stop)).ToList();
        try
        {
            foreach (var arrival in arrivals)
            {
                await UntilAsync(arrival.At, begun, stop);
                tally.Offer(clock.GetElapsedTime(begun) - arrival.At);
                if (line.Reader.Count >= mostWaiting)
                    tally.Drop();
                else
                    line.Writer.TryWrite(arrival);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        line.Writer.Complete();
        await Task.WhenAll(places);
    }

    async Task ServeAsync(ChannelReader<Arrival> line, int place, long begun, CancellationToken stop)
    {
        while (await line.WaitToReadAsync(CancellationToken.None))
        {
            while (line.TryRead(out var arrival))
            {
                if (stop.IsCancellationRequested)
                    tally.Leave();
                else
                    await ServeAsync(arrival, place, begun);
            }
        }
    }

    async Task ServeAsync(Arrival arrival, int place, long begun)
    {
        var start = clock.GetElapsedTime(begun);
        tally.Start(start - arrival.At);
        var end = await target.VisitAsync(arrival.Number, place);
        var now = clock.GetElapsedTime(begun);
        tally.End(end, now - arrival.At, now - start);
    }

    // Never before the time: in whole milliseconds, which is what a timer knows, rounded up.
    async ValueTask UntilAsync(TimeSpan at, long begun, CancellationToken stop)
    {
        for (var left = at - clock.GetElapsedTime(begun); left > TimeSpan.Zero; left = at - clock.GetElapsedTime(begun))
            await Task.Delay(Millisecond * Math.Ceiling(left / Millisecond), clock, stop);
        stop.ThrowIfCancellationRequested();
    }
}
