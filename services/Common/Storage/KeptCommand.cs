using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace KioskSim.Storage;

/// <summary>A command as its user sees it: made new, thrown away. What is compiled for its text is taken from the connection to run, and goes back there.</summary>
sealed class KeptCommand(KeptStatements connection) : DbCommand
{
    // Its text and parameters, which may still change; never run.
    readonly SqliteCommand _draft = new();
    SqliteCommand? _statement;

    [AllowNull]
    public override string CommandText
    {
        get => _draft.CommandText;
        set => _draft.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => _draft.CommandTimeout;
        set => _draft.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => _draft.CommandType;
        set => _draft.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command stays with its connection.");
    }

    protected override DbTransaction? DbTransaction { get; set; }

    protected override DbParameterCollection DbParameterCollection => _draft.Parameters;

    public override void Prepare() => Ready().Prepare();

    public override void Cancel() => _statement?.Cancel();

    public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready().ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
            _draft.Dispose();
        }

        base.Dispose(disposing);
    }

    SqliteCommand Ready()
    {
        if (_statement?.CommandText != CommandText)
            GiveBack();
        _statement ??= connection.Take(CommandText);
        _statement.CommandTimeout = CommandTimeout;
        _statement.Parameters.Clear();
        foreach (SqliteParameter parameter in _draft.Parameters)
            _statement.Parameters.Add(parameter);
        return _statement;
    }

    void GiveBack()
    {
        if (_statement is { } statement)
            connection.GiveBack(statement);
        _statement = null;
    }
}
