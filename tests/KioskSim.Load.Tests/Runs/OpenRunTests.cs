using KioskSim.Load.Arrivals;
using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Tests.Runs;

/// <summary>The open model charges a standstill to everybody whom it kept waiting, and every arrival is somewhere in the counts.</summary>
public sealed class OpenRunTests
{
    static readonly TimeSpan Each = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan Still = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly EventTime _time = new();
    readonly Tally _tally = new();

    /// <summary>
    /// A hundred a second for a minute, one kiosk, and it stands still for 3 s. Who comes x seconds into that waits 3 − x, then for the 100 x before;
    /// of 6,000 the six slowest are those who came in its first 60 ms: the value that 99.9 % do not exceed is 3 − 0.06 + 0.06 × 100 × 0.002 + 0.002.
    /// </summary>
    [Fact]
    public void With_a_service_that_stands_still_for_3_s_the_slowest_thousandth_is_what_the_open_model_says()
    {
        const double expected = 3 - 0.06 + (0.06 * 100 * 0.002) + 0.002;
        Open(Standing(), new Rate(100), Minute);
        Assert.Equal(6000, _tally.Counts.Delivered);
        Assert.InRange(_tally.Issue.AtPercentile(99.9) / 1e6, expected * 0.95, expected * 1.05);
        Assert.Equal(Still + Each, TimeSpan.FromMicroseconds(_tally.Issue.Max));

        var closed = new Tally();
        var another = new EventTime();
        another.Run(() => new ClosedRun(new SlowService(another, 1, Each) { Standstill = (Minute / 2, Still) }, closed, another, 1).RunAsync(6000 * 5, Shard.Whole, Minute, default));
        Assert.True(_tally.Issue.AtPercentile(99.9) > 10 * closed.Issue.AtPercentile(99.9), "A closed model would have shown it as well.");
        Assert.True(_tally.Issue.AtPercentile(99.9) > 10 * _tally.Raw.AtPercentile(99.9), "So would the uncorrected times.");
    }

    [Fact]
    public void A_service_with_time_to_spare_keeps_nobody_waiting()
    {
        Open(new SlowService(_time, 4, Each), new Rate(100), Minute);
        Assert.Equal(_tally.Issue.AtPercentile(50), _tally.Raw.AtPercentile(50));
        Assert.InRange(_tally.Issue.Max, 2000, 4000);
        Assert.InRange(_tally.Lateness.Max, 0, 1000); // a timer knows whole milliseconds
    }

    [Fact]
    public void Who_finds_the_line_too_long_goes_home_and_is_counted()
    {
        Open(new SlowService(_time, 2, TimeSpan.FromSeconds(1)), new Rate(10), TimeSpan.FromSeconds(10), mostWaiting: 5);
        var counts = _tally.Counts;
        Assert.Equal(100, counts.Offered);
        Assert.InRange(counts.Dropped, 70, 80); // of ten a second two are served
        Assert.Equal(counts.Offered, counts.Delivered + counts.Dropped);
        Assert.Equal((0, 0), (counts.Waiting, counts.InFlight));
        Assert.InRange(_tally.Wait.Max, 2_000_000, 3_500_000); // five before one, two at a time
    }

