using System.Text;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>
/// Comma-separated fields of one line (RFC 4180), but that no field spans lines: a quote that is left open is the fault of its own line.
/// </summary>
static class Csv
{
    /// <param name="count">How many fields there must be.</param>
    /// <exception cref="RowException">Quotes in the wrong place, or another number of fields.</exception>
    public static string[] Split(string line, int count)
    {
        List<string> fields = [];
        for (var at = 0; ; at++)
        {
            fields.Add(at < line.Length && line[at] == '"' ? Quoted(line, ref at) : Plain(line, ref at));
            if (at == line.Length)
                break;
            if (line[at] != ',')
                throw new RowException("has a quote in the wrong place");
        }

        return fields.Count == count ? [.. fields] : throw new RowException($"has {fields.Count} columns where there are {count}");
    }

    public static string Join(params IEnumerable<string> fields) => string.Join(',', fields.Select(Field));

    static string Plain(string line, ref int at)
    {
        var end = line.IndexOf(',', at) is var comma and >= 0 ? comma : line.Length;
        var field = line[at..end];
        at = end;
        return field.Contains('"') ? throw new RowException("has a quote in the wrong place") : field;
    }

    static string Quoted(string line, ref int at)
    {
        var field = new StringBuilder();
        while (true)
        {
            var end = line.IndexOf('"', at + 1);
            if (end < 0)
                throw new RowException("has a quote that is not closed");
            field.Append(line, at + 1, end - at - 1);
            at = end + 1;
            if (at == line.Length || line[at] != '"')
                return field.ToString();
            field.Append('"');
        }
    }

    static string Field(string text) => text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
}
