using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;

namespace KioskSim.Cli.Tests.Commands;

public sealed class RegistersTests(SeededWorld world) : IDisposable
{
    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Registers_wait_for_an_issuance_server_that_is_not_there_yet_and_say_so()
    {
        var (kit, its) = (Path.Combine(_scratch.Folder, "kit"), Path.Combine(world.Folder, "kiosksim-world"));
        Assert.Equal(0, (await world.RunAsync("deployment", "--people", "1", "--out", kit)).ExitCode);

        using var registers = Kiosksim.Start(_scratch.Folder, "registers", "--deployment", Path.Combine(kit, "registers"), "--world", its);
        for (var times = 0; times < 2; times++)
            Assert.StartsWith($"{SeededWorld.OtherCity}: CityUnreachable", await registers.NextLineAsync(), StringComparison.Ordinal);
        await registers.SignalAsync("INT");
        Assert.Equal(ExitCodes.Interrupted, (await registers.EndAsync()).ExitCode);
    }
}
