using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Load.Arrivals;
using KioskSim.Load.Fleet;
using KioskSim.Load.Floors;
using KioskSim.Load.Histograms;
using KioskSim.Load.Machines;
using KioskSim.Load.Reports;
using KioskSim.Load.Runs;

namespace KioskSim.Load;

/// <summary>A load test from the first line of its world to its report.</summary>
public sealed class LoadTest(LoadOptions options)
{
    /// <summary>One arrival of a hundred may be let in so late; more, and the machine could not put on the load that it was to.</summary>
    public static readonly TimeSpan MostLateness = TimeSpan.FromMilliseconds(100);

    const int WarmUpVisits = 2;

    readonly TimeProvider _clock = options.Fleet.WallClock;

    /// <param name="progress">Told in a line what is done next.</param>
    /// <param name="watch">Told of every second of the run.</param>
    /// <param name="stop">Once the run has begun it ends it in good order, with a report of what there was.</param>
    /// <exception cref="OperationCanceledException">It had not begun.</exception>
    /// <exception cref="ConfigurationException">There are too few kiosks or people.</exception>
    public async Task<RunReport> RunAsync(Action<string> progress, Action<Sample> watch, CancellationToken stop)
    {
        await using var fleet = await KioskFleet.StartAsync(options.Fleet, progress, stop);
        if (options.Closed?.Users > fleet.Places)
            throw new ConfigurationException($"--users are at most as many as there are kiosks, and there are {fleet.Places}.");
        await WarmUpAsync(fleet, stop);
        progress($"{options.Load} を始めます。 / Begins.");
        fleet.LetLinesFail();
        var report = await MeasureAsync(fleet, watch, stop);
        if (!options.Fleet.RemembersVisits)
            return report;
        progress("すべての用紙と帳簿を照合します。 / Every sheet and all books are held against each other.");
        return report with { Summary = report.Summary with { Properties = [.. (await fleet.ProveAsync(CancellationToken.None)).Select(PropertyRow.Of)] } };
    }

    Task WarmUpAsync(KioskFleet fleet, CancellationToken stop)
    {
        var visits = options.WarmUp ?? WarmUpVisits * fleet.Places;
        return Task.WhenAll(Enumerable.Range(0, fleet.Places).Select(place => Task.Run(
            async () =>
            {
                for (var number = place; number < visits && !stop.IsCancellationRequested; number += fleet.Places)
                    await fleet.VisitAsync(number, place);
            },
            stop)));
    }

    async Task<RunReport> MeasureAsync(KioskFleet fleet, Action<Sample> watch, CancellationToken stop)
    {
        using var steps = new StepMeter();
        using var handshakes = new HandshakeMeter();
        var (begun, since, before) = (_clock.GetUtcNow(), _clock.GetTimestamp(), Usage.Now());
        var tally = new Tally();
        var sampler = new Sampler(tally, _clock, watch);
        await sampler.WatchAsync(Put(fleet, tally, stop));
        var run = new RunInfo(
            options.Curve is null ? "closed" : "open", options.Load, options.Fleet.Seed, Planned, fleet.Places, fleet.Cities, fleet.Residents,
            fleet.People, options.MostWaiting, [options.Fleet.Shard.ToString()], begun, _clock.GetElapsedTime(since).TotalSeconds, stop.IsCancellationRequested);
        var usage = Usage.Now().Since(before);
        var report = Report(run, tally, sampler, [.. steps.Hops.Select(h => (h.Key, h.Value))], usage, handshakes.Count);
        var floor = fleet.Specimen.IsEmpty ? null : new FloorMeter(fleet.Specimen, _clock).Measure();
        return report with { Summary = report.Summary with { Floor = floor, Faults = fleet.Faults } };
    }

    double Planned => (options.Curve?.Arrivals ?? options.Closed!.Visits) / options.Fleet.Shard.Of;

    Task Put(ILoadTarget target, Tally tally, CancellationToken stop) => options.Curve is { } curve
        ? new OpenRun(target, tally, _clock, options.MostWaiting).RunAsync(new ArrivalPlan(curve, options.Spread, options.Fleet.Seed).Of(options.Fleet.Shard), stop)
        : new ClosedRun(target, tally, _clock, options.Closed!.Users).RunAsync(options.Closed.Visits, options.Fleet.Shard, options.Closed.Length, stop);

    static RunReport Report(RunInfo run, Tally tally, Sampler sampler, IReadOnlyList<(Hop Hop, Histogram Latency)> calls, Usage usage, long handshakes)
    {
        var latencies = new SortedDictionary<string, Histogram>(StringComparer.Ordinal)
        {
            [Sampler.IssueTag] = tally.Issue, [Sampler.RawTag] = tally.Raw, [LoadMetrics.Wait] = tally.Wait, [LoadMetrics.Lateness] = tally.Lateness,
        };
        foreach (var (hop, latency) in calls)
            latencies.Add(MainCalls.NameOf(hop), latency);
        var summary = new Summary
        {
            Run = run, Machines = [Machine.Here()], Counts = tally.Counts, Outcomes = tally.Outcomes, Usage = usage,
            PeakMegabytes = sampler.Samples.Select(s => s.Usage.ResidentMegabytes).DefaultIfEmpty().Max(),
            Handshakes = handshakes,
            Latencies = latencies.ToDictionary(l => l.Key, l => Percentiles.Of(l.Value)),
            Calls = CallTable.Of(calls, tally.Counts.Delivered),
            IsSaturated = tally.Lateness.AtPercentile(99) > MostLateness.TotalMicroseconds,
        };
        return new RunReport(summary, latencies, sampler.Intervals, sampler.Samples);
    }
}
