using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Printing;

/// <summary>
/// One character of a face put in another's place, in its size: what somebody does who alters a certificate and prints it again. The back,
/// sealed and signed, stays as it was: to alter it as well takes the city's key.
/// </summary>
/// <param name="Number">In <see cref="PrintFile.Characters"/>.</param>
/// <param name="Scalar">The code point put there.</param>
public sealed partial record AlteredCharacter(int Number, int Scalar)
{
    /// <summary>What the last character of a name becomes: one of its own kind, and none of those that are mistaken for each other.</summary>
    static readonly string[] Instead = ["美真優", "ミナヨ", "みなよ", "MNW", "mnw"];

    /// <summary>Changes the last character of a name, wherever the name stands.</summary>
    /// <param name="characters">Of the face.</param>
    /// <returns>Empty: the name does not stand there, or is written in characters that nothing is known to put in the place of.</returns>
    public static IReadOnlyList<AlteredCharacter> OfName(IReadOnlyList<int> characters, string name)
    {
        // Selectors and marks belong to their letter, which alone stands for a character of the face.
        var sought = name.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r) && Rune.GetUnicodeCategory(r) != UnicodeCategory.NonSpacingMark).Select(r => r.Value).ToArray();
        var written = characters.Index().Where(c => !IsSpace(c.Item)).ToArray();
        if (sought is [] || Other(sought[^1]) is not { } other)
            return [];
        return
        [
            .. Enumerable.Range(0, Math.Max(0, written.Length - sought.Length + 1))
                .Where(at => written.AsSpan(at, sought.Length).ToArray().Select(c => c.Item).SequenceEqual(sought))
                .Select(at => new AlteredCharacter(written[at + sought.Length - 1].Index, other)),
        ];
    }

    /// <summary>Changes the year of the first date of a Japanese era by four.</summary>
    /// <param name="characters">Of the face.</param>
    /// <returns>Empty: there is none.</returns>
    public static IReadOnlyList<AlteredCharacter> OfDate(IReadOnlyList<int> characters)
    {
        var written = characters.Index().Where(c => !IsSpace(c.Item) && c.Item is > 0 and <= char.MaxValue).ToArray();
        var date = Date().Match(string.Concat(written.Select(c => (char)c.Item)));
        if (!date.Success)
            return [];
        var (place, digit) = (date.Groups[1].Index + date.Groups[1].Length - 1, date.Groups[1].Value[^1] - '0');
        return [new AlteredCharacter(written[place].Index, (digit < 5 ? digit + 4 : digit - 4) + '0')];
    }

    /// <summary>The letter that is put there, of the fonts that everybody can have, at 600 dpi.</summary>
    internal static PlacedBitmap? Letter(int scalar, TypeSize type)
    {
        var found = FontSet.Shared.Find(scalar);
        return found.Exists ? GlyphCache.For(FontSet.Shared, SheetInk.Dpi)[found.Face, found.Glyph, type] : null;
    }

    static int? Other(int scalar)
    {
        var alike = scalar switch
        {
            >= 0x4E00 => Instead[0],
            >= 0x30A0 and < 0x3100 => Instead[1],
            >= 0x3040 and < 0x30A0 => Instead[2],
            >= 'A' and <= 'Z' => Instead[3],
            >= 'a' and <= 'z' => Instead[4],
            _ => null,
        };
        return alike?.First(c => c != scalar);
    }

    static bool IsSpace(int scalar) => scalar == 0 || Rune.IsValid(scalar) && Rune.GetUnicodeCategory(new Rune(scalar)) == UnicodeCategory.SpaceSeparator;

    [GeneratedRegex("(?:明治|大正|昭和|平成|令和)([0-9]+)年[0-9元]+月[0-9]+日")]
    private static partial Regex Date();
}
