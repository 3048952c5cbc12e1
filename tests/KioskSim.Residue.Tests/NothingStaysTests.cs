using KioskSim.Hosting.Faults;
using KioskSim.Proof.NothingStays;
using KioskSim.Sweep.Reports;

namespace KioskSim.Residue.Tests;

/// <summary>何も残らない: the property itself, a kiosk that breaks it, and a long run.</summary>
public sealed class NothingStaysTests
{
    [Fact]
    public async Task Nothing_of_a_citizen_is_left_on_the_kiosk_and_the_centre_never_had_it_000_39_002_08_002_09_002_14()
    {
        Depth.SkipUnlessPossible();
        var result = await NothingStaysProof.RunAsync(Depth.Options with { Issues = 4, Every = 2 }, _ => { }, default);
        Assert.True(result.Holds, Depth.Told(result.Findings));

        // What was searched is what it says, and the search finds what is there: typed, drawn, printed.
        Assert.Equal(4, result.Findings.Count(f => f.Expected.Count > 0));
        Assert.All(result.Findings.Where(f => f.Area is { Kind: AreaKind.Memory, Of: "kiosk" }), f => Assert.True(f.Area.Bytes > 20_000_000));
        Assert.All(result.Findings.Where(f => f is { When: Moment.After, Area: { Kind: AreaKind.Memory, Of: "kiosk" } }), f => Assert.Equal(0, f.Area.Vaults));
        Assert.Contains(result.Findings, f => f is { When: Moment.After, Area: { Kind: AreaKind.Output, Of: "kiosk", Bytes: > 10_000 } });
        Assert.True(result.Issued >= 6);
    }

    public static TheoryData<KeptPlace> Places => Depth.All ? [.. Enum.GetValues<KeptPlace>()] : [KeptPlace.ManagedString];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_kiosk_that_keeps_one_copy_is_found_out_000_39(KeptPlace place)
    {
        Depth.SkipUnlessPossible();
        var result = await NothingStaysProof.RunAsync(Depth.Options with { Issues = 0, KeptCopies = place }, _ => { }, default);
        Assert.False(result.Holds);
        var kind = place switch
        {
            KeptPlace.File or KeptPlace.SharedMemory => AreaKind.Files,
            KeptPlace.LogLine or KeptPlace.TraceTag => AreaKind.Output,
            _ => AreaKind.Memory,
        };
        Assert.Contains(result.Findings, f => f.When == Moment.After && f.Area.Of == "kiosk" && f.Area.Kind == kind && f.Wrong.Any());
        Assert.DoesNotContain(result.Findings, f => f.Missed.Any());
    }

    [Fact]
    public async Task Nothing_is_left_and_memory_does_not_grow_over_many_issuances_000_39_002_08()
    {
        Depth.SkipUnlessPossible();
        Assert.SkipUnless(Depth.Issues > 0, "KIOSKSIM_RESIDUE_ISSUES says how many certificates are to be issued.");
        var result = await NothingStaysProof.RunAsync(Depth.Options with { Issues = Depth.Issues, Every = 100, TellsAll = false }, _ => { }, default);
        Assert.True(result.Holds, Depth.Told(result.Findings));

        // Warm in the second half. Between two collections memory goes up and down; its mean over ten searches must not.
        var warm = result.KioskBytes.Skip(result.KioskBytes.Count / 2).ToList();
        Assert.All(warm.Chunk(10).Where(ten => ten.Length == 10), ten => Assert.InRange(ten.Average(), 0.95 * warm.Average(), 1.05 * warm.Average()));
    }
}
