using KioskSim.Load.Histograms;
using KioskSim.Load.Machines;

namespace KioskSim.Load.Runs;

/// <summary>Looks at a run every second: for curves, for the log of histograms, and for who watches.</summary>
/// <param name="watch">Is told of each second when it is over.</param>
public sealed class Sampler(Tally tally, TimeProvider clock, Action<Sample> watch)
{
    /// <summary>Tags of the log: corrected, and raw.</summary>
    public const string IssueTag = "issue";

    public const string RawTag = "issue-raw";

    static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    readonly List<Sample> _samples = [];
    readonly List<CodedInterval> _intervals = [];
    readonly Usage _before = Usage.Now();

    public IReadOnlyList<Sample> Samples => _samples;

    public IReadOnlyList<CodedInterval> Intervals => _intervals;

    /// <summary>Until the run is over; its last second may be shorter.</summary>
    public async Task WatchAsync(Task run)
    {
        var begun = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Every, clock);
        while (!run.IsCompleted)
        {
            await Task.WhenAny(run, timer.WaitForNextTickAsync().AsTask());
            Take(clock.GetElapsedTime(begun));
        }

        await run;
    }

    void Take(TimeSpan now)
    {
        var from = _samples is [.., var last] ? last.At : TimeSpan.Zero;
        var (issue, raw) = tally.TakeSpan();
        var sample = new Sample(now, now - from, tally.Counts, Usage.Now().Since(_before), Percentiles.Of(issue), Percentiles.Of(raw));
        _samples.Add(sample);
        foreach (var (tag, histogram) in (ReadOnlySpan<(string, Histogram)>)[(IssueTag, issue), (RawTag, raw)])
            _intervals.Add(CodedInterval.Of(tag, from, now - from, histogram));
        watch(sample);
    }
}
