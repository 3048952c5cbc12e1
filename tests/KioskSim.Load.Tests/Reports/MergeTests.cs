using KioskSim.Load.Arrivals;
using KioskSim.Load.Histograms;
using KioskSim.Load.Reports;
using KioskSim.Load.Runs;
using KioskSim.Load.Tests.Runs;

namespace KioskSim.Load.Tests.Reports;

/// <summary>Shards joined are the run: percentiles of all samples together, whichever machine measured them.</summary>
public sealed class MergeTests : IDisposable
{
    const int Of = 3;

    static readonly double[] Percents = [0, 50, 90, 99, 99.9, 99.99, 100];

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-merge-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Percentiles_of_the_whole_are_those_of_the_union_of_the_samples()
    {
        var parts = Enumerable.Range(1, Of).Select(i => Part(new Shard(i, Of), each: TimeSpan.FromMilliseconds(10 * i * i))).ToList();
        foreach (var part in parts)
            ReportFolder.Write(FolderOf(part), part);
        var merged = Merge.Of([.. parts.Select(p => ReportFolder.Read(FolderOf(p)))]);

        var union = new Histogram();
        foreach (var (value, count) in parts.SelectMany(p => p.Latencies[Sampler.IssueTag].Recorded()))
        {
            for (var i = 0L; i < count; i++)
                union.Record(value);
        }

        Assert.Equal(parts.Sum(p => p.Summary.Counts.Delivered), union.Total);
        Assert.All(Percents, percent => Assert.Equal(union.AtPercentile(percent), merged.Latencies[Sampler.IssueTag].AtPercentile(percent)));
        Assert.Equal(parts.Select(p => p.Summary.Counts).Aggregate((a, b) => a + b), merged.Summary.Counts);
        Assert.Equal(merged.Summary.Counts, merged.Samples[^1].Counts);
        Assert.Equal(["1/3", "2/3", "3/3"], merged.Summary.Run.Shards);
        Assert.Equal(7 * Of, merged.Summary.Handshakes);
        Assert.Equal(union.Total, merged.Samples.Sum(s => s.Issue.Count));
        Assert.Equal(union.Total, merged.Intervals.Where(i => i.Tag == Sampler.IssueTag).Sum(i => i.Decoded().Histogram.Total));

        ReportFolder.Write(Path.Combine(_folder, "whole"), merged);
        Assert.Equal(union.Recorded(), ReportFolder.Read(Path.Combine(_folder, "whole")).Latencies[Sampler.IssueTag].Recorded());
    }

    [Fact]
    public void What_are_no_shards_of_one_run_is_refused()
    {
        var one = Part(new Shard(1, Of), TimeSpan.FromMilliseconds(10));
        var two = Part(new Shard(2, Of), TimeSpan.FromMilliseconds(10));
        Assert.Contains("twice", Refusal(one, one), StringComparison.Ordinal);
        Assert.Contains("different runs", Refusal(one, With(two, r => r with { Seed = 2 })), StringComparison.Ordinal);
        Assert.Contains("different runs", Refusal(one, With(two, r => r with { Load = "spike" })), StringComparison.Ordinal);
        Assert.Contains("different runs", Refusal(one, With(two, r => r with { Shards = ["2/4"] })), StringComparison.Ordinal);
        Assert.Contains("nothing", Refusal(), StringComparison.Ordinal);

        static string Refusal(params RunReport[] parts) => Assert.Throws<InvalidDataException>(() => Merge.Of(parts)).Message;
        static RunReport With(RunReport report, Func<RunInfo, RunInfo> change) => report with { Summary = report.Summary with { Run = change(report.Summary.Run) } };
    }

    string FolderOf(RunReport report) => Path.Combine(_folder, report.Summary.Run.Shards[0].Replace('/', '-'));

    // A shard on a machine that takes so long for each.
    static RunReport Part(Shard shard, TimeSpan each)
    {
        var (time, tally) = (new EventTime(), new Tally());
        var sampler = new Sampler(tally, time, _ => { });
        var arrivals = new ArrivalPlan(LoadCurve.Level(new Rate(20), TimeSpan.FromSeconds(20)), Spread.Poisson, seed: 1).Of(shard);
        time.Run(() => sampler.WatchAsync(new OpenRun(new SlowService(time, 1, each), tally, time, 10_000).RunAsync(arrivals, default)));
        var latencies = new SortedDictionary<string, Histogram> { [Sampler.IssueTag] = tally.Issue, [Sampler.RawTag] = tally.Raw, [LoadMetrics.Wait] = tally.Wait };
        return new RunReport(
            new Summary
            {
                Run = new RunInfo("open", "20/s", 1, 400.0 / Of, 1, 1, 600, 4, 10_000, [shard.ToString()], DateTimeOffset.UnixEpoch, time.Elapsed.TotalSeconds, IsInterrupted: false),
                Machines = [new("1.0.0", "a machine", 2, 1000, "Linux", ".NET", ServerGc: false)], Counts = tally.Counts, Outcomes = tally.Outcomes,
                Usage = sampler.Samples[^1].Usage, PeakMegabytes = 100, Handshakes = 7, Latencies = latencies.ToDictionary(l => l.Key, l => Percentiles.Of(l.Value)), Calls = [], IsSaturated = false,
            },
            latencies, sampler.Intervals, sampler.Samples);
    }
}
