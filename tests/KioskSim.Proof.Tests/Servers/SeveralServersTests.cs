using KioskSim.Checkers;
using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.Cluster.Parts;
using KioskSim.Fixtures.Postgres;
using KioskSim.LineFaults;
using KioskSim.Proof.Rush;
using KioskSim.Proof.Tests.Rush;

namespace KioskSim.Proof.Tests.Servers;

/// <summary>Each service on several servers that share its tables in PostgreSQL: rushes, and what the checkers find.</summary>
public sealed class SeveralServersTests(OneWorld world) : IClassFixture<OneWorld>
{
    const string SingleServerBuild = "takamatsu-2024-04-04";

    static readonly Replicas Servers = new(Centre: 2, Jpki: 2, City: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task With_the_right_build_everybody_gets_the_own_sheet_001_44(ulong seed)
    {
        var result = await RunAsync(new RushPlan(seed));

        Assert.Empty(result.Refusals);
        Found.Nothing(result);
        Assert.All(result.Verdicts, v => Assert.Equal(Outcome.Holds, v.Outcome));
        Assert.Equal(6, result.Of("barred-never-issued").LookedAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task With_the_build_for_one_server_on_three_another_s_sheet_comes_out_and_the_checker_finds_it_001_44(ulong seed)
    {
        var result = await RunAsync(Short(seed), fault: new FaultChoice(SingleServerBuild, seed) { GuardOff = true });

        Assert.Equal(Outcome.Broken, result.Of("right-person").Outcome);
        Assert.True(result.Misdirected > 0);
    }

    [Fact]
    public async Task With_that_build_step_10_stops_it_and_nobody_pays_for_nothing_001_44()
    {
        var result = await RunAsync(Short(1), fault: new FaultChoice(SingleServerBuild));

        Assert.True(result.Misdirected > 0);
        Found.Nothing(result);
        Assert.Equal(0, result.YenForNothing);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Servers_that_are_restarted_one_after_the_other_lose_no_sheet_no_money_and_no_visit_000_30_001_44(ulong seed)
    {
        var rollout = new RollingRestart();

        var result = await RunAsync(new RushPlan(seed), meanwhile: rollout.RunAsync);

        TestContext.Current.TestOutputHelper?.WriteLine($"restarted: {string.Join(' ', rollout.Restarted)}");
        Assert.Empty(result.Refusals);
        Found.Nothing(result);
        Assert.Equal(0, result.YenForNothing);
        Assert.Superset(new HashSet<string> { "jpki", "jpki-2", "city-482013", "city-482013-2", "city-482013-3", "centre", "centre-2" }, rollout.Restarted.ToHashSet());
    }

    [Fact]
    public async Task Servers_that_die_one_after_the_other_break_no_property_000_30()
    {
        var result = await RunAsync(new RushPlan(1), faults: new LineFaultChoice([LineFault.Parse("city:killed=500ms@0.1"), LineFault.Parse("centre:killed=500ms@0.05")], 1));

        Assert.All(result.LineFaults, fault => Assert.True(fault.Struck > 0, $"{fault.Fault} struck never"));
        Found.Nothing(result);
        Assert.Equal(0, result.YenForNothing);
    }

    static RushPlan Short(ulong seed) => new(seed) { BarredCome = false, Rounds = [Domain.Values.CertificateKind.ResidentRecord, Domain.Values.CertificateKind.SealRegistration] };

    Task<RushResult> RunAsync(RushPlan plan, FaultChoice? fault = null, LineFaultChoice? faults = null, Func<LocalCluster, CancellationToken, Task>? meanwhile = null)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return RushHour.RunAsync(
            new RushOptions
            {
                World = world.Folder, WallClock = OneWorld.SystemClock, Plan = plan, Fault = fault, LineFaults = faults ?? LineFaultChoice.None,
                Authority = new() { MakeKey = new TestKeys().Next }, Meanwhile = meanwhile ?? ((_, _) => Task.CompletedTask),
                Differing = usual => usual with
                {
                    Postgres = PostgresServer.Shared.ConnectionString, Replicas = Servers, Centre = usual.Centre with { Farewell = TimeSpan.FromMinutes(1) },
                },
            },
            TestContext.Current.CancellationToken);
    }
}
