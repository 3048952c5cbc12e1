using System.Data.Common;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Dapper;

namespace KioskSim.Storage;

/// <summary>
/// The tables of one service: a SQLite file, memory, or a schema of a PostgreSQL database, by the same SQL. Writes go one after another,
/// each in a transaction of its own; reads run beside them and see what is committed.
/// </summary>
/// <remarks>
/// What is committed survives the death of the process. A file survives a power cut of the machine only with <c>durable</c>, which costs
/// a disk flush for every write; what PostgreSQL survives is its own settings' to say.
/// <para>
/// SQL is what both understand: <c>ON CONFLICT</c> with its columns named, parameters as <c>@name</c>. Schema steps use SQLite's words
/// INTEGER, BLOB, AUTOINCREMENT and WITHOUT ROWID in capitals, which PostgreSQL gets in its own.
/// </para>
/// </remarks>
public sealed class Database : IDisposable
{
    readonly IEngine _engine;

    Database(IEngine engine) => _engine = engine;

    /// <summary>Opens a file, making it when it is not there.</summary>
    /// <exception cref="DbException">Not a database, or not accessible.</exception>
    public static Database OpenFile(string path, bool durable = false) => new(new SqliteEngine(path, durable));

    /// <summary>A database that lives as long as this object. It has one connection: a read within a write sees that write.</summary>
    public static Database OpenMemory() => new(new SqliteEngine(path: null, durable: false));

    /// <summary>A schema of a PostgreSQL database, made by the first migration. Several servers may have the same one open.</summary>
    /// <param name="connectionString">As Npgsql takes it. The database is encoded in UTF-8.</param>
    /// <param name="trusted">The only certificate that its server may show or be certified by, where the connection string asks for one; null: whatever this machine trusts.</param>
    /// <exception cref="InvalidDataException">No connection string.</exception>
    /// <exception cref="ArgumentException">No name that a schema may have.</exception>
    public static Database OpenPostgres(string connectionString, string schema, X509Certificate2? trusted = null) => new(new PostgresEngine(connectionString, schema, trusted));

    /// <summary>Takes such a schema away, with all that is in it.</summary>
    /// <exception cref="DbException">The database refused, or did not answer.</exception>
    public static void DropPostgres(string connectionString, string schema)
    {
        using var engine = new PostgresEngine(connectionString, schema);
        engine.Drop();
    }

    /// <summary>The tables of a service that is told by a file where they are: in PostgreSQL where there is that file, else in a file of SQLite's.</summary>
    /// <param name="told">What stands in it, in UTF-8: a connection string, and below it, where there is one, the certificate (PEM) to trust; null: there is none.</param>
    /// <param name="schema">In PostgreSQL.</param>
    /// <param name="dataFile">SQLite's.</param>
    /// <exception cref="InvalidDataException">No connection string stands there, or below it no certificate.</exception>
    /// <exception cref="DbException">Not a database, or not accessible.</exception>
    public static Database OpenAsTold(byte[]? told, string schema, Func<string> dataFile)
    {
        if (told is null)
            return OpenFile(dataFile());
        var text = Encoding.UTF8.GetString(told).Trim();
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? OpenPostgres(text, schema) : OpenPostgres(text[..end].Trim(), schema, ReadCertificate(text[end..]));
    }

    /// <summary>
    /// Brings an older database up to date: each step runs once, in order, all in one transaction. Steps are only ever added at the end.
    /// </summary>
    /// <exception cref="InvalidDataException">It was written by a newer KioskSim.</exception>
    public void Migrate(IReadOnlyList<string> steps) => Migrate([.. steps.Select(sql => new SchemaStep(sql))]);

    /// <inheritdoc cref="Migrate(IReadOnlyList{string})"/>
    public void Migrate(IReadOnlyList<SchemaStep> steps) => Write(connection =>
    {
        var done = _engine.Version(connection);
        if (done > steps.Count)
            throw new InvalidDataException(
                $"{_engine.Name} のデータは新しい版の形式（{done}）です。このプログラムは {steps.Count} までを扱います。新しい版を使ってください。 / "
                + $"{_engine.Name} has schema {done}; this program knows {steps.Count}. Use a newer KioskSim.");
        foreach (var step in steps.Skip(done))
        {
            connection.Execute(_engine.Schema(step.Sql));
            step.Then?.Invoke(connection);
        }

        if (done < steps.Count)
            _engine.SetVersion(connection, steps.Count);
    });

    /// <summary>Runs a transaction. An exception rolls it back whole.</summary>
    /// <exception cref="DbException">The database refused, or did not answer in time: nothing was written, unless only its last word was lost.</exception>
    public T Write<T>(Func<DbConnection, T> work) => _engine.Write(work);

    public void Write(Action<DbConnection> work) => Write(connection =>
    {
        work(connection);
        return 0;
    });

    /// <summary>Reads what is committed. It changes nothing and may be run again where a connection was lost.</summary>
    /// <exception cref="DbException">The database refused, or did not answer in time.</exception>
    public T Read<T>(Func<DbConnection, T> work) => _engine.Read(work);

    /// <summary>
    /// Where a table lies, as the database's server knows it: another word once it was read in from a dump, here or elsewhere. Empty: in a file, which does not know
    /// where it is.
    /// </summary>
    /// <param name="connection">Of a read or a write of this.</param>
    public string PlaceOf(DbConnection connection, string table) => _engine.PlaceOf(connection, table);

    /// <summary>Writes all that is committed into a new file that its owner alone can read, beside the writes that go on.</summary>
    /// <exception cref="IOException">There is such a file already, or no room.</exception>
    /// <exception cref="NotSupportedException">The tables are in PostgreSQL.</exception>
    public void CopyTo(string file) => _engine.CopyTo(file);

    /// <summary>The same tables for a program that ends before they do: disposed of, it reads and writes nothing more, and this does.</summary>
    public Database Share() => new(new SharedEngine(_engine));

    /// <summary>The statements that are kept compiled, for whoever wants to see how they are run; none on PostgreSQL, which keeps them itself.</summary>
    public IEnumerable<string> KeptStatements => _engine.KeptStatements;

    public void Dispose() => _engine.Dispose();

    static X509Certificate2 ReadCertificate(string pem)
    {
        try
        {
            return X509Certificate2.CreateFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new InvalidDataException("What stands below the connection string for PostgreSQL is no certificate (PEM).");
        }
    }
}
