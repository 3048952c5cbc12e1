using KioskSim.Checkers;
using KioskSim.City.Faults;
using KioskSim.Cluster;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk;

namespace KioskSim.Proof.Tests.Rush;

/// <summary>
/// Each fault of 2023 that hands out another's sheet, on three seeds. Without step 10 the wrong sheet comes out and a checker finds it; with step 10
/// nobody gets a wrong sheet and nobody pays for none.
/// </summary>
public sealed class FaultTests(OneWorld world) : IClassFixture<OneWorld>
{
    static readonly ulong[] Seeds = [1, 2, 3];

    static IEnumerable<string> WrongSheet => FaultKind.All.Where(f => f.Breaks.Contains("right-person")).Select(f => f.Name);

    public static TheoryData<string, ulong> WrongSheets => [.. from fault in WrongSheet from seed in Seeds select (fault, seed)];

    public static TheoryData<string> WrongSheetFaults => [.. WrongSheet];

    [Theory]
    [MemberData(nameof(WrongSheets))]
    public async Task Without_step_10_a_wrong_sheet_comes_out_and_the_checker_finds_it_001_44(string fault, ulong seed)
    {
        var result = await world.RunShortAsync(seed, new FaultChoice(fault, seed) { GuardOff = true });

        Assert.All(FaultKind.Named(fault).Breaks, property => Assert.Equal(Outcome.Broken, result.Of(property).Outcome));
        Assert.True(result.Misdirected > 0);
    }

    [Theory]
    [MemberData(nameof(WrongSheetFaults))]
    public async Task Step_10_stops_it_and_nobody_pays_for_nothing_001_44(string fault)
    {
        var result = await world.RunShortAsync(1, new FaultChoice(fault));

        Assert.True(result.Misdirected > 0);
        Assert.Contains(FlowErrorCode.CertificateMismatch, result.Refusals);
        Found.Nothing(result);
        Assert.Equal(0, result.YenForNothing);
    }

    [Fact]
    public async Task Errors_that_are_closed_because_it_then_printed_hide_the_leak()
    {
        var result = await world.RunShortAsync(1, new FaultChoice("adachi-2023-04-18") { GuardOff = true });

        Assert.True(result.NoticesClosed > 0);
        Assert.Equal(Outcome.Broken, result.Of("right-person").Outcome);
    }

    [Fact]
    public async Task A_fault_that_there_is_not_is_refused() =>
        Assert.Contains("yokohama-2023-03-27", (await Assert.ThrowsAsync<ConfigurationException>(() => world.RunAsync(1, new FaultChoice("yokohama")))).Message);

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
}
