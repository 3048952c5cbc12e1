using System.Data.Common;

namespace KioskSim.Storage;

/// <summary>Another's tables, until this is disposed of: from then on nothing is read or written by it, and the other has them still.</summary>
sealed class SharedEngine(IEngine engine) : IEngine
{
    volatile bool _ended;

    public string Name => engine.Name;

    public IEnumerable<string> KeptStatements => engine.KeptStatements;

    public T Read<T>(Func<DbConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_ended, typeof(Database));
        return engine.Read(work);
    }

    public T Write<T>(Func<DbConnection, T> work) => engine.Write(connection =>
    {
        ObjectDisposedException.ThrowIf(_ended, typeof(Database)); // looked at when it is one's turn, which may be long after one asked
        return work(connection);
    });

    public int Version(DbConnection connection) => engine.Version(connection);

    public void SetVersion(DbConnection connection, int version) => engine.SetVersion(connection, version);

    public string PlaceOf(DbConnection connection, string table) => engine.PlaceOf(connection, table);

    public void CopyTo(string file)
    {
        ObjectDisposedException.ThrowIf(_ended, typeof(Database));
        engine.CopyTo(file);
    }

    public string Schema(string step) => engine.Schema(step);

    public void Dispose() => _ended = true;
}
