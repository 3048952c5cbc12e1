using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KioskSim.Storage;

/// <summary>One file, or memory. Writes go over one connection; reads run beside them (WAL).</summary>
sealed class SqliteEngine : IEngine
{
    // Some hundred pages at a time.
    const int WritesAFold = 250;

    // Pages at which a write folds the log itself, because nobody has come to it beside the writes.
    const int LongestLog = 8000;

    // KiB. A whole register that comes in touches its indexes all over.
    const int WriterCache = 65_536;

    readonly string _connectionString;
    readonly bool _inMemory;
    readonly bool _durable;
    readonly KeptStatements _writer;
    readonly ConcurrentBag<KeptStatements> _idleReaders = [];
    readonly Lock _writing = new();
    Task _fold = Task.CompletedTask;
    int _writes;
    volatile bool _disposed;

    static SqliteEngine() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    /// <param name="path">Null: memory.</param>
    /// <exception cref="SqliteException">Not a database, or not accessible.</exception>
    public SqliteEngine(string? path, bool durable)
    {
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path ?? ":memory:", Pooling = false }.ToString();
        (_inMemory, _durable) = (path is null, durable);
        _writer = Connect();
        _writer.Execute($"PRAGMA cache_size = -{WriterCache}");
    }

    public string Name => _writer.DataSource;

    public IEnumerable<string> KeptStatements => _idleReaders.Append(_writer).SelectMany(c => c.Texts).Distinct();

    public T Write<T>(Func<DbConnection, T> work)
    {
        lock (_writing)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Database));
            var result = _writer.InTransaction(work);
            if (!_inMemory && ++_writes % WritesAFold == 0)
                Rest();
            return result;
        }
    }

    // Pages that were touched are not kept until the cache is full: a day touches them all, and the kernel has them anyway.
    void Rest()
    {
        _writer.Execute("PRAGMA shrink_memory");
        if (_fold.IsCompleted)
            _fold = Task.Run(Fold);
    }

    // What was written goes from the log to the tables, and both to the disk: beside the writes, which need not wait for that.
    void Fold()
    {
        try
        {
            Read(c => c.Execute("PRAGMA wal_checkpoint(PASSIVE)"));
        }
        catch (SqliteException)
        {
            // The log stays as it is; the write that folds it next says why it cannot.
        }
        catch (ObjectDisposedException)
        {
            // The last connection to close folds it.
        }
    }

    // Memory has one connection only.
    public T Read<T>(Func<DbConnection, T> work)
    {
        if (_inMemory)
            return _writing.IsHeldByCurrentThread ? work(_writer) : Write(work);
        ObjectDisposedException.ThrowIf(_disposed, typeof(Database));
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

    public int Version(DbConnection connection) => connection.QuerySingle<int>("PRAGMA user_version");

    public void SetVersion(DbConnection connection, int version) => connection.Execute($"PRAGMA user_version = {version}");

    public string PlaceOf(DbConnection connection, string table) => "";

    // Into an empty file, so that nobody else may read it while it grows.
    public void CopyTo(string file)
    {
        new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
        Read(c => c.Execute("VACUUM INTO @file", new { file }));
    }

    public string Schema(string step) => step;

    public void Dispose()
    {
        lock (_writing)
            _disposed = true;
        _fold.Wait();
        lock (_writing)
        {
            _writer.Dispose();
            while (_idleReaders.TryTake(out var reader))
                reader.Dispose();
        }
    }

    KeptStatements Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            connection.Execute($"""
                PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = WAL;
                PRAGMA wal_autocheckpoint = {LongestLog};
                PRAGMA synchronous = {(_durable ? "FULL" : "NORMAL")};
                PRAGMA foreign_keys = ON;
                """);
            return new KeptStatements(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
