using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace KioskSim.BaseRegisters;

/// <summary>
/// One prepared INSERT, fed column by column. Straight on SQLite's own interface: a million people have thirty million columns, and
/// boxing each into a parameter object takes longer than storing it.
/// </summary>
sealed class Insert : IDisposable
{
    readonly SqliteConnection _connection;
    readonly sqlite3_stmt _statement;
    readonly int _columns;
    int _column;

    public Insert(SqliteConnection connection, string table, int columns)
    {
        (_connection, _columns) = (connection, columns);
        var sql = $"INSERT INTO {table} VALUES ({string.Join(',', Enumerable.Repeat('?', columns))})";
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement));
    }

    public Insert Add(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_column, value));
        return this;
    }

    public Insert Add(string? value)
    {
        if (value is null)
            return Null();
        if (value.Length == 0)
        {
            Check(raw.sqlite3_bind_text(_statement, ++_column, "")); // an empty span is a null pointer, which SQLite takes for NULL
            return this;
        }

        Span<byte> utf8 = value.Length <= 256 ? stackalloc byte[value.Length * 3] : new byte[value.Length * 3];
        var length = Encoding.UTF8.GetBytes(value, utf8);
        Check(raw.sqlite3_bind_text(_statement, ++_column, utf8[..length]));
        return this;
    }

    public Insert Add(DateOnly? date) => date is { } day ? Add(StoredDate.Of(day)) : Null();

    public Insert Add(bool value) => Add(value ? 1 : 0);

    /// <summary>Stores the row. Every column must have been added.</summary>
    /// <exception cref="SqliteException">The row contradicts the table: a number given twice, for one.</exception>
    public void Run()
    {
        if (_column != _columns)
            throw new InvalidOperationException($"The row has {_columns} columns; {_column} were given.");
        _column = 0;
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
            Check(result);
    }

    public void Dispose() => _statement.Dispose();

    Insert Null()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_column));
        return this;
    }

    void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
