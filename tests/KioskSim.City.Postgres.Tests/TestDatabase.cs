using Dapper;
using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Where the stores of a test lie: a schema of PostgreSQL that no other test uses at the time.</summary>
sealed class TestDatabase : IDisposable
{
    readonly PostgresTables _tables = new();
    byte[] _dump = [];

    /// <summary>For a test that opens it once only.</summary>
    public static TestDatabase OpenedOnce() => new();

    /// <summary>In which there are no tables yet.</summary>
    public static TestDatabase Empty()
    {
        var empty = new TestDatabase();
        empty._tables.Drop();
        return empty;
    }

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => _tables.Open();

    /// <summary>A backup, as an operator makes one while others write.</summary>
    public void BackUp() => _dump = _tables.Dump();

    /// <summary>The disk breaks, and the backup takes its place.</summary>
    public void ReadBack() => _tables.ReadBack(_dump);

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

    public void Dispose() => _tables.Dispose();

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
