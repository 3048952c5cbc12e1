using System.Collections.Concurrent;
using Dapper;
using KioskSim.Storage;

namespace KioskSim.Fixtures.Postgres;

/// <summary>A schema of PostgreSQL that no other test uses at the time. Without a server the test is skipped, and says why.</summary>
public sealed class PostgresTables : IDisposable
{
    // Making the tables takes a tenth of a second: a schema whose test is over is emptied and given to another.
    static readonly ConcurrentBag<string> Idle = [];
    static int _made;

    readonly string _schema;
    bool _isGone;

    public PostgresTables()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        _schema = Idle.TryTake(out var emptied) ? emptied : $"test_{Interlocked.Increment(ref _made)}";
    }

    /// <summary>Opens the tables; once more, as another server would.</summary>
    public Database Open() => Database.OpenPostgres(PostgresServer.Shared.ConnectionString, _schema);

    /// <summary>What pg_dump makes of the tables, in its own format, while others write.</summary>
    public byte[] Dump() => PostgresServer.Shared.Dump(_schema);

    /// <summary>The tables are gone, and what pg_restore makes of a dump is in their place.</summary>
    public void ReadBack(byte[] dump)
    {
        Database.DropPostgres(PostgresServer.Shared.ConnectionString, _schema);
        PostgresServer.Shared.Restore(dump);
    }

    /// <summary>The tables are gone, while they are open. Nobody else may drop one: the schema is given to another test.</summary>
    public void Drop()
    {
        Database.DropPostgres(PostgresServer.Shared.ConnectionString, _schema);
        _isGone = true;
    }

    public void Dispose()
    {
        if (_isGone)
            return;
        using var database = Open();
        database.Write(c =>
        {
            // The names of tables that refer to others come later than theirs.
            foreach (var table in c.Query<string>(
                "SELECT tablename FROM pg_tables WHERE schemaname = @schema AND tablename <> 'schema_version' ORDER BY tablename DESC", new { schema = _schema }))
                c.Execute($"DELETE FROM {table}");
        });
        Idle.Add(_schema);
    }
}
