using Dapper;
using KioskSim.City.Restoring;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Where the stores of a test lie: SQLite. The tests of PostgreSQL have another class of this name.</summary>
sealed class TestDatabase : IDisposable
{
    readonly Lazy<TemporaryFolder> _folder = new();
    bool _once;

    /// <summary>For a test that opens it once only and does not look at the disk: memory does, and tests that make thousands are quicker.</summary>
    public static TestDatabase OpenedOnce() => new() { _once = true };

    /// <summary>In which there are no tables yet.</summary>
    public static TestDatabase Empty() => new();

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => _once ? Database.OpenMemory() : Database.OpenFile(_folder.Value["city.db"]);

    /// <summary>A backup, as an operator makes one while others write.</summary>
    public void BackUp()
    {
        using var database = Open();
        RestoredTables.Copy(database, _folder.Value["backup.db"]);
    }

    /// <summary>The disk breaks, and the backup takes its place. Nobody has the tables open.</summary>
    public void ReadBack()
    {
        foreach (var file in (string[])["city.db", "city.db-wal", "city.db-shm"])
            File.Delete(_folder.Value[file]);
        File.Copy(_folder.Value["backup.db"], _folder.Value["city.db"]);
    }

    /// <summary>Every byte that lies on the disk: what a thief of it would search.</summary>
    /// <param name="folded">Once the log of writes is folded into the tables.</param>
    public byte[] Disk(bool folded)
    {
        if (folded)
        {
            using var database = Open();
            Assert.Equal(0, database.Read(c => c.QueryFirst<int>("PRAGMA wal_checkpoint(TRUNCATE)")));
        }

        return _folder.Value.AllBytes();
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated)
            _folder.Value.Dispose();
    }
}
