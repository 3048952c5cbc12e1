using System.Collections.Frozen;
using System.Text.Json;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Callers;

/// <summary>A row as it stands in the file: one caller, one service, some of its methods, and the approval that lets it (000-02).</summary>
public sealed record CallerRow(string Zone, string Caller, string Service, IReadOnlyList<string> Methods, string Approval);

/// <summary>
/// Who may call what. No row: refused. Names that no zone, party or service has are errors at start, so that a slip of the pen closes
/// a line instead of leaving a row without effect.
/// </summary>
public sealed class CallerTable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    readonly FrozenSet<(Zone, string Role, string Method)> _cells;

    CallerTable(IReadOnlyList<CallerRow> rows, FrozenSet<(Zone, string, string)> cells)
    {
        Rows = rows;
        _cells = cells;
    }

    public IReadOnlyList<CallerRow> Rows { get; }

    /// <param name="method">As on the wire: <c>/package.Service/Method</c>.</param>
    public bool Allows(Caller caller, string method) => _cells.Contains((caller.Zone, caller.Role, method));

    /// <summary>The table that comes with KioskSim.</summary>
    public static CallerTable Default => LazyDefault.Value;

    static readonly Lazy<CallerTable> LazyDefault = new(ReadDefault);

    static CallerTable ReadDefault()
    {
        using var stream = typeof(CallerTable).Assembly.GetManifestResourceStream("callers.json")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), "callers.json", HopTable.All);
    }

    /// <param name="json">The table.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="hops">Every method there is.</param>
    /// <exception cref="CallerTableException">Unreadable, an unknown name, a row without approval; says which row.</exception>
    public static CallerTable Parse(string json, string file, HopTable hops)
    {
        var rows = ReadRows(json, file);
        var cells = new HashSet<(Zone, string, string)>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            CallerTableException Wrong(string what) => new($"{file}, row {i + 1} ({row.Caller} → {row.Service}): {what}");

            if (!ZoneNames.TryParse(row.Zone, out var zone))
                throw Wrong($"there is no zone '{row.Zone}'; zones are {string.Join(", ", ZoneNames.All.Select(z => z.Name()))}.");
            if (!Party.All.Contains(row.Caller))
                throw Wrong($"there is no caller '{row.Caller}'; callers are {string.Join(", ", Party.All)}.");
            if (string.IsNullOrWhiteSpace(row.Approval))
                throw Wrong("cite the approval that allows it.");
            if (row.Methods.Count == 0)
                throw Wrong("name at least one method.");
            foreach (var method in row.Methods)
            {
                var path = $"/{row.Service}/{method}";
                if (!hops.Knows(path))
                    throw Wrong($"there is no method '{method}' of that service.");
                if (!cells.Add((zone, row.Caller, path)))
                    throw Wrong($"'{method}' is allowed twice.");
            }
        }

        return new CallerTable(rows, cells.ToFrozenSet());
    }

    // One by one, so that an error says which row it is in.
    static List<CallerRow> ReadRows(string json, string file)
    {
        var rows = new List<CallerRow>();
        try
        {
            foreach (var row in JsonSerializer.Deserialize<List<JsonElement>>(json, Json) ?? [])
                rows.Add(row.Deserialize<CallerRow>(Json) ?? throw new JsonException("There is nothing in it."));
            return rows;
        }
        catch (JsonException e)
        {
            throw new CallerTableException($"{file}, row {rows.Count + 1}: {e.Message}");
        }
    }
}

/// <summary>The caller table cannot be used; nothing starts. The message says which row and why.</summary>
public sealed class CallerTableException(string message) : ConfigurationException(message);
