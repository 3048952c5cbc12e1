using System.Text;
using System.Text.Json.Nodes;
using KioskSim.BaseRegisters.Feed;
using KioskSim.BaseRegisters.Feed.Files;
using KioskSim.Domain.Values;
using KioskSim.World.Places;

namespace KioskSim.World.Tests.Feeds;

/// <summary>A good file of one register and how it is read, whatever its entries are.</summary>
public sealed class FeedSample
{
    readonly Func<Stream, IEnumerable<(int Line, byte[]? Rewritten, string? Reason)>> _read;
    readonly bool _json;

    FeedSample(byte[] file, bool json, Func<Stream, IEnumerable<(int, byte[]?, string?)>> read) => (File, _json, _read) = (file, json, read);

    public byte[] File { get; }

    public bool HasHeader => !_json;

    /// <summary>Rows as they are read; of a good one the line that its entry is written as.</summary>
    public List<(int Line, byte[]? Rewritten, string? Reason)> Read(byte[] file) => [.. _read(new MemoryStream(file))];

    /// <summary>Whether a line says what an entry holds; how it is spaced and quoted is no matter.</summary>
    public bool SaysTheSame(ReadOnlySpan<byte> line, byte[] rewritten)
    {
        var (said, held) = (Encoding.UTF8.GetString(line), Encoding.UTF8.GetString(rewritten));
        return _json ? JsonNode.DeepEquals(WithoutNothing(JsonNode.Parse(said)), WithoutNothing(JsonNode.Parse(held))) : Unquoted(said) == Unquoted(held);
    }

    /// <param name="register">As the command calls them.</param>
    public static FeedSample Of(MadeWorld world, string register, int rows)
    {
        var code = Prefecture.Cities[1].Code;
        using var folder = world.Open();
        return register switch
        {
            "residents" => Make(new HouseholdFile(), code, folder.Register(code).Entries().Take(rows), json: true),
            "seals" => Make(new SealFile(), code, folder.Register(code).Seals().Take(rows), json: false),
            "taxes" => Make(new TaxFile(), code, folder.Taxes(code).Entries().Take(rows), json: false),
            _ => Make(new FamilyRegisterFile(), code, folder.FamilyRegisters(code).Registers().Take(rows), json: true),
        };
    }

    static FeedSample Make<T>(FeedFormat<T> format, MunicipalityCode code, IEnumerable<T> entries, bool json)
        where T : class
    {
        return new(Write(code, entries), json, stream => format.Read(stream).Select(Rewrite));

        byte[] Write(MunicipalityCode city, IEnumerable<T> some)
        {
            using var stream = new MemoryStream();
            format.Write(stream, city, some);
            return stream.ToArray();
        }

        (int, byte[]?, string?) Rewrite(FileRow<T> row) => row.Entry is { } entry
            ? (row.Line, LastLine(Write(row.Municipality, [entry])), row.Reason)
            : (row.Line, null, row.Reason);
    }

    static byte[] LastLine(byte[] file) => file[(file.AsSpan(..^1).LastIndexOf((byte)'\n') + 1)..^1];

    // A field that is null, empty, or a list of nothing says as much as one that is not there.
    static JsonNode? WithoutNothing(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToList())
                {
                    if (WithoutNothing(value) is null or JsonArray { Count: 0 } || (value is JsonValue text && text.ToJsonString() == "\"\""))
                        fields.Remove(name);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                    WithoutNothing(item);
                break;
        }

        return node;
    }

    static string Unquoted(string line) => line.Replace("\"", "", StringComparison.Ordinal);
}
