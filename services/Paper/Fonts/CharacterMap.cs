namespace KioskSim.Paper.Fonts;

/// <summary>
/// Code point to glyph: the font's cmap formats 4 and 12. The basic plane is unfolded once into an array, since nearly every
/// character of a certificate is there; the planes above are searched where they lie.
/// </summary>
internal sealed class CharacterMap
{
    const int PlaneSize = 0x10000;

    readonly ushort[] _basic = new ushort[PlaneSize];
    readonly List<(int First, int Last, int Glyph)> _above = [];

    public CharacterMap(ReadOnlySpan<byte> cmap)
    {
        var (format4, format12) = (0, 0);
        for (var i = 0; i < cmap.U16(2); i++)
        {
            var at = cmap.U32(8 + 8 * i);
            switch (cmap.U16(at))
            {
                case 4: format4 = at; break;
                case 12: format12 = at; break;
                case 14: Sequences = at; break;
            }
        }

        if (format12 != 0)
            ReadGroups(cmap.From(format12));
        else if (format4 != 0)
            ReadSegments(cmap.From(format4));
        else
            throw new FontFileException("The font has no Unicode character map (cmap format 4 or 12).");
    }

    /// <summary>Where in the cmap table the variation sequences (format 14) begin; 0 when there are none.</summary>
    public int Sequences { get; }

    /// <summary>The glyph of a code point; 0 when the font does not have it.</summary>
    public ushort this[int scalar] => (uint)scalar < PlaneSize ? _basic[scalar] : Above(scalar);

    /// <summary>Every code point the font has a glyph for, in rising order.</summary>
    public IEnumerable<int> Scalars =>
        Enumerable.Range(0, PlaneSize).Where(c => _basic[c] != 0)
            .Concat(_above.SelectMany(g => Enumerable.Range(g.First, g.Last - g.First + 1)));

    ushort Above(int scalar)
    {
        var (low, high) = (0, _above.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, glyph) = _above[middle];
            if (scalar < first)
                high = middle - 1;
            else if (scalar > last)
                low = middle + 1;
            else
                return (ushort)(glyph + scalar - first);
        }

        return 0;
    }

    void ReadGroups(ReadOnlySpan<byte> table)
    {
        var count = table.U32(12);
        var groups = table.From(16);
        for (var (i, previous) = (0, -1); i < count; i++)
        {
            var (first, last, glyph) = (groups.U32(12 * i), groups.U32(12 * i + 4), groups.U32(12 * i + 8));
            if (first <= previous || last < first || last > 0x10FFFF || glyph > ushort.MaxValue - (last - first))
                throw OutOfOrder();
            previous = last;
            for (var c = first; c <= last && c < PlaneSize; c++)
                _basic[c] = (ushort)(glyph + c - first);
            if (last >= PlaneSize)
                _above.Add((Math.Max(first, PlaneSize), last, glyph + Math.Max(0, PlaneSize - first)));
        }
    }

    void ReadSegments(ReadOnlySpan<byte> table)
    {
        var twice = table.U16(6);
        var (ends, starts) = (14, 16 + twice);
        var (deltas, offsets) = (starts + twice, starts + 2 * twice);
        for (var (i, previous) = (0, -1); i < twice; i += 2)
        {
            var (first, last) = (table.U16(starts + i), table.U16(ends + i));
            if (first <= previous || last < first)
                throw OutOfOrder();
            previous = last;
            var (delta, offset) = (table.U16(deltas + i), table.U16(offsets + i));
            for (var c = first; c <= last && c != 0xFFFF; c++)
            {
                var glyph = offset == 0 ? c : table.U16(offsets + i + offset + 2 * (c - first));
                _basic[c] = glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
            }
        }
    }

    static FontFileException OutOfOrder() => new("The font file is broken: its character ranges are out of order.");
}
