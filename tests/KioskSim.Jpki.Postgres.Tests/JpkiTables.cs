using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.Jpki.Tests;

/// <summary>Where JPKI's tables lie in a test: a schema of PostgreSQL.</summary>
public sealed class JpkiTables : IDisposable
{
    readonly PostgresTables _tables = new();

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => _tables.Open();

    /// <summary>What a broken disk does.</summary>
    public void Drop() => _tables.Drop();

    public void Dispose() => _tables.Dispose();
}
