using KioskSim.Checkers;
using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk;
using KioskSim.Proof.Rush;

namespace KioskSim.Proof.Tests.Rush;

/// <summary>
/// Each fault of 2023 on three seeds. Without step 10 the wrong sheet comes out and a checker finds it; with step 10 nobody gets a wrong sheet and
/// nobody pays for none; without the fault there is nothing to find.
/// </summary>
public sealed class FaultTests(OneWorld world) : IClassFixture<OneWorld>
{
    static readonly string[] WrongSheet = ["yokohama-2023-03-27", "kawasaki-2023-05-02"];

    public static TheoryData<string, ulong> WrongSheets => [.. from fault in WrongSheet from seed in (ulong[])[1, 2, 3] select (fault, seed)];

    [Theory]
    [MemberData(nameof(WrongSheets))]
    public async Task Without_step_10_a_wrong_sheet_comes_out_and_the_checker_finds_it_001_44(string fault, ulong seed)
    {
        var result = await RunAsync(seed, new FaultChoice(fault, seed) { GuardOff = true });

        Assert.Equal(Outcome.Broken, result.Of("right-person").Outcome);
        Assert.True(result.Misdirected > 0);
    }

    [Theory]
    [MemberData(nameof(WrongSheets))]
    public async Task Step_10_stops_it_and_nobody_pays_for_nothing_001_44(string fault, ulong seed)
    {
        var result = await RunAsync(seed, new FaultChoice(fault, seed));

        Assert.True(result.Misdirected > 0);
        Assert.Contains(FlowErrorCode.CertificateMismatch, result.Refusals);
        AssertNothingFound(result);
        Assert.Equal(0, result.YenForNothing);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Without_a_fault_everybody_gets_the_own_sheet_001_44(ulong seed)
    {
        var result = await RunAsync(seed, fault: null);

        Assert.Empty(result.Refusals);
        AssertNothingFound(result);
        Assert.Equal(result.Visits, result.Of("right-person").LookedAt);
    }

    [Fact]
    public async Task A_fault_that_never_strikes_is_none()
    {
        var result = await RunAsync(1, new FaultChoice("kawasaki-2023-05-02") { Rate = 0, GuardOff = true });

        Assert.Equal((0, 0), (result.Struck, result.Misdirected));
        AssertNothingFound(result);
    }

    [Fact]
    public async Task A_fault_that_there_is_not_is_refused() =>
        Assert.Contains("yokohama-2023-03-27", (await Assert.ThrowsAsync<ConfigurationException>(() => RunAsync(1, new FaultChoice("yokohama")))).Message);

    [Fact]
    public async Task Kiosks_in_strict_mode_refuse_to_be_without_step_10()
    {
        var options = new ClusterOptions
        {
            World = world.Folder, Clock = new ManualTime(ClusterOptions.UsualTime), Kiosk = new KioskOptions { MustLockMemory = true },
            Fault = new FaultChoice("kawasaki-2023-05-02") { GuardOff = true },
        };

        await Assert.ThrowsAsync<ConfigurationException>(() => LocalCluster.StartAsync(options, TestContext.Current.CancellationToken));
    }

    static void AssertNothingFound(RushResult result)
    {
        var found = result.Verdicts.SelectMany(v => v.Findings, (v, f) => $"{v.Property.Id}: {f.Where}: {f.English}").ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    Task<RushResult> RunAsync(ulong seed, FaultChoice? fault) => RushHour.RunAsync(
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
        new RushOptions { World = world.Folder, WallClock = TimeProvider.System, Seed = seed, Fault = fault },
#pragma warning restore RS0030
        TestContext.Current.CancellationToken);
}
