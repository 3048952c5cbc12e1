using KioskSim.Domain.Values;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KioskSim.BaseRegisters;

/// <summary>
/// An SQLite file of ours: what kind it is stands in its header, so that a wrong file is refused by name and not by a missing table.
/// </summary>
static class StoreFile
{
    /// <summary>Raised whenever a table changes; stored as user_version.</summary>
    const int Format = 3;

    static StoreFile() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <summary>A new file inside one open transaction. The journal is off: a file that was not completed is thrown away.</summary>
    public static SqliteConnection Create(string path, int kind, string tables)
    {
        var connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            connection.Run($"""
                PRAGMA page_size = 4096;
                PRAGMA encoding = 'UTF-8';
                PRAGMA auto_vacuum = NONE;
                PRAGMA journal_mode = OFF;
                PRAGMA synchronous = OFF;
                PRAGMA locking_mode = EXCLUSIVE;
                PRAGMA cache_size = -16000;
                PRAGMA application_id = {kind};
                PRAGMA user_version = {Format};
                BEGIN;
                {tables}
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A new file of a city's register, which says of itself whose it is and of which day: <see cref="ReadRegister"/>.</summary>
    public static SqliteConnection CreateRegister(string path, int kind, MunicipalityCode municipality, DateOnly asOf, string tables)
    {
        var connection = Create(path, kind, $"""
            CREATE TABLE register (municipality TEXT NOT NULL, as_of INTEGER NOT NULL);
            {tables}
            """);
        using var register = new Insert(connection, "register", 2);
        register.Add(municipality.ToString()).Add(asOf).Run();
        return connection;
    }

    public static (MunicipalityCode Municipality, DateOnly AsOf) ReadRegister(SqliteConnection connection) =>
        connection.Rows("SELECT municipality, as_of FROM register", row => (new MunicipalityCode(row.GetString(0)), row.Date(1))).Single();

    /// <param name="name">What the file should be, for the message when it is not.</param>
    /// <param name="read">Makes the reader of the file, and so finds out whether it was completed.</param>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not a whole file of this kind and format.</exception>
    public static T Open<T>(string path, int kind, string name, Func<SqliteConnection, T> read)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no {name} at {path}.", path);
        var connection = Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            var (found, format) = (connection.Number("PRAGMA application_id"), connection.Number("PRAGMA user_version"));
            if (found != kind || format != Format)
                throw new InvalidDataException($"{path} is not a {name} of format {Format}. `kiosksim seed --overwrite` makes the world anew.");
            return read(connection);
        }
        catch (SqliteException broken)
        {
            connection.Dispose();
            throw new InvalidDataException($"{path} is not a {name}.", broken);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var options = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(options.ToString());
        connection.Open();
        return connection;
    }
}
