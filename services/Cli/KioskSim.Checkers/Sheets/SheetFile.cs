using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KioskSim.Checkers.Sheets;

/// <summary>One side of a sheet as it was printed.</summary>
/// <param name="Issue">Number of the issue by the mark that machines read.</param>
/// <param name="Text">All that is written on it beside the form, in drawing order, in the form of <see cref="PlainText"/>.</param>
public sealed record Face(bool IsFront, int Sheet, int Of, string Issue, string Text);

/// <summary>
/// Reads a printed certificate without the code that made it or that lets it pass: the table of objects, the pages in their order, and what the
/// fonts' own tables say that the glyphs stand for.
/// </summary>
public static partial class SheetFile
{
    /// <exception cref="InvalidDataException">Not a file that our certificates could be in.</exception>
    public static IReadOnlyList<Face> Read(ReadOnlySpan<byte> pdf)
    {
        var file = Encoding.Latin1.GetString(pdf);
        try
        {
            var objects = ObjectsOf(file);
            var catalog = objects[Number(Root(), file[file.LastIndexOf("trailer", StringComparison.Ordinal)..])];
            var kids = Kids().Match(objects[Number(Pages(), catalog)]).Groups[1].Value;
            return [.. Reference().Matches(kids).Select(kid => ReadFace(objects, objects[Number(kid)]))];
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException("The file is not built as a certificate is.", e);
        }
    }

    static Face ReadFace(Dictionary<int, string> objects, string page)
    {
        var mark = Mark().Match(page);
        var fonts = Fonts().Matches(objects[Number(Resources(), page)]).ToDictionary(f => f.Groups[1].Value, f => Characters(objects, objects[Number(f, 2)]));
        var text = new StringBuilder();
        foreach (Match run in Runs().Matches(objects[Number(Contents(), page)]))
        {
            var font = fonts[run.Groups[1].Value];
            foreach (Match piece in Hex().Matches(run.Groups[2].Value))
            {
                for (var at = 0; at < piece.Groups[1].Length; at += 4)
                    text.Append(font[piece.Groups[1].Value.Substring(at, 4)]);
            }
        }

        return new Face(
            mark.Groups[4].Value == "Front", Int(mark.Groups[2]), Int(mark.Groups[3]), mark.Groups[1].Value, PlainText.Of(text.ToString()));
    }

    // What each code of a font stands for.
    static Dictionary<string, string> Characters(Dictionary<int, string> objects, string font)
    {
        var characters = new Dictionary<string, string>();
        foreach (Match entry in CodeOfCharacter().Matches(objects[Number(ToUnicode(), font)]))
            characters[entry.Groups[1].Value] = string.Concat(entry.Groups[2].Value.Chunk(4).Select(u => (char)Convert.ToUInt16(new string(u), 16)));
        return characters;
    }

    static Dictionary<int, string> ObjectsOf(string file)
    {
        var at = Number(StartOfTable(), file);
        var table = Table().Match(file, at);
        if (!table.Success || table.Index != at)
            throw new InvalidDataException("The file has no table of objects.");
        var offsets = OffsetInTable().Matches(table.Groups[1].Value).Select(o => int.Parse(o.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        return offsets.Index().Where(o => o.Item > 0).ToDictionary(o => o.Index, o => ObjectAt(file, o.Item));
    }

    // A stream is as long as it says: what is in it may look like anything.
    static string ObjectAt(string file, int at)
    {
        var end = file.IndexOf("endobj", at, StringComparison.Ordinal);
        var stream = Stream().Match(file, at, Math.Max(0, end - at));
        return stream.Success ? file[at..(stream.Index + stream.Length + Int(stream.Groups[1]))] : file[at..Math.Max(at, end)];
    }

    static int Number(Regex regex, string text) => Int(regex.Match(text).Groups[1]);

    static int Number(Match match, int group = 1) => Int(match.Groups[group]);

    static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\nstartxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"xref\n0 \d+\n((?:\d{10} \d{5} [nf] \n)+)")]
    private static partial Regex Table();

    [GeneratedRegex(@"(\d{10}) \d{5} [nf] \n")]
    private static partial Regex OffsetInTable();

    [GeneratedRegex(@"/Length (\d+) *>>stream\n")]
    private static partial Regex Stream();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/Kids\[([^\]]*)\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"/Resources (\d+) 0 R")]
    private static partial Regex Resources();

    [GeneratedRegex(@"/Contents (\d+) 0 R")]
    private static partial Regex Contents();

    [GeneratedRegex(@"/(F\d+) (\d+) 0 R")]
    private static partial Regex Fonts();

    [GeneratedRegex(@"/ToUnicode (\d+) 0 R")]
    private static partial Regex ToUnicode();

    [GeneratedRegex(@"<([0-9A-Fa-f]{4})><((?:[0-9A-Fa-f]{4})+)>")]
    private static partial Regex CodeOfCharacter();

    [GeneratedRegex(@"BT /(F\d+) [^\[]*\[([^\]]*)\]TJ")]
    private static partial Regex Runs();

    [GeneratedRegex(@"<([0-9A-Fa-f]+)>")]
    private static partial Regex Hex();

    [GeneratedRegex(@"/Issue\(([^)]*)\)/Sheet (\d+)/Of (\d+)/Side/(Front|Back)")]
    private static partial Regex Mark();
}
