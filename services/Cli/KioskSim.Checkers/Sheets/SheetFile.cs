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
    /// <param name="pdf">Not written to while the faces are read.</param>
    /// <returns>None: it is no file that our certificates could be in.</returns>
    public static IReadOnlyList<Face> Read(ReadOnlyMemory<byte> pdf)
    {
        try
        {
            var objects = new SheetObjects(pdf);
            var catalog = objects[Number(Root(), objects.Trailer)];
            var kids = Kids().Match(objects[Number(Pages(), catalog)]).Groups[1].Value;
            return [.. Reference().Matches(kids).Select(kid => ReadFace(objects, objects[Number(kid)]))];
        }
        catch (Exception e) when (e is InvalidDataException or KeyNotFoundException or FormatException or ArgumentException or OverflowException)
        {
            return [];
        }
    }

    static Face ReadFace(SheetObjects objects, string page)
    {
        var mark = Mark().Match(page);
        var fonts = Fonts().Matches(objects[Number(Resources(), page)]).ToDictionary(f => f.Groups[1].Value, f => objects.CharactersOf(Number(f, 2)));
        var text = new StringBuilder();
        foreach (Match run in Runs().Matches(objects[Number(Contents(), page)]))
        {
            var font = fonts[run.Groups[1].Value];
            foreach (var piece in Hex().EnumerateMatches(run.Groups[2].ValueSpan))
            {
                var codes = run.Groups[2].ValueSpan.Slice(piece.Index + 1, piece.Length - 2);
                for (; !codes.IsEmpty; codes = codes[4..])
                    text.Append(font[ushort.Parse(codes[..4], NumberStyles.HexNumber, CultureInfo.InvariantCulture)]);
            }
        }

        return new Face(
            mark.Groups[4].Value == "Front", Int(mark.Groups[2]), Int(mark.Groups[3]), mark.Groups[1].Value, PlainText.Of(text.ToString()));
    }

    static int Number(Regex regex, string text) => Int(regex.Match(text).Groups[1]);

    static int Number(Match match, int group = 1) => Int(match.Groups[group]);

    static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

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

    [GeneratedRegex(@"BT /(F\d+) [^\[]*\[([^\]]*)\]TJ")]
    private static partial Regex Runs();

    [GeneratedRegex(@"<([0-9A-Fa-f]+)>")]
    private static partial Regex Hex();

    [GeneratedRegex(@"/Issue\(([^)]*)\)/Sheet (\d+)/Of (\d+)/Side/(Front|Back)")]
    private static partial Regex Mark();
}
