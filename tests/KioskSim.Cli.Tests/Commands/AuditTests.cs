using Dapper;
using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim audit verify`, and the cities' tables in PostgreSQL.</summary>
public sealed class AuditTests(SeededWorld world) : IDisposable
{
    // Somebody whom no other test sends to a kiosk.
    const int Owner = 67;

    readonly WorldScratch _state = new();

    [Fact]
    public async Task A_city_that_issued_has_a_chain_that_holds_until_somebody_changes_an_entry_000_44()
    {
        foreach (var _ in (int[])[1, 2])
            Assert.Equal(ExitCodes.Ok, (await world.IssueAsync(world.Resident("usable", Owner))).ExitCode);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Folder, "kiosksim-world", "state"), "city-*"))
            File.Copy(file, Path.Combine(_state.Folder, Path.GetFileName(file)));

        var whole = await VerifyAsync();
        Assert.Equal((ExitCodes.Ok, ""), (whole.ExitCode, whole.Error));
        Assert.Matches(
            @"^482021 監査記録 \d+ 件の連鎖に異常はありません。最後のハッシュ値 [0-9a-f]{64} / The chain of \d+ entries holds, last hash [0-9a-f]{64}\n$", whole.Output);
        var noted = whole.Output.TrimEnd()[^64..];
        Assert.Equal(ExitCodes.Ok, (await VerifyAsync("--head", noted)).ExitCode);

        Change("DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry WHERE municipality = '482021') AND municipality = '482021'");
        Assert.Equal(ExitCodes.Ok, (await VerifyAsync()).ExitCode); // nothing in the database shows it
        var cut = await VerifyAsync("--head", noted);
        Assert.Equal(ExitCodes.Findings, cut.ExitCode);
        Assert.Contains("末尾が消されたか", cut.Output, StringComparison.Ordinal);

        Change("UPDATE audit_entry SET at = at + 1");
        var altered = await VerifyAsync();
        Assert.Equal(ExitCodes.Findings, altered.ExitCode);
        Assert.Equal("482021 1 件目の監査記録が書き換えられています。 / Entry 1 was altered.\n", altered.Output);
        var json = (await VerifyAsync("--json")).Json;
        Assert.Equal((false, "Altered", 1), (json.GetProperty("holds").GetBoolean(), json.GetProperty("fault").GetString(), json.GetProperty("firstWrong").GetInt32()));
    }

    [Theory]
    [InlineData(ExitCodes.CannotStart)] // nothing was issued in this folder
    [InlineData(ExitCodes.Usage, "--head", "12ab")]
    [InlineData(ExitCodes.Usage, "--head", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task What_cannot_be_checked_is_said(int code, params string[] more) => Assert.Equal(code, (await VerifyAsync(more)).ExitCode);

    [Fact]
    public async Task A_noted_hash_is_one_citys() => Assert.Equal(
        ExitCodes.Usage, (await world.RunAsync("audit", "verify", "--head", new string('0', 64))).ExitCode);

    [Fact]
    public async Task The_cities_tables_may_lie_in_PostgreSQL()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        string[] city = ["--city", SeededWorld.City];
        var issued = await RunAsync(["issue", "--resident", $"{world.Resident("usable", Owner).Id}", "--kind", "resident-record", "--json", .. city]);
        Assert.Equal((ExitCodes.Ok, ""), (issued.ExitCode, issued.Error));

        // What other tests issued is in the files, and this alone in the database: made and released.
        var verified = await RunAsync(["audit", "verify", "--json", .. city]);
        Assert.Equal((ExitCodes.Ok, 2), (verified.ExitCode, verified.Json.GetProperty("entries").GetInt32()));

        async Task<Ended> RunAsync(string[] arguments)
        {
            using var run = Kiosksim.Start(world.Folder, $"KIOSKSIM_POSTGRES={PostgresServer.Shared.ConnectionString}", arguments);
            return await run.EndAsync();
        }
    }

    [Theory]
    [InlineData("no such thing")]
    [InlineData("Host=127.0.0.1;Port=1;Database=secret;Password=secret")]
    public async Task A_database_that_is_not_there_is_said_in_a_line_without_its_password(string postgres)
    {
        using var run = Kiosksim.Start(
            world.Folder, $"KIOSKSIM_POSTGRES={postgres}", ["issue", "--city", SeededWorld.City, "--resident", "1", "--kind", "resident-record"]);
        var ended = await run.EndAsync();
        Assert.Equal(ExitCodes.CannotStart, ended.ExitCode);
        Assert.StartsWith("kiosksim: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", ended.Everything, StringComparison.Ordinal);
    }

    Task<Ended> VerifyAsync(params string[] more) => world.RunAsync(["audit", "verify", "--city", SeededWorld.City, "--state", _state.Folder, .. more]);

    void Change(string sql)
    {
        using var database = Database.OpenFile(Path.Combine(_state.Folder, "city-lgwan-asp.db"));
        database.Write(c => c.Execute(sql));
    }

    public void Dispose() => _state.Dispose();
}
