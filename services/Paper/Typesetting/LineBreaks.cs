namespace KioskSim.Paper.Typesetting;

/// <summary>
/// Where a line may end: between any two Japanese characters save those that cling to a neighbour, and after a space in Roman text.
/// </summary>
internal static class LineBreaks
{
    const string NeverFirst = "、。，．,.・：；:;？！?!ー―～」』）】〕〉》)]}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞヽヾ々〻";
    const string NeverLast = "「『（【〔〈《([{";

    /// <summary>Lines as ends of glyph ranges, none wider than the width; spaces at a line's end hang over.</summary>
    /// <param name="width">Thousandths of an em.</param>
    /// <returns>False when more lines than <paramref name="ends"/> holds would be needed.</returns>
    public static bool TryBreak(ReadOnlySpan<ShapedGlyph> glyphs, int width, Span<int> ends, out int count)
    {
        count = 0;
        var (start, best, pen) = (0, 0, 0);
        for (var i = 0; i < glyphs.Length; i++)
        {
            if (pen + glyphs[i].Advance > width && i > start && glyphs[i].Scalar != ' ')
            {
                if (count == ends.Length - 1)
                    return false;
                var end = best > start ? best : i;
                ends[count++] = end;
                (start, best, pen, i) = (end, end, 0, end - 1);
                continue;
            }

            pen += glyphs[i].Advance;
            if (i + 1 < glyphs.Length && MayBreak(glyphs[i], glyphs[i + 1]))
                best = i + 1;
        }

        ends[count++] = glyphs.Length;
        return true;
    }

    static bool MayBreak(ShapedGlyph before, ShapedGlyph after)
    {
        if (after.Scalar == ' ' || IsAny(NeverFirst, after.Scalar) || IsAny(NeverLast, before.Scalar))
            return false;
        return before.Scalar is ' ' or '-' || !(IsRoman(before.Scalar) && IsRoman(after.Scalar));
    }

    static bool IsAny(string set, int scalar) => scalar <= char.MaxValue && set.Contains((char)scalar);

    static bool IsRoman(int scalar) => scalar is > ' ' and < 0x2000;
}
