using KioskSim.Strict.Tests.Programs;

namespace KioskSim.Strict.Tests;

/// <summary>The kiosk program in strict mode, looked at from outside.</summary>
public sealed class StrictProgramTests(KioskFolder folder) : IClassFixture<KioskFolder>
{
    [Fact]
    public async Task It_says_in_one_line_what_holds_000_39()
    {
        await using var kiosk = await KioskProgram.StartAsync(folder);

        Assert.True(kiosk.Listens, kiosk.Errors);
        Assert.Single(kiosk.Said, l => l.StartsWith("info: KioskSim.SelfCheck[4006] Strict mode holds: ", StringComparison.Ordinal));
    }
}
