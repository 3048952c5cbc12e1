using System.Runtime.InteropServices;
using System.Text;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Typesetting;

/// <summary>
/// Lines of a text that is counted in cells, a letter each, as the form of a family register counts it. No font is asked, so sheets can
/// be counted without one. A letter of the fonts is an em wide or less, Œ alone a little more: a line is never drawn much smaller to fit.
/// </summary>
internal static class CellLines
{
    const int Cell = 1000;

    /// <returns>At least one line; spaces at the ends of lines are gone.</returns>
    public static IReadOnlyList<string> Break(string text, int cells)
    {
        if (text.Length <= cells)
            return [Trimmed(text)];
        var letters = new List<ShapedGlyph>(text.Length);
        var starts = new List<int>(text.Length + 1);
        for (var at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var belongsToLetter = VariationSequences.IsSelector(rune.Value) || CombiningMarks.Contains(rune.Value);
            if (letters.Count == 0 || !belongsToLetter)
            {
                letters.Add(new ShapedGlyph(0, 0, Cell, rune.Value, 0));
                starts.Add(at);
            }

            at += length;
        }

        starts.Add(text.Length);
        var ends = new int[letters.Count + 1];
        LineBreaks.TryBreak(CollectionsMarshal.AsSpan(letters), cells * Cell, ends, out var count);
        var lines = new string[count];
        for (var (line, first) = (0, 0); line < count; first = ends[line++])
            lines[line] = Trimmed(text[starts[first]..starts[ends[line]]]);
        return lines;
    }

    static string Trimmed(string line) => line.Trim(' ', '\u3000');
}
