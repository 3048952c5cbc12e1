using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;

namespace KioskSim.Storage;

/// <summary>
/// One SQLite file (or memory) of one service. Writes go one after another over one connection, each in a transaction of its own;
/// reads run beside them (WAL).
/// </summary>
/// <remarks>
/// What is committed survives the death of the process. It survives a power cut of the machine only with <c>durable</c>, which costs
/// a disk flush for every write.
/// </remarks>
public sealed class Database : IDisposable
{
    readonly string _connectionString;
    readonly bool _inMemory;
    readonly bool _durable;
    readonly SqliteConnection _writer;
    readonly ConcurrentBag<SqliteConnection> _idleReaders = [];
    readonly Lock _writing = new();
    volatile bool _disposed;

    Database(string connectionString, bool inMemory, bool durable)
    {
        _connectionString = connectionString;
        _inMemory = inMemory;
        _durable = durable;
        _writer = Connect();
    }

    /// <summary>Opens a file, making it when it is not there.</summary>
    /// <exception cref="SqliteException">Not a database, or not accessible.</exception>
    public static Database OpenFile(string path, bool durable = false) =>
        new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString(), inMemory: false, durable);

    /// <summary>A database that lives as long as this object.</summary>
    public static Database OpenMemory() => new("Data Source=:memory:", inMemory: true, durable: false);

    /// <summary>
    /// Brings an older file up to date: each step runs once, in order, in a transaction. Steps are only ever added at the end.
    /// </summary>
    /// <exception cref="InvalidOperationException">The file was written by a newer KioskSim.</exception>
    public void Migrate(IReadOnlyList<string> steps) => Write(connection =>
    {
        var done = connection.QuerySingle<int>("PRAGMA user_version");
        if (done > steps.Count)
            throw new InvalidOperationException($"{_writer.DataSource} has schema {done}; this program knows {steps.Count}. Use a newer KioskSim.");
        foreach (var step in steps.Skip(done))
            connection.Execute(step);
        connection.Execute($"PRAGMA user_version = {steps.Count}");
    });

    /// <summary>Runs a transaction. An exception rolls it back whole.</summary>
    public T Write<T>(Func<SqliteConnection, T> work)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            using var transaction = _writer.BeginTransaction(deferred: false);
            var result = work(_writer);
            transaction.Commit();
            return result;
        }
    }

    public void Write(Action<SqliteConnection> work) => Write(connection =>
    {
        work(connection);
        return 0;
    });

    /// <summary>Reads what is committed; memory has one connection only, so that there a read within a write sees that write.</summary>
    public T Read<T>(Func<SqliteConnection, T> work)
    {
        if (_inMemory)
            return _writing.IsHeldByCurrentThread ? work(_writer) : Write(work);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_idleReaders.TryTake(out var reader))
            reader = Connect();
        try
        {
            return work(reader);
        }
        finally
        {
            if (_disposed)
                reader.Dispose();
            else
                _idleReaders.Add(reader);
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _disposed = true;
            _writer.Dispose();
            while (_idleReaders.TryTake(out var reader))
                reader.Dispose();
        }
    }

    SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute($"""
                PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(_durable ? "FULL" : "NORMAL")};
                PRAGMA foreign_keys = ON;
                """);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
