using System.Text.Json;
using KioskSim.Cli.Commands.Loads;
using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Fixtures.Postgres;
using KioskSim.Load.Reports;
using KioskSim.Storage;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>Load as it is put on from a command line: what it says, what it leaves behind, and what it ends with.</summary>
public sealed class LoadTests : IDisposable
{
    const string Small = "--kiosks 2 --cities 1 --residents 600 --people 6";

    static readonly string[] Files = ["issue-raw.hgrm", "issue.hgrm", "junit.xml", "lateness.hgrm", "load.hlog", "report.html", "samples.csv", "step-1.hgrm", "step-15.hgrm", "summary.json", "wait.hgrm"];

    // Copies of one command, as a Swarm and a Kubernetes Indexed Job number them.
    static readonly (string Copy, string Folder)[] Shares = [("KIOSKSIM_SHARD=1", "shard-1-of-2"), ("JOB_COMPLETION_INDEX=1", "shard-2-of-2")];

    readonly WorldScratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("--deployment . --kiosks 3", "--kiosks")]
    [InlineData("--deployment . --shard 1/2", "--shard")]
    [InlineData("--deployment . --fault overload", "--fault")]
    [InlineData("--data .", "--data")]
    public async Task What_services_that_run_already_are_not_asked_is_refused(string given, string named)
    {
        var ended = await RunAsync($"load --users 1 --issues 1 {given}");
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.Contains(named, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_shards_are_run_and_joined()
    {
        foreach (var (copy, folder) in Shares)
        {
            using var run = Kiosksim.Start(
                _scratch.Folder, copy,
                $"load --rate 3/s --duration 3s --spread even {Small} --shard auto/2 --threshold issue.p99<60s,dropped==0 --out shares --json".Split(' '));
            var ended = await run.EndAsync();
            AssertNothingBroken(ended);
            Assert.Empty(ended.Error);
            Assert.Superset(Files.ToHashSet(), Directory.GetFiles(Path.Combine(_scratch.Folder, "shares", folder)).Select(f => Path.GetFileName(f)).ToHashSet());
        }

        var merged = await RunAsync("load merge shares --out whole --threshold delivered==9 --json");
        AssertNothingBroken(merged);
        var counts = merged.Json.GetProperty("counts");
        Assert.Equal((9, 9, 0), (counts.GetProperty("offered").GetInt64(), counts.GetProperty("delivered").GetInt64(), counts.GetProperty("misdelivered").GetInt64()));
        Assert.Equal(
            ["delivered==9", "issue.p99<60s", "dropped==0", "misdelivered==0"],
            merged.Json.GetProperty("thresholds").EnumerateArray().Select(t => t.GetProperty("text").GetString()!));

        const string First = "shares/shard-1-of-2";
        Assert.Equal(
            merged.ExitCode == ExitCodes.Ok ? ExitCodes.ThresholdBroken : merged.ExitCode,
            (await RunAsync($"load merge {First} shares/shard-2-of-2 --out whole --threshold issue.p50<1us")).ExitCode);
        Assert.Equal(ExitCodes.CannotStart, (await RunAsync($"load merge {First} {First} --out twice")).ExitCode);
        Assert.Equal(ExitCodes.CannotStart, (await RunAsync($"load merge {First} nowhere --out twice")).ExitCode);
    }

    // A busy machine may let arrivals in late, and says so: that is no valid measurement, and no fault.
    static void AssertNothingBroken(Ended ended)
    {
        Assert.Equal(ended.Json.GetProperty("verdict").GetString() == "saturated" ? ExitCodes.Saturated : ExitCodes.Ok, ended.ExitCode);
        Assert.All(ended.Json.GetProperty("thresholds").EnumerateArray(), t => Assert.True(t.GetProperty("holds").GetBoolean(), $"{t}"));
    }

    [Fact]
    public async Task A_broken_threshold_ends_with_4_and_is_named()
    {
        var ended = await RunAsync($"load --users 2 --issues 4 {Small} --threshold issue.p99<1us");
        Assert.Equal(ExitCodes.ThresholdBroken, ended.ExitCode);
        Assert.Empty(ended.Error);
        Assert.Contains("× issue.p99<1us", ended.Output, StringComparison.Ordinal);
        Assert.Contains("○ misdelivered==0", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', ended.Output); // no terminal: nothing is written over
        Assert.Contains("load-report/report.html", _scratch.Entries);
    }

    [Fact]
    public async Task Interrupted_it_ends_with_130_and_reports_what_there_was()
    {
        using var run = Kiosksim.Start(_scratch.Folder, $"load --rate 1/s --duration 1h {Small}".Split(' '));
        string line;
        do
            line = await run.NextLineAsync();
        while (!line.Contains("delivered", StringComparison.Ordinal));
        await run.SignalAsync("INT");
        var ended = await run.EndAsync();
        Assert.Equal(ExitCodes.Interrupted, ended.ExitCode);
        var summary = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_scratch.Folder, "load-report", "summary.json"))).RootElement;
        Assert.True(summary.GetProperty("run").GetProperty("isInterrupted").GetBoolean());
        Assert.True(summary.GetProperty("counts").GetProperty("delivered").GetInt64() > 0);
    }

    [Fact]
    public async Task A_saturated_generator_ends_with_5_whatever_else_is_broken()
    {
        await RunAsync($"load --users 2 --issues 2 {Small} --threshold issue.p99<1us");
        var folder = Path.Combine(_scratch.Folder, "load-report");
        var report = ReportFolder.Read(folder);
        Assert.Equal(ExitCodes.Saturated, LoadCommand.Finish(report with { Summary = report.Summary with { IsSaturated = true } }, folder, json: true));
    }

    [Fact]
    public async Task A_name_that_is_no_metric_is_said_with_those_that_are()
    {
        var ended = await RunAsync("load --rate 1/s --threshold misprinted==0");
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.Contains("misprinted", ended.Error, StringComparison.Ordinal);
        Assert.Contains("misdelivered", ended.Error, StringComparison.Ordinal);
        Assert.Empty(_scratch.Entries);
    }

    [Theory]
    [InlineData("on", ExitCodes.Ok)]
    [InlineData("off", ExitCodes.ThresholdBroken)]
    public async Task A_defect_of_2023_under_load_is_stopped_by_the_guard_and_seen_without_it(string guard, int code)
    {
        var ended = await RunAsync($"load --users 1 --issues 6 --cities 1 --residents 600 --people 6 --fault munakata-2023-06-28 --guard {guard} --prove --json");
        Assert.Equal(code, ended.ExitCode);
        Assert.True(ended.Json.GetProperty("faults").GetProperty("munakata-2023-06-28").GetInt64() > 0);
        var misdelivered = ended.Json.GetProperty("counts").GetProperty("misdelivered").GetInt64();
        var broken = ended.Json.GetProperty("properties").EnumerateArray().Where(p => p.GetProperty("outcome").GetString() == "broken").Select(p => p.GetProperty("id").GetString());
        if (guard == "on")
        {
            Assert.Equal(0, misdelivered);
            Assert.Empty(broken);
            Assert.NotEqual(6, ended.Json.GetProperty("counts").GetProperty("delivered").GetInt64());
        }
        else
        {
            Assert.True(misdelivered > 0);
            Assert.Contains("right-person", broken);
        }
    }

    [Fact]
    public async Task Over_several_servers_nothing_is_found_and_no_tables_stay()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        using var server = PostgresServer.Start(); // its own: on the shared one another test's tables would be found
        var connection = server.ConnectionString;
        using var run = Kiosksim.Start(
            _scratch.Folder, $"KIOSKSIM_POSTGRES={connection}", $"load --users 2 --issues 8 {Small} --replicas city=3,centre=2,jpki=2 --prove --json".Split(' '));
        var ended = await run.EndAsync();

        Assert.Empty(ended.Error);
        Assert.Equal(ExitCodes.Ok, ended.ExitCode);
        Assert.Equal(8, ended.Json.GetProperty("counts").GetProperty("delivered").GetInt64());
        using var database = Database.OpenPostgres(connection, "public");
        Assert.Empty(database.Read(c =>
        {
            using var names = c.CreateCommand();
            names.CommandText = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'c%' OR nspname LIKE 'jpki%'";
            using var rows = names.ExecuteReader();
            return rows.Cast<System.Data.Common.DbDataRecord>().Select(row => row.GetString(0)).ToList();
        }));
    }

    [Theory]
    [InlineData("city=0")]
    [InlineData("city=17")]
    [InlineData("town=2")]
    [InlineData("3")]
    [InlineData("city=2,,")]
    public async Task Servers_that_nobody_can_start_are_refused(string replicas)
    {
        using var run = Kiosksim.Start(_scratch.Folder, "KIOSKSIM_POSTGRES=Host=nowhere", $"load --rate 1/s --replicas {replicas}".Split(' '));
        var ended = await run.EndAsync();
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.Contains("city=3,centre=2,jpki=2", ended.Error, StringComparison.Ordinal);
        Assert.Empty(_scratch.Entries);
    }

    [Fact]
    public async Task Several_servers_without_PostgreSQL_are_refused()
    {
        var ended = await RunAsync("load --rate 1/s --replicas city=2");
        Assert.Equal(ExitCodes.Usage, ended.ExitCode);
        Assert.Contains("KIOSKSIM_POSTGRES", ended.Error, StringComparison.Ordinal);
    }

    Task<Ended> RunAsync(string arguments) => Kiosksim.RunAsync(_scratch.Folder, arguments.Split(' '));
}
