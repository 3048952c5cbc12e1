using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KioskSim.Checkers.Sheets;

/// <summary>
/// The numbered objects of a file, each read when it is asked for: most of a file is the form and its fonts, which say nothing of whose it is.
/// </summary>
/// <exception cref="InvalidDataException">The file has no table of objects.</exception>
sealed partial class SheetObjects
{
    // What stands behind the table of objects, and an object before its stream, are far shorter than this.
    const int End = 1024;

    readonly ReadOnlyMemory<byte> _pdf;
    readonly int[] _offsets;
    readonly Dictionary<int, Dictionary<ushort, string>> _fonts = [];

    public SheetObjects(ReadOnlyMemory<byte> pdf)
    {
        _pdf = pdf;
        var end = Latin(Math.Max(0, pdf.Length - End), pdf.Length);
        var at = Int(StartOfTable().Match(end).Groups[1]);
        if (at > pdf.Length || Table().Match(Latin(at, pdf.Length)) is not { Success: true } table)
            throw new InvalidDataException("The file has no table of objects.");
        _offsets = [.. OffsetInTable().Matches(table.Groups[1].Value).Select(o => Int(o.Groups[1]))];
        Trailer = end[Math.Max(0, end.LastIndexOf("trailer", StringComparison.Ordinal))..];
    }

    /// <summary>What the file says of itself last.</summary>
    public string Trailer { get; }

    /// <exception cref="KeyNotFoundException">There is none of that number.</exception>
    public string this[int number] => number > 0 && number < _offsets.Length ? ObjectAt(_offsets[number]) : throw new KeyNotFoundException($"There is no object {number}.");

    /// <summary>What each code of a font stands for.</summary>
    public Dictionary<ushort, string> CharactersOf(int font)
    {
        if (_fonts.TryGetValue(font, out var known))
            return known;
        var characters = new Dictionary<ushort, string>();
        foreach (Match entry in CodeOfCharacter().Matches(this[Int(ToUnicode().Match(this[font]).Groups[1])]))
            characters[Hex(entry.Groups[1].ValueSpan)] = Units(entry.Groups[2].ValueSpan);
        return _fonts[font] = characters;
    }

    // A stream is as long as it says: what is in it may look like anything.
    string ObjectAt(int at)
    {
        if (at > _pdf.Length)
            throw new InvalidDataException("The table of objects points behind the file.");
        var ends = _pdf.Span[at..].IndexOf("endobj"u8);
        if (ends < 0)
            return "";
        var head = Latin(at, at + Math.Min(ends, End));
        return Stream().Match(head) is { Success: true } stream ? Latin(at, at + stream.Index + stream.Length + Int(stream.Groups[1])) : Latin(at, at + ends);
    }

    string Latin(int from, int to) => Encoding.Latin1.GetString(_pdf.Span[from..to]);

    static string Units(ReadOnlySpan<char> digits)
    {
        Span<char> units = stackalloc char[digits.Length / 4];
        for (var i = 0; i < units.Length; i++)
            units[i] = (char)Hex(digits.Slice(4 * i, 4));
        return new string(units);
    }

    static ushort Hex(ReadOnlySpan<char> digits) => ushort.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\nstartxref\n(\d+)\n%%EOF\n$")]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"^xref\n0 \d+\n((?:\d{10} \d{5} [nf] \n)+)")]
    private static partial Regex Table();

    [GeneratedRegex(@"(\d{10}) \d{5} [nf] \n")]
    private static partial Regex OffsetInTable();

    [GeneratedRegex(@"/Length (\d+) *>>stream\n")]
    private static partial Regex Stream();

    [GeneratedRegex(@"/ToUnicode (\d+) 0 R")]
    private static partial Regex ToUnicode();

    [GeneratedRegex(@"<([0-9A-Fa-f]{4})><((?:[0-9A-Fa-f]{4})+)>")]
    private static partial Regex CodeOfCharacter();
}
