using KioskSim.Strict.Tests.Programs;

namespace KioskSim.Strict.Tests;

/// <summary>The kiosk program in strict mode, looked at from outside.</summary>
public sealed class StrictProgramTests
{
    [Fact]
    public async Task It_says_in_one_line_what_holds_000_39()
    {
        using var folder = new KioskFolder();
        await using var kiosk = await KioskProgram.StartAsync(folder);

        Assert.True(kiosk.Listens, kiosk.Errors);
        Assert.Single(kiosk.Said, l => l.StartsWith("info: KioskSim.SelfCheck[4006] Strict mode holds: ", StringComparison.Ordinal));
    }

    // Signals that leave a core by default and that the runtime does not take for its own: it would let the first SEGV from outside pass.
    [Theory]
    [InlineData("SYS")]
    [InlineData("XCPU")]
    [InlineData("KILL")]
    public async Task When_it_crashes_nothing_of_it_is_left_000_39(string signal)
    {
        using var folder = new KioskFolder();
        var before = folder.Listing();
        await using var kiosk = await KioskProgram.StartAsync(folder, Dumping());
        Assert.True(kiosk.Listens, kiosk.Errors);

        await kiosk.EndAsync(signal);

        Assert.Equal(before, folder.Listing());
    }

    // The folder for temporary files is everybody's, and numbers of processes come again: what lies there may be somebody's whose files it could not even remove.
    [Fact]
    public async Task What_an_earlier_process_of_its_number_left_behind_is_let_lie()
    {
        using var folder = new KioskFolder();
        await using var kiosk = await KioskProgram.StartAsync(folder, "touch dotnet-diagnostic-$$-1-socket");
        Assert.True(kiosk.Listens, kiosk.Errors);

        Assert.Equal([$"dotnet-diagnostic-{kiosk.Id}-1-socket"], new DirectoryInfo(folder.Temporary).GetFiles().Select(f => f.Name));
    }

    // The same without strict mode: what would be left is seen.
    [Fact]
    public async Task Without_strict_mode_a_crash_leaves_its_memory_and_its_diagnostics_port()
    {
        Assert.SkipUnless(File.ReadAllText("/proc/sys/kernel/core_pattern").TrimEnd() is "core", "This system keeps core dumps elsewhere.");
        using var folder = new KioskFolder();
        folder.Configure(strict: false);
        await using var kiosk = await KioskProgram.StartAsync(folder, Dumping());
        Assert.True(kiosk.Listens, kiosk.Errors);
        Assert.DoesNotContain(kiosk.Said, l => l.Contains("Strict mode", StringComparison.Ordinal));

        await kiosk.EndAsync("SYS");

        var left = new DirectoryInfo(folder.Temporary).GetFiles().Select(f => f.Name).ToList();
        Assert.Contains(left, n => n.StartsWith("core", StringComparison.Ordinal));
        Assert.Contains(left, n => n.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_was_handed_down_is_closed_000_39()
    {
        using var folder = new KioskFolder();
        await using var kiosk = await KioskProgram.StartAsync(folder, "exec 7>>inherited");

        Assert.True(kiosk.Listens, kiosk.Errors);
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can look into a process that cannot be dumped.");
        Assert.DoesNotContain(ProcessAccount.WritableFiles(kiosk.Id), f => f.Contains("inherited", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_of_the_same_user_can_look_into_it_000_39()
    {
        using var folder = new KioskFolder();
        await using var kiosk = await KioskProgram.StartAsync(folder);
        Assert.True(kiosk.Listens, kiosk.Errors);

        // Root without the right to look into any process is a user like others.
        IReadOnlyList<string> look = ["cat", $"/proc/{kiosk.Id}/environ"];
        var seen = Environment.IsPrivilegedProcess
            ? ForeignProgram.Run("util-linux", "setpriv", ["--bounding-set=-all", "--inh-caps=-all", .. look])
            : ForeignProgram.Run("coreutils", look[0], look.Skip(1));

        Assert.NotEqual(0, seen.ExitCode);
        Assert.Contains("Permission denied", seen.Errors, StringComparison.Ordinal);
    }

    static string Dumping() => ForeignProgram.Run("bash", "bash", ["-c", "ulimit -c unlimited"]).ExitCode == 0 ? "ulimit -c unlimited" : ":";
}
