using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>What a JSON line is made of. Fields have the names of the city core's messages; what a field's absence means, its reader says.</summary>
abstract record JsonFields
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

/// <summary>Strict JSON, one value a line: no field twice, none unknown, no text for a number.</summary>
static partial class JsonLine
{
    static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    static readonly HashSet<string> Names =
    [
        .. typeof(JsonFields).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JsonFields))).SelectMany(t => t.GetProperties())
            .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)),
    ];

    /// <exception cref="RowException">Not JSON of this form.</exception>
    public static T Read<T>(ReadOnlySpan<byte> line)
        where T : JsonFields
    {
        try
        {
            return Known(JsonSerializer.Deserialize<T>(line, Strict), "the row");
        }
        catch (JsonException wrong) // inside it another one: the text is not JSON at all
        {
            throw new RowException(wrong.InnerException is not JsonException && Field(wrong.Path) is { } field ? $"{field} is of a wrong type, or given twice" : "is not JSON of one row");
        }
    }

    public static byte[] Write<T>(T line)
        where T : JsonFields => JsonSerializer.SerializeToUtf8Bytes(line, Strict);

    /// <param name="field">What the fields belong to, for the reason.</param>
    /// <exception cref="RowException">There is nothing, or a field that nobody knows, whose name is not repeated: it may be anything.</exception>
    public static T Known<T>(T? fields, string field)
        where T : JsonFields =>
        fields is null ? throw new RowException($"{field} is missing")
        : fields.Unknown is { Count: > 0 } ? throw new RowException($"{field} has a column that is unknown")
        : fields;

    public static IReadOnlyList<T> List<T>(List<T?>? items, string field)
        where T : JsonFields => items is null ? [] : [.. items.Select((item, at) => Known(item, $"{field}[{at}]"))];

    // $.members[2].birth_date becomes members[2].birth_date; a name that is none of ours may be anything, and is not repeated.
    static string? Field(string? path) =>
        path is ['$', '.', .. var field] && Name().Matches(field).All(n => Names.Contains(n.Value)) ? field : null;

    [GeneratedRegex(@"[^.\[\]]*[^.\[\]\d][^.\[\]]*")]
    private static partial Regex Name();
}