    [Fact]
    public void An_interrupted_run_serves_who_stands_at_a_kiosk_and_sends_home_who_waits()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(4.5), _time);
        Open(new SlowService(_time, 2, TimeSpan.FromSeconds(1)), new Rate(10), Minute, stop: stop.Token);
        var counts = _tally.Counts;
        Assert.InRange(_time.Elapsed, TimeSpan.FromSeconds(4.5), TimeSpan.FromSeconds(6));
        Assert.InRange(counts.Delivered, 9, 11);
        Assert.True(counts.Left > 20);
        Assert.Equal(counts.Offered, counts.Delivered + counts.Left);
    }

    [Fact]
    public void What_goes_wrong_is_counted_by_its_name_and_has_no_part_in_the_times()
    {
        var service = new SlowService(_time, 4, Each)
        {
            Ends = n => n % 10 == 0 ? new VisitEnd("CityUnreachable") : new VisitEnd(VisitEnd.Delivered, 1, 200, IsMisdelivered: n == 33),
        };
        Open(service, new Rate(10), TimeSpan.FromSeconds(10));
        Assert.Equal(new Dictionary<string, long> { ["CityUnreachable"] = 10, [VisitEnd.Delivered] = 90 }, _tally.Outcomes);
        Assert.Equal((90, 10, 1, 90, 18_000), (_tally.Counts.Delivered, _tally.Counts.Failed, _tally.Counts.Misdelivered, _tally.Counts.Sheets, _tally.Counts.Yen));
        Assert.Equal(90, _tally.Issue.Total);
    }

    [Fact]
    public void Seconds_and_intervals_add_up_to_the_whole()
    {
        var sampler = new Sampler(_tally, _time, _ => { });
        _time.Run(() => sampler.WatchAsync(new OpenRun(Standing(), _tally, _time, 10_000).RunAsync(Plan(new Rate(100), Minute), default)));
        Assert.InRange(sampler.Samples.Count, 60, 61);
        Assert.Equal(_tally.Counts, sampler.Samples[^1].Counts);
        foreach (var (tag, whole) in (ReadOnlySpan<(string, Histogram)>)[(Sampler.IssueTag, _tally.Issue), (Sampler.RawTag, _tally.Raw)])
        {
            var union = new Histogram();
            foreach (var interval in sampler.Intervals.Where(i => i.Tag == tag))
                union.Add(interval.Decoded().Histogram);
            Assert.Equal(whole.Recorded(), union.Recorded());
        }

        var still = sampler.Samples.Where(s => s.At > Minute / 2 + TimeSpan.FromSeconds(1.5) && s.At < Minute / 2 + Still).ToList();
        Assert.NotEmpty(still);
        Assert.All(still, s => Assert.Equal((0, 1), (s.Issue.Count, s.Counts.InFlight)));
        Assert.All(still, s => Assert.True(s.Counts.Waiting > 50));
    }

    [Fact]
    public void Shares_of_a_closed_run_are_the_whole_and_no_visit_is_made_twice()
    {
        var numbers = new List<long>();
        for (var i = 1; i <= 3; i++)
        {
            var service = new SlowService(_time, 4, Each);
            _time.Run(() => new ClosedRun(service, _tally, _time, 4).RunAsync(100, new Shard(i, 3), length: null, default));
            numbers.AddRange(service.Visits.Select(v => v.Number));
            Assert.InRange(service.Visits.Select(v => v.Place).Distinct().Count(), 4, 4);
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), numbers.Order());
        Assert.Equal(100, _tally.Counts.Delivered);
    }

    [Fact]
    public void A_closed_run_ends_when_its_time_is_over()
    {
        _time.Run(() => new ClosedRun(new SlowService(_time, 2, TimeSpan.FromSeconds(1)), _tally, _time, 2).RunAsync(long.MaxValue, Shard.Whole, TimeSpan.FromSeconds(10), default));
        Assert.Equal(20, _tally.Counts.Delivered);
        Assert.Equal(TimeSpan.FromSeconds(10), _time.Elapsed);
    }

    SlowService Standing() => new(_time, 1, Each) { Standstill = (Minute / 2, Still) };

    void Open(SlowService service, Rate rate, TimeSpan length, int mostWaiting = 10_000, CancellationToken stop = default) =>
        _time.Run(() => new OpenRun(service, _tally, _time, mostWaiting).RunAsync(Plan(rate, length), stop));

    static IEnumerable<Arrival> Plan(Rate rate, TimeSpan length) => new ArrivalPlan(LoadCurve.Level(rate, length), Spread.Even, seed: 1).Of(Shard.Whole);
}
