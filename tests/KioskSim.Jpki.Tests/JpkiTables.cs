using Dapper;
using KioskSim.Storage;

namespace KioskSim.Jpki.Tests;

/// <summary>Where JPKI's tables lie in a test: SQLite. The tests of PostgreSQL have another class of this name.</summary>
public sealed class JpkiTables : IDisposable
{
    readonly Database _memory = Database.OpenMemory();

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => _memory.Share();

    /// <summary>What a broken disk does.</summary>
    public void Drop() => _memory.Write(connection => connection.Execute("DROP TABLE certificate"));

    public void Dispose() => _memory.Dispose();
}
