using KioskSim.Proof.NothingStays;

namespace KioskSim.Residue.Tests;

/// <summary>The same holds in strict mode, and when the kiosk is somebody's who may nothing.</summary>
public sealed class WhoseProcessTests
{
    public static TheoryData<bool, string?> Ways => Depth.All ? [(true, null), (false, "nobody"), (true, "nobody")] : [(true, "nobody")];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Nothing_is_left_in_strict_mode_and_of_an_unprivileged_process_000_39_002_08(bool strict, string? user)
    {
        Depth.SkipUnlessPossible();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can look into a strict kiosk, or start one as somebody else.");
        var result = await NothingStaysProof.RunAsync(Depth.Options with { Issues = 1, Every = 1, Strict = strict, User = user }, _ => { }, default);
        Assert.True(result.Holds, Depth.Told(result.Findings));
    }
}
