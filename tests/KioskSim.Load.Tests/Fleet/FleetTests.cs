using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.Load.Fleet;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Tests.Fleet;

/// <summary>A run through all services: everybody gets their own, all fifteen steps happen to everybody, and the time is accounted for.</summary>
public sealed class FleetTests(SmallRun run)
{
    [Fact]
    public void Everybody_gets_their_own_certificate()
    {
        var summary = run.Report.Summary;
        Assert.Equal(new Dictionary<string, long> { [VisitEnd.Delivered] = SmallRun.Issues }, summary.Outcomes);
        Assert.Equal((SmallRun.Issues, SmallRun.Issues, 0, 0), (summary.Counts.Offered, summary.Counts.Delivered, summary.Counts.Misdelivered, summary.Counts.Failed));
        Assert.True(summary.Counts.Sheets >= SmallRun.Issues);
        Assert.True(summary.Counts.Yen > 0);
    }

    [Fact]
    public void Sheets_and_books_agree_from_the_first_visit_to_the_last_000_30_000_41_001_44()
    {
        var properties = run.Report.Summary.Properties.ToDictionary(p => p.Id);
        Assert.Equal(Catalogue.All.Select(p => p.Id), properties.Keys);
        Assert.All(properties.Values, p => Assert.Equal((p.Id, 0), (p.Id, p.Findings)));
        Assert.Equal(SmallRun.Issues + SmallRun.WarmUp, properties[Catalogue.PaidEndsOnce.Id].LookedAt);
        Assert.True(properties[Catalogue.RightPerson.Id].LookedAt >= SmallRun.Issues + SmallRun.WarmUp);
        Assert.Equal(Outcome.NotSeen, properties[Catalogue.BarredNeverIssued.Id].Outcome); // who may not have one does not come
    }

    [Fact]
    public void Every_step_is_measured_once_for_each_certificate()
    {
        Assert.All(MainCalls.Names, step => Assert.Equal(SmallRun.Issues, run.Report.Latencies[step].Total));
        Assert.Equal(Enumerable.Range(1, 15), run.Report.Summary.Calls.Select(c => c.Hop.Step).Distinct());
    }

    [Fact]
    public void What_the_calls_take_by_themselves_is_no_more_than_the_whole()
    {
        var own = run.Report.Summary.Calls.Select(c => c.OwnMilliseconds).OfType<double>().ToList();
        Assert.All(own, ms => Assert.True(ms > 0));
        Assert.InRange(own.Sum(), 1, run.Report.Summary.Latencies[Sampler.RawTag].Mean);
    }

    [Fact]
    public void A_certificate_costs_more_than_the_bare_operations_it_is_made_of()
    {
        var floor = run.Report.Summary.Floor!;
        Assert.All(floor.Rows, row => Assert.True(row.Microseconds > 0 && row.Times > 0));
        Assert.Equal(floor.Rows.Sum(r => r.Microseconds * r.Times), 1000 * floor.Milliseconds, 1e-6);
        Assert.True(floor.Rows.Single(r => r.Operation == "RSA-2048 sign").Microseconds > floor.Rows.Single(r => r.Operation == "RSA-2048 verify").Microseconds);
        Assert.True(run.Report.Summary.TimesFloor > 1);
    }

    [Fact]
    public void Lines_are_opened_before_the_run_and_kept() => Assert.Equal(0, run.Report.Summary.Handshakes);

    [Fact]
    public void The_machine_and_what_was_used_of_it_are_in_the_report()
    {
        var summary = run.Report.Summary;
        var machine = Assert.Single(summary.Machines);
        Assert.Matches(@"^\d+\.\d+\.\d+", machine.Version);
        Assert.Equal(Environment.ProcessorCount, machine.Cores);
        Assert.True(summary.Usage.CpuSeconds > 0 && summary.Usage.AllocatedMegabytes > 0 && summary.PeakMegabytes > 50);
    }
}
