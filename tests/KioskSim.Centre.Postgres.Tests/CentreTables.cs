using Dapper;
using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>Where the centre's tables lie in a test: a schema of PostgreSQL.</summary>
sealed class CentreTables : IDisposable
{
    readonly PostgresTables _tables = new();

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => _tables.Open();

    /// <summary>As <c>table.column</c>, in their order.</summary>
    public IEnumerable<string> Columns
    {
        get
        {
            using var database = Open();
            return database.Read(c => c.Query<string>(
                """
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name <> 'schema_version' ORDER BY table_name, ordinal_position
                """).AsList());
        }
    }

    /// <summary>What a broken disk does to the journal.</summary>
    public void Drop() => _tables.Drop();

    public void Dispose() => _tables.Dispose();
}
