using Dapper;
using KioskSim.Storage;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>Where the centre's tables lie in a test: SQLite. The tests of PostgreSQL have another class of this name.</summary>
sealed class CentreTables : IDisposable
{
    readonly Database _memory = Database.OpenMemory();

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => _memory.Share();

    /// <summary>As <c>table.column</c>, in their order.</summary>
    public IEnumerable<string> Columns => _memory.Read(c => c.Query<string>(
        "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid").AsList());

    /// <summary>What a broken disk does to the journal.</summary>
    public void Drop() => _memory.Write(c => c.Execute("DROP TABLE session"));

    public void Dispose() => _memory.Dispose();
}
