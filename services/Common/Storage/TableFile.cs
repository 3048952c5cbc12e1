using System.Data;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace KioskSim.Storage;

/// <summary>
/// Rows of tables as a file, whichever database they come from and go to: what a service has when it begins. JSON, a value a line: an object names a table
/// and its columns, the arrays after it are its rows. Bytes are in base64.
/// </summary>
public static class TableFile
{
    enum Content
    {
        Number,
        Text,
        Bytes,
    }

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    sealed record Heading(string Table, IReadOnlyList<Column> Columns);

    sealed record Column(string Name, Content Content);

    /// <summary>Writes all rows.</summary>
    /// <param name="tables">In an order in which no row refers to one that comes later.</param>
    public static void Save(Database database, IReadOnlyList<string> tables, Stream file) => database.Read(connection =>
    {
        using var text = new StreamWriter(file, leaveOpen: true);
        foreach (var table in tables)
            Save(connection, table, text);
        return 0;
    });

    /// <summary>Takes over all rows, or none: where one of the tables has rows already. Of several servers that would at the same time, one does.</summary>
    /// <param name="tables">Those that there are to be in the file, and no others.</param>
    /// <returns>Whether they were taken over.</returns>
    /// <exception cref="InvalidDataException">No such file.</exception>
    public static bool TryFill(Database database, IReadOnlyList<string> tables, Stream file) => database.Write(connection =>
    {
        if (tables.Any(table => !IsEmpty(connection, table)))
            return false;
        using var text = new StreamReader(file, leaveOpen: true);
        var line = text.ReadLine();
        while (line is not null)
        {
            var heading = Parse<Heading>(line);
            if (!tables.Contains(heading.Table))
                throw new InvalidDataException($"'{heading.Table}' is none of the tables {string.Join(", ", tables)}.");
            Addition(heading).Run(connection, Rows(heading));
        }

        return true;

        IEnumerable<object?[]> Rows(Heading heading)
        {
            while ((line = text.ReadLine()) is ['[', ..])
                yield return Row(heading, Parse<JsonElement[]>(line));
        }
    });

    static void Save(DbConnection connection, string table, StreamWriter text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(i => new Column(reader.GetName(i), ContentOf(reader.GetFieldType(i)))).ToList();
        text.WriteLine(JsonSerializer.Serialize(new Heading(table, columns), Json));
        var row = new object?[columns.Count];
        while (reader.Read())
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            text.WriteLine(JsonSerializer.Serialize(row, Json));
        }
    }

    static bool IsEmpty(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT 1 FROM {table} LIMIT 1";
        return command.ExecuteScalar() is null;
    }

    static Statement Addition(Heading heading)
    {
        var (names, places) = (heading.Columns.Select(c => $"\"{c.Name}\""), heading.Columns.Select((_, i) => $"${i + 1}"));
        return new Statement(
            $"INSERT INTO {heading.Table} ({string.Join(", ", names)}) VALUES ({string.Join(", ", places)})",
            [.. heading.Columns.Select(c => c.Content switch { Content.Number => DbType.Int64, Content.Text => DbType.String, _ => DbType.Binary })]);
    }

    static object?[] Row(Heading heading, JsonElement[] values) => values.Length == heading.Columns.Count
        ? [.. values.Zip(heading.Columns, (value, column) => Value(value, column.Content))]
        : throw new InvalidDataException($"A row of {heading.Table} has {values.Length} values for {heading.Columns.Count} columns.");

    static object? Value(JsonElement value, Content content) => value.ValueKind == JsonValueKind.Null ? null : content switch
    {
        Content.Number => value.GetInt64(),
        Content.Text => value.GetString(),
        _ => value.GetBytesFromBase64(),
    };

    static Content ContentOf(Type type) =>
        type == typeof(long) ? Content.Number : type == typeof(string) ? Content.Text : type == typeof(byte[]) ? Content.Bytes
        : throw new NotSupportedException($"A column holds {type.Name}; there are whole numbers, text and bytes.");

    static T Parse<T>(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json) ?? throw new InvalidDataException("A line says nothing.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"These are no rows of tables: {e.Message}", e);
        }
    }
}
