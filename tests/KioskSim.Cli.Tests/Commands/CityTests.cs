using Dapper;
using KioskSim.City;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.City.Restoring;
using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Hosting.Deployments;
using KioskSim.Storage;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>What the operator of an issuance server does with a backup, word for word as docs/operations.md says it.</summary>
public sealed class CityTests(SeededWorld world) : IDisposable
{
    const string City = "482013";
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-city-command-").FullName;

#pragma warning disable RS0030 // The command's own clock, as any process has it.
    static TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030

    string Tables => Path.Combine(_folder, DeploymentFolder.Data, $"city-{City}.db");

    [Fact]
    public async Task A_file_is_backed_up_while_it_is_open_read_back_told_of_and_opened_again()
    {
        MakeDeployment();
        var backup = Path.Combine(_folder, "backup.db");
        using (var serving = Served())
        {
            Assert.Equal((0, ""), CodeAndError(await RunAsync("backup", "--out", backup)));
            Assert.NotEqual(0, (await RunAsync("backup", "--out", backup)).ExitCode); // no backup is written over
            serving.Write(c => c.Execute("INSERT INTO issue_counter VALUES (@City, 8, 41)", new { City }));
        }

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(backup));
        File.Copy(backup, Tables, overwrite: true);
        Assert.Throws<InvalidDataException>(Served);

        var told = await RunAsync("restored");
        Assert.Equal((0, ""), CodeAndError(told));
        Assert.Contains($"{City}: 届出", told.Output, StringComparison.Ordinal);
        Served().Dispose();

        var early = await RunAsync("reopen", "--notices-are-in");
        Assert.Equal(ExitCodes.Findings, early.ExitCode);
        Assert.Contains("FamilyRegisters", early.Error, StringComparison.Ordinal);

        using (var serving = Served())
            serving.Write(c => c.Execute("INSERT INTO feed_state SELECT @City, r.value, 1 FROM json_each('[1,2,3,4]') r", new { City }));
        Assert.Equal((0, ""), CodeAndError(await RunAsync("reopen", "--notices-are-in")));
    }

    [Fact]
    public async Task A_server_of_which_nothing_is_kept_has_no_backup_and_gets_no_empty_file()
    {
        MakeDeployment();

        Assert.NotEqual(0, (await RunAsync("backup", "--out", Path.Combine(_folder, "backup.db"))).ExitCode);
        Assert.False(File.Exists(Tables));
    }

    [Fact]
    public async Task Of_tables_in_PostgreSQL_it_says_what_copies_them()
    {
        MakeDeployment();
        CityFolder.UsePostgres(Path.Combine(_folder, "cities", City), "Host=127.0.0.1;Port=1;Database=none;Timeout=1");

        Assert.Contains("pg_dump", (await RunAsync("backup", "--out", "x")).Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // As a server opens its tables when it starts.
    Database Served()
    {
        var tables = CityDatabase.Migrated(Database.OpenFile(Tables));
        try
        {
            RestoredTables.CheckPlace(tables);
            return tables;
        }
        catch
        {
            tables.Dispose();
            throw;
        }
    }

    void MakeDeployment()
    {
        using var deployment = Deployment.Create(Members.Of([], [City]), new SimulatedClock(new DateTimeOffset(2026, 11, 18, 10, 15, 0, JapanTime.Offset), Clock), Entropy.Secure);
        DeploymentFolder.Save(deployment, _folder, Clock.GetUtcNow());
        using var authority = new CityKeyAuthority(deployment.Clock.GetUtcNow(), Entropy.Secure);
        using var keys = CityKeys.Make(new MunicipalityCode(City), authority);
        var configuration = Path.Combine(AppContext.BaseDirectory, "municipalities", $"{City}.json");
        CityFolder.Save(
            Path.Combine(_folder, "cities", City), [(configuration, MunicipalityFile.ReadFolder(Path.GetDirectoryName(configuration)!).Single(m => m.Code.ToString() == City), keys)],
            Entropy.Secure.Bytes(SealedNumbers.KeySize), [4]);
    }

    Task<Ended> RunAsync(string command, params IEnumerable<string> more) => world.RunAsync(["city", command, "--deployment", _folder, "--name", City, .. more]);

    static (int, string) CodeAndError(Ended ended) => (ended.ExitCode, ended.Error);
}
