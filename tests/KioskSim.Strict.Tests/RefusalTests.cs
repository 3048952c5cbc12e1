using System.Globalization;
using KioskSim.Strict.SystemCalls;
using KioskSim.Strict.Tests.Programs;

namespace KioskSim.Strict.Tests;

/// <summary>
/// The kiosk program, started in strict mode with one protection taken away at a time: it finds out, names what it could have done, leaves
/// nothing of the attempt behind, and does not start.
/// </summary>
public sealed class RefusalTests(KioskFolder folder) : IClassFixture<KioskFolder>
{
    /// <summary>What is left out → what the program says it could do; {0} is the deployment. What may be made may be removed as well, or the attempts could not tidy up.</summary>
    static readonly (string Without, string[] Says)[] Rows =
    [
        ("MakeFile,RemoveFile",
        [
            "a new file is possible in {0};", "a new file is possible in {0} on a new thread", "a new file is possible in {0} on a thread of the pool",
            "a hard link is possible in {0}", "renaming a file is possible in {0}", "removing a file is possible in {0}",
        ]),
        ("MakeFile,WriteFile,RemoveFile", ["writing to a new file is possible in {0}"]),
        ("WriteFile", ["writing to a file is possible in {0}", "appending to a file is possible in {0}", "a file without a name is possible in {0}"]),
        ("Truncate", ["truncating a file is possible in {0}"]),
        ("RemoveFolder", ["removing a folder is possible in {0}"]),
        ("MakeFolder,RemoveFolder", ["a new folder is possible in {0}"]),
        ("MakeLink,RemoveFile", ["a symbolic link is possible in {0}"]),
        ("MakeFifo,RemoveFile", ["a FIFO is possible in {0}"]),
        ("MakeCharacterDevice,RemoveFile", ["a character device is possible in {0}"]),
        ("MakeSocket,RemoveFile", ["a socket with a name is possible in {0}"]),
        ("MakeBlockDevice,RemoveFile", ["a block device is possible in {0}"]),
        ("CommandDevice", ["a command to a device is possible in /dev"]),
        ("begin-anew", ["a new file is possible in {0} on a thread that was there before the first line of the program", "a thread is outside the sandbox"]),
        ("file-size", ["a file that is open takes bytes"]),
        ("dumpable", ["others of the same user can look into the process"]),
        ("diagnostics", ["the runtime has a diagnostics port"]),
        ("overwriting", ["memory that native code gives back keeps what was in it"]),
    ];

    // Made by the shell before the program begins.
    static readonly string[] Shells = ["inherited", "said"];

    public static TheoryData<string, string[]> OneByOne => [.. Rows];

    [Theory]
    [MemberData(nameof(OneByOne))]
    public async Task What_is_left_unprotected_is_found_before_anybody_is_served_000_39_002_08_002_09(string without, string[] says)
    {
        var refusal = await RefusalAsync(without: without);

        Assert.StartsWith("strict mode: it does not hold, so the kiosk does not start: ", refusal, StringComparison.Ordinal);
        Assert.All(says, s => Assert.Contains(string.Format(CultureInfo.InvariantCulture, s, folder.Folder), refusal, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_system_call_that_is_not_denied_is_found_each_by_name_000_39()
    {
        var refusal = await RefusalAsync(without: string.Join(',', DeniedCalls.Names));

        // Kernels older than a call refuse it as well.
        var found = DeniedCalls.Here().Calls.Where(c => refusal.Contains($"{c.Name} is not refused", StringComparison.Ordinal)).Select(c => c.Name).ToList();
        Assert.Empty(DeniedCalls.Here().Calls.Where(c => c.X64 < 440).Select(c => c.Name).Except(found));
        Assert.DoesNotContain("possible", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_core_dump_that_could_be_left_is_found_000_39()
    {
        Assert.SkipUnless(ForeignProgram.Run("bash", "bash", ["-c", "ulimit -c unlimited"]).ExitCode == 0, "This user may not raise the limit for core dumps.");

        Assert.Contains("a crash would leave a core dump", await RefusalAsync(shell: "ulimit -c unlimited", without: "core"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_open_file_that_was_handed_down_is_found_000_39() => Assert.Contains(
        "descriptor 7 is a file that can be written", await RefusalAsync(shell: "exec 7>>inherited", without: "descriptors"), StringComparison.Ordinal);

    [Fact]
    public async Task Output_to_a_file_is_refused_with_the_remedy_000_39()
    {
        var refusal = await RefusalAsync(output: ">said");

        Assert.StartsWith("strict mode: standard output is a file", refusal, StringComparison.Ordinal);
        Assert.Contains("/dev/null", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_that_cannot_be_locked_is_refused_with_both_numbers_and_the_remedy_000_39()
    {
        // Root's right to lock as much as it likes is given up.
        IReadOnlyList<string> launcher = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-ipc_lock", "--inh-caps=-ipc_lock"] : [];

        var refusal = await RefusalAsync(shell: "ulimit -l 1000", launcher: launcher);

        Assert.Contains("4,160 kB of memory cannot be locked; the limit is 1,000 kB (raise it: ulimit -l", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_its_user_may_not_read_is_one_line()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can become nobody.");
        StrictCluster.SkipWhereNobodyMayNotRead();

        Assert.Contains("/deployment.json' is denied", await RefusalAsync(launcher: ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_leave_out_what_there_is_not_is_refused() =>
        Assert.Equal("strict mode: KIOSKSIM_STRICT_WITHOUT names 'seatbelt', and there is no such protection.", await RefusalAsync(without: "seatbelt"));

    // What it says in its one line; that it ends with 1, never listened, and that all files are as they were.
    async Task<string> RefusalAsync(string shell = ":", IReadOnlyList<string>? launcher = null, string without = "", string output = "")
    {
        var before = Files();
        await using var run = await KioskProgram.StartAsync(folder, shell, launcher, without, output);
        Assert.False(run.Listens, "It started.");
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain('\n', run.Errors);
        Assert.Equal(before, Files());
        return run.Errors;

        IEnumerable<string> Files() => [.. folder.Listing().Where(f => !Shells.Any(s => f.Contains($"/{s} ", StringComparison.Ordinal)))];
    }
}
