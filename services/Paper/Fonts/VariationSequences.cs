namespace KioskSim.Paper.Fonts;

/// <summary>
/// Base character with variation selector to glyph: cmap format 14, read where it lies. A sequence in the font's default list is drawn
/// with the base character's own glyph and is as exact as one with a glyph of its own.
/// </summary>
internal static class VariationSequences
{
    const int RecordSize = 11;
    const int RangeSize = 4;
    const int MappingSize = 5;

    /// <summary>True for the selectors of Unicode: VS1 to VS16 and VS17 to VS256.</summary>
    public static bool IsSelector(int scalar) => scalar is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF;

    /// <param name="table">The format 14 subtable.</param>
    /// <returns>The glyph, or 0 when the font does not have the sequence.</returns>
    public static ushort Find(ReadOnlySpan<byte> table, CharacterMap characters, int scalar, int selector)
    {
        var count = table.U32(6);
        var record = LastNotAbove(table.From(10), count, RecordSize, selector);
        if (record < 0 || table.U24(10 + RecordSize * record) != selector)
            return 0;

        var defaults = table.U32(10 + RecordSize * record + 3);
        if (defaults != 0)
        {
            var ranges = table.From(defaults + 4);
            var range = LastNotAbove(ranges, table.U32(defaults), RangeSize, scalar);
            if (range >= 0 && scalar <= ranges.U24(RangeSize * range) + ranges.U8(RangeSize * range + 3))
                return characters[scalar];
        }

        var others = table.U32(10 + RecordSize * record + 7);
        if (others == 0)
            return 0;
        var mappings = table.From(others + 4);
        var mapping = LastNotAbove(mappings, table.U32(others), MappingSize, scalar);
        return mapping >= 0 && mappings.U24(MappingSize * mapping) == scalar ? (ushort)mappings.U16(MappingSize * mapping + 3) : (ushort)0;
    }

    /// <summary>Every sequence of the font, for those who want to try them all.</summary>
    public static IEnumerable<(int Scalar, int Selector)> All(ReadOnlyMemory<byte> table)
    {
        for (var i = 0; i < table.Span.U32(6); i++)
        {
            var record = 10 + RecordSize * i;
            var (selector, defaults, others) = (table.Span.U24(record), table.Span.U32(record + 3), table.Span.U32(record + 7));
            for (var r = 0; defaults != 0 && r < table.Span.U32(defaults); r++)
            {
                var at = defaults + 4 + RangeSize * r;
                var (first, more) = (table.Span.U24(at), table.Span.U8(at + 3));
                for (var scalar = first; scalar <= first + more; scalar++)
                    yield return (scalar, selector);
            }

            for (var m = 0; others != 0 && m < table.Span.U32(others); m++)
                yield return (table.Span.U24(others + 4 + MappingSize * m), selector);
        }
    }

    /// <summary>Records are sorted by the 24-bit number they begin with; -1 when all are above the key.</summary>
    static int LastNotAbove(ReadOnlySpan<byte> records, int count, int size, int key)
    {
        var (low, high) = (0, count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (records.U24(size * middle) <= key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }
}
