using System.Text;
using KioskSim.City.Faults;
using KioskSim.LineFaults;
using KioskSim.Simulation.Runs;

namespace KioskSim.Simulation.Tests.Runs;

/// <summary>The same seed is the same run; what is found in one is found again.</summary>
public sealed class ReplayTests
{
    static readonly SimulationOptions Morning = new()
    {
        Seed = 3, Hours = 2, ADay = 1500, Kiosks = 4, Residents = 600, People = 40, Trouble = new Trouble { Mishaps = 15, Stops = 3, Jams = 4 },
    };

    static readonly SimulationOptions Calm = Morning with { Hours = 0.5, Trouble = Trouble.None };

    static readonly Lazy<byte[]> CalmLog = new(() => Run(Calm).Log);

    public static TheoryData<string> Faults => [.. FaultKind.All.Select(f => f.Name)];

    static int Stopped => FaultKind.All.Count(f => f.Breaks.Contains("right-person"));

    [Fact]
    public void The_same_seed_gives_the_same_log_byte_by_byte_and_another_seed_another()
    {
        var (first, log) = Run(Morning);
        var (again, logAgain) = Run(Morning);
        Assert.Equal(log, logAgain);
        Assert.Equal((first.Hash, first.Turns, first.Time), (again.Hash, again.Turns, again.Time));
        Assert.NotEqual(first.Hash, Run(Morning with { Seed = 4, Hours = 0.5 }).Result.Hash);
    }

    [Fact]
    public void Whatever_goes_wrong_on_lines_in_services_and_at_printers_every_property_holds_000_30_000_41_001_44_002_13()
    {
        var (result, log) = Run(Morning);
        Assert.Empty(result.Broken);
        Assert.True(result.Outcomes.Count > 2, "nothing went wrong");
        Assert.Equal(result.Visits, result.Outcomes.Values.Sum());
        var text = Encoding.UTF8.GetString(log);
        Assert.Equal(3, text.Split("is there again").Length - 1);
        Assert.Equal(4, text.Split("trouble: the printer").Length - 1);
        Assert.Equal(result.Events, text.Count(c => c == '\n'));
    }

    [Fact]
    public void Nothing_in_the_log_is_of_a_person_000_39()
    {
        Assert.All(CalmLog.Value, b => Assert.InRange(b, (byte)'\n', (byte)'~')); // names and addresses would not be ASCII
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_found_and_found_again_at_the_same_moment_000_41(string fault)
    {
        var options = new SimulationOptions { Seed = 2, IsRush = true, Trouble = new Trouble { Fault = new FaultChoice(fault, 2) { GuardOff = true } } };
        var (result, log) = Run(options);
        Assert.Superset(FaultKind.Named(fault).Breaks.ToHashSet(), result.Broken.Select(v => v.Property.Id).ToHashSet());
        Assert.True(result.Struck > 0);
        Assert.Equal(log, Run(options).Log);
    }

    [Theory]
    [InlineData("store-line:latency=100ms..4s@0.2")]
    [InlineData("lgwan:bandwidth=2kB/s")]
    [InlineData("internet:reset@0.05")]
    [InlineData("store-line>kiosk:partial-frame@0.05")]
    [InlineData("lgwan:duplicate@0.3")]
    [InlineData("store-line:reorder=2s@0.2")]
    [InlineData("jpki:clock-skew=5m")]
    [InlineData("city:disk-full=20s@0.02")]
    [InlineData("centre:killed=5s@0.01")]
    public void Whatever_a_line_or_a_machine_does_it_does_again_and_every_property_holds_000_30_000_41(string fault)
    {
        var options = Calm with { Trouble = new Trouble { LineFaults = new LineFaultChoice([LineFault.Parse(fault)], 3) } };
        var (result, log) = Run(options);
        Assert.True(Assert.Single(result.LineFaults).Struck > 0);
        Assert.Empty(result.Broken);
        Assert.Equal(log, Run(options).Log);
        Assert.NotEqual(log, CalmLog.Value);
    }

    [Fact]
    public void A_swarm_picks_troubles_by_seed_and_every_property_holds_in_each_000_41_002_13()
    {
        var picked = Enumerable.Range(0, 100).Select(s => Swarm.Of((ulong)s)).ToList();
        Assert.Equal(picked.Select(Told), Enumerable.Range(0, 100).Select(s => Told(Swarm.Of((ulong)s))));
        Assert.Equal(Stopped, picked.Select(p => p.Trouble.Fault?.Name).OfType<string>().Distinct().Count());
        Assert.Contains(picked, p => p.Trouble is { Mishaps: > 0, Stops: > 0, Jams: > 0 });
        Assert.DoesNotContain(picked, p => p.Trouble.Fault is { GuardOff: true });
        Assert.Equal(LineFaultKind.All.Count, picked.SelectMany(p => p.Trouble.LineFaults.Faults).DistinctBy(f => f.Kind).Count());
        foreach (var options in picked.Where(p => p.Trouble.Fault is not null).Take(3).Concat(picked.Where(p => p.Trouble.LineFaults.Faults.Count == 2).Take(3)))
            Assert.Empty(Run(options).Result.Broken);
    }

    static string Told(SimulationOptions options) =>
        $"{options with { Trouble = options.Trouble with { LineFaults = LineFaultChoice.None } }} {string.Join(' ', options.Trouble.LineFaults.Faults)}";

    static (SimulationResult Result, byte[] Log) Run(SimulationOptions options)
    {
        using var log = new MemoryStream();
        return (SimulationRun.Run(options, log, TestContext.Current.CancellationToken), log.ToArray());
    }
}
