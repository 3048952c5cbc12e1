using System.Collections.Concurrent;
using Dapper;
using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Where the stores of a test lie: a schema of PostgreSQL that no other test uses at the time.</summary>
sealed class TestDatabase : IDisposable
{
    // Making the tables takes a tenth of a second: a schema whose test is over is emptied and given to another.
    static readonly ConcurrentBag<string> Idle = [];
    static int _made;

    readonly string _schema;

    public TestDatabase()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _schema = Idle.TryTake(out var emptied) ? emptied : $"test_{Interlocked.Increment(ref _made)}";
    }

    /// <summary>For a test that opens it once only.</summary>
    public static TestDatabase OpenedOnce() => new();

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => Database.OpenPostgres(PostgresServer.Shared.ConnectionString, _schema);

    /// <summary>Every byte that lies on the disk: what a thief of it would search.</summary>
    /// <param name="folded">Once the log of writes is folded into the tables.</param>
    public byte[] Disk(bool folded)
    {
        if (folded)
        {
            using var database = Open();
            database.Read(c => c.Execute("CHECKPOINT;")); // one word alone would be a procedure's name
        }

        return [.. Directory.EnumerateFiles(PostgresServer.Shared.Data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Read)];
    }

    public void Dispose()
    {
        using var database = Open();
        database.Write(c =>
        {
            foreach (var table in c.Query<string>("SELECT tablename FROM pg_tables WHERE schemaname = @schema AND tablename <> 'schema_version'", new { schema = _schema }))
                c.Execute($"DELETE FROM {table}");
        });
        Idle.Add(_schema);
    }

    // Files come and go under a running server.
    static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}
