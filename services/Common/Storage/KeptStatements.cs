using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace KioskSim.Storage;

/// <summary>
/// A connection that keeps statements as SQLite has compiled them: nearly all are a few texts that come again, and compiling one takes
/// longer than running it. For one thread at a time, as the connection under it is.
/// </summary>
sealed class KeptStatements(SqliteConnection connection) : DbConnection
{
    // Texts that hold a list of values come once only; they do not push out the others.
    const int MostTexts = 200;

    readonly Dictionary<string, Stack<SqliteCommand>> _idle = [];
    SqliteTransaction? _transaction;

    [AllowNull]
    public override string ConnectionString
    {
        get => connection.ConnectionString;
        set => connection.ConnectionString = value;
    }

    public override string Database => connection.Database;

    public override string DataSource => connection.DataSource;

    public override string ServerVersion => connection.ServerVersion;

    /// <summary>What is kept.</summary>
    public IReadOnlyCollection<string> Texts => _idle.Keys;

    public override ConnectionState State => connection.State;

    public override void Open() => connection.Open();

    public override void Close() => connection.Close();

    public override void ChangeDatabase(string databaseName) => connection.ChangeDatabase(databaseName);

    /// <summary>Runs a transaction that writes; an exception rolls it back.</summary>
    public T InTransaction<T>(Func<DbConnection, T> work)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        _transaction = transaction;
        try
        {
            var result = work(this);
            transaction.Commit();
            return result;
        }
        finally
        {
            _transaction = null;
        }
    }

    /// <summary>A statement to be run once, given back after it.</summary>
    public SqliteCommand Take(string text)
    {
        if (!_idle.TryGetValue(text, out var same) || !same.TryPop(out var command))
            command = new SqliteCommand(text, connection);
        command.Transaction = _transaction;
        return command;
    }

    public void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.TryGetValue(command.CommandText, out var same))
            same.Push(command);
        else if (_idle.Count < MostTexts)
            _idle.Add(command.CommandText, new Stack<SqliteCommand>([command]));
        else
            command.Dispose();
    }

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("Transactions are the engine's.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values.SelectMany(same => same))
                command.Dispose();
            _idle.Clear();
            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
