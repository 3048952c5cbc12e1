using KioskSim.Checkers;
using KioskSim.City.Faults;

namespace KioskSim.Proof.Tests.Rush;

/// <summary>Rushes with everybody in them, on three seeds: without a fault every property holds, and all of them were looked at.</summary>
public sealed class WholeRushTests(OneWorld world) : IClassFixture<OneWorld>
{
    /// <summary>The fault that hands out the own certificate, of somebody who may not have it any more: nothing that a kiosk could see.</summary>
    public const string Stale = "saitama-2023-03-25";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_change_that_was_lost_lets_out_what_must_not_be_and_the_checker_finds_it_000_40(ulong seed)
    {
        var result = await world.RunAsync(seed, new FaultChoice(Stale, seed));

        Assert.Equal(Outcome.Broken, result.Of("barred-never-issued").Outcome);
        Assert.Equal(3, result.Of("barred-never-issued").Findings.Count); // seal, move, death; the notice and the card go other ways
        Assert.Equal(Outcome.Holds, result.Of("right-person").Outcome);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Without_a_fault_everybody_gets_the_own_sheet_001_44(ulong seed)
    {
        var result = await world.RunAsync(seed, fault: null);

        Assert.Empty(result.Refusals);
        Found.Nothing(result);
        Assert.All(result.Verdicts, v => Assert.Equal(Outcome.Holds, v.Outcome));
        Assert.Equal(6, result.Of("barred-never-issued").LookedAt);
    }

    [Fact]
    public async Task A_fault_that_never_strikes_is_none()
    {
        var result = await world.RunAsync(1, new FaultChoice("kawasaki-2023-05-02") { Rate = 0, GuardOff = true });

        Assert.Equal((0, 0), (result.Struck, result.Misdirected));
        Found.Nothing(result);
    }
}
