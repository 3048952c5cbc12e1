using System.Data.Common;

namespace KioskSim.Storage;

/// <summary>What differs between the two databases that a service's tables may lie in.</summary>
interface IEngine : IDisposable
{
    /// <summary>Which file or database this is, for a message; never a password.</summary>
    string Name { get; }

    /// <inheritdoc cref="Database.Read{T}"/>
    T Read<T>(Func<DbConnection, T> work);

    /// <inheritdoc cref="Database.Write{T}"/>
    T Write<T>(Func<DbConnection, T> work);

    /// <summary>The statements that it keeps compiled; none where the server does.</summary>
    IEnumerable<string> KeptStatements { get; }

    /// <summary>How many steps of its schema are done; the first call, within a write, may make the place where that is kept.</summary>
    int Version(DbConnection connection);

    void SetVersion(DbConnection connection, int version);

    /// <inheritdoc cref="Database.PlaceOf"/>
    string PlaceOf(DbConnection connection, string table);

    /// <inheritdoc cref="Database.CopyTo"/>
    void CopyTo(string file);

    /// <summary>A schema step in this engine's words.</summary>
    string Schema(string step);
}
