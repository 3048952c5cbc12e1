using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters;

/// <summary>The few shapes of query the stores use.</summary>
static class Sql
{
    public static void Run(this SqliteConnection connection, string sql)
    {
        using var command = connection.Command(sql);
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; 0 when there is none.</summary>
    public static long Number(this SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        using var command = connection.Command(sql, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>Rows as they come: nothing is kept, and the reader closes when the caller stops.</summary>
    public static IEnumerable<T> Rows<T>(
        this SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        using var command = connection.Command(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateOnly Date(this SqliteDataReader row, int column) => StoredDate.From(row.GetInt32(column));

    public static DateOnly? DateOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Date(column);

    static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<object> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }
}

/// <summary>A date as the number 20261118: readable in any SQLite tool, sorted, and smaller than text.</summary>
static class StoredDate
{
    public static DateOnly From(int number) => new(number / 10_000, number / 100 % 100, number % 100);

    public static int Of(DateOnly date) => date.Year * 10_000 + date.Month * 100 + date.Day;
}
