using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.City.Audit;
using KioskSim.City.Restoring;
using KioskSim.Cluster;
using KioskSim.Cluster.Parts;
using KioskSim.Fixtures.Postgres;
using KioskSim.Proof.Rush;
using KioskSim.Proof.Tests.Rush;
using KioskSim.Storage;

namespace KioskSim.Proof.Tests.Servers;

/// <summary>A city's tables are dumped in a rush, lost after it, read back, and there is another rush: what the checkers then find is what was lost, and nothing else.</summary>
public sealed class RestoredCityTests(OneWorld world) : IClassFixture<OneWorld>, IDisposable
{
    const string City = "city-482013";

    readonly PostgresServer? _postgres = PostgresServer.Missing is null ? PostgresServer.Start() : null;
    byte[] _dump = [];
    int _round;
    string? _refused;
    int _unconfirmed;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_restore_loses_is_all_that_is_found_and_no_number_is_given_twice_000_30_000_73()
    {
        Assert.SkipWhen(_postgres is null, PostgresServer.Missing ?? "");

        var result = await RushHour.RunAsync(
            new RushOptions
            {
                World = world.Folder, WallClock = OneWorld.SystemClock, Plan = new RushPlan(), Authority = new() { MakeKey = new TestKeys().Next },
                Meanwhile = OperateAsync,
                Differing = usual => usual with { Postgres = _postgres.ConnectionString, Replicas = new Replicas(City: 2) },
            },
            Stop);

        Assert.Contains("kiosksim city restored", _refused, StringComparison.Ordinal); // it did not start before it was told
        Assert.Equal(4, _unconfirmed); // and was not opened before the registers were whole
        Assert.Empty(result.Refusals);
        Assert.Equal(0, result.YenForNothing);
        Assert.All((string[])["numbers-once", "barred-never-issued", "audit-chain"], id => Assert.Equal(Outcome.Holds, result.Of(id).Outcome));

        var lost = Lost(result.Left);
        Assert.NotEmpty(lost);
        Assert.True(lost.Count < result.Left.Journal.Count(j => j.WasPaid), "more was lost than what came after the backup");
        Assert.All(result.Verdicts.SelectMany(v => v.Findings), finding => Assert.Contains(lost, line => finding.Where == line.Session || finding.Where == line.Receipt));
        Assert.Single(result.Left.Audit, a => a.Event == (long)AuditEvent.CityReopened);
    }

    // In the second round the backup is made, while people are at the kiosks; before the third the tables are lost.
    async Task OperateAsync(LocalCluster cluster, CancellationToken over)
    {
        switch (++_round)
        {
            case 2:
                _dump = await Task.Run(() => _postgres!.Dump(Schema), Stop);
                break;
            case 3:
                Task.Run(() => LoseAndRestoreAsync(cluster), Stop).Wait(Stop); // before anybody comes
                break;
        }
    }

    async Task LoseAndRestoreAsync(LocalCluster cluster)
    {
        var schema = Schema;
        foreach (var server in cluster.ServersOf(City))
            await cluster.StopAsync(server);
        Database.DropPostgres(_postgres!.ConnectionString, schema);
        _postgres.Restore(_dump);

        _refused = (await Assert.ThrowsAsync<InvalidDataException>(() => cluster.StartAsync(City, Stop))).Message;
        using var tables = Database.OpenPostgres(_postgres.ConnectionString, schema);
        var restored = new RestoredTables(tables, new AuditLog(tables, cluster.Options.Clock, new PenOfTheAct()), cluster.Options.Clock);
        restored.TakeBack([RushHour.City]);
        foreach (var server in cluster.ServersOf(City))
            await cluster.StartAsync(server, Stop);

        _unconfirmed = restored.Reopen([RushHour.City]).Count;
        var core = cluster.RegistryOf(RushHour.City)!;
        await WorldFeed.PushAsync(cluster.World, RushHour.City, core, Stop);
        await WorldFeed.ConfirmAsync(RushHour.City, cluster.Options.Clock.GetUtcNow(), core, Stop);
        Assert.Empty(restored.Reopen([RushHour.City]));
    }

    string Schema => Assert.Single(_postgres!.Ask("SELECT nspname FROM pg_namespace"), s => s.StartsWith("city_482013", StringComparison.Ordinal));

    // What the centre has as ended, and the city has not, or otherwise.
    static List<JournalLine> Lost(WhatLeft left)
    {
        var ledger = left.Ledger.ToDictionary(l => l.Session, l => l.End);
        return [.. left.Journal.Where(j => j.WasPaid && (!ledger.TryGetValue(j.Session, out var end) || end != j.End))];
    }

    public void Dispose() => _postgres?.Dispose();
}
