using KioskSim.Strict.Tests.Programs;

namespace KioskSim.Strict.Tests;

/// <summary>A kiosk in strict mode issues certificates like any other, and has written nothing when it has.</summary>
public sealed class IssuanceTests
{
    // The runtime wakes its own threads now and then by a byte in a pipe; the shortest line of a log is longer than this.
    const int WakeUps = 16;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_is_issued_and_no_byte_of_it_is_written_000_39_002_08_002_09(bool asNobody)
    {
        KioskProgram.SkipWithoutMechanisms();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can become nobody, and look into a process that cannot be dumped.");
        if (asNobody)
            StrictCluster.SkipWhereNobodyMayNotRead();
        await using var cluster = new StrictCluster(asNobody ? StrictCluster.AsNobody : []);
        await cluster.StartAsync();
        var kiosk = cluster.KioskProgram.Id;
        Assert.Equal(asNobody ? "65534" : "0", ProcessAccount.Status(kiosk, "Uid").Split('\t')[0]);

        await IssueAsync();
        var before = ProcessAccount.Written(kiosk);
        await IssueAsync();
        var after = ProcessAccount.Written(kiosk);

        Assert.Equal(before.ToDisks, after.ToDisks);
        Assert.InRange(after.ByCalls - before.ByCalls, 0, WakeUps);
        Assert.All(ProcessAccount.WritableFiles(kiosk), f => Assert.StartsWith("/memfd:doublemapper", f, StringComparison.Ordinal));
        Assert.Equal(("1", "2"), (ProcessAccount.Status(kiosk, "NoNewPrivs"), ProcessAccount.Status(kiosk, "Seccomp")));
        Assert.All((string[])["Max file size", "Max core file size"], limit => Assert.Equal(["0", "0"], ProcessAccount.Limit(kiosk, limit)));

        async Task IssueAsync()
        {
            var end = await cluster.IssueAsync();
            Assert.Null(end.Error);
            Assert.Equal(2, end.Copies.Count);
        }
    }

    [Fact]
    public async Task A_tracer_sees_no_file_opened_to_be_written_nor_anything_made_or_changed_000_39_002_09()
    {
        KioskProgram.SkipWithoutMechanisms();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can look on at a process that cannot be dumped.");
        ForeignProgram.RunWell("strace", "strace", ["--version"]);
        var folder = Directory.CreateTempSubdirectory("kiosksim-strace-");
        try
        {
            var trace = Path.Combine(folder.FullName, "trace");
            await using (var cluster = new StrictCluster("strace", "-f", "-y", "-s", "0", "-o", trace, "-e", $"trace={string.Join(',', Trace.Calls)}"))
            {
                await cluster.StartAsync();
                Assert.Null((await cluster.IssueAsync()).Error);
            }

            var calls = Trace.SinceItBeganAnew(File.ReadLines(trace)).ToList();
            Assert.Contains(calls, c => c.Name == "mkdir" && c.Answer.Contains("EACCES", StringComparison.Ordinal)); // it sees the attempts
            Assert.DoesNotContain(calls, c => c.Writes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
