namespace KioskSim.Paper.Fonts;

/// <summary>
/// Base and combining mark to one designed glyph: the two-part ligatures of the font's GSUB feature ccmp. The IPA fonts list every kana
/// with U+3099 and U+309A here, those that have no code point of their own (か゚ of the nasal k) included.
/// </summary>
internal sealed class Compositions
{
    const int LigatureLookup = 4;

    readonly Dictionary<(ushort Base, ushort Mark), ushort> _glyphs = [];

    public Compositions(ReadOnlySpan<byte> gsub)
    {
        if (gsub.IsEmpty)
            return;
        var features = gsub.From(gsub.U16(6));
        var lookups = gsub.From(gsub.U16(8));
        for (var i = 0; i < features.U16(0); i++)
        {
            if (!features.Part(2 + 6 * i, 4).SequenceEqual("ccmp"u8))
                continue;
            var feature = features.From(features.U16(2 + 6 * i + 4));
            for (var l = 0; l < feature.U16(2); l++)
                ReadLookup(lookups.From(lookups.U16(2 + 2 * feature.U16(4 + 2 * l))));
        }
    }

    /// <returns>0 when the font has no glyph for the pair.</returns>
    public ushort this[ushort letter, ushort mark] => _glyphs.GetValueOrDefault((letter, mark));

    void ReadLookup(ReadOnlySpan<byte> lookup)
    {
        if (lookup.U16(0) != LigatureLookup)
            return;
        for (var i = 0; i < lookup.U16(4); i++)
        {
            var table = lookup.From(lookup.U16(6 + 2 * i));
            var bases = Covered(table.From(table.U16(2)));
            for (var b = 0; b < Math.Min(bases.Count, table.U16(4)); b++)
                ReadLigatures(bases[b], table.From(table.U16(6 + 2 * b)));
        }
    }

    void ReadLigatures(ushort letter, ReadOnlySpan<byte> set)
    {
        for (var i = 0; i < set.U16(0); i++)
        {
            var ligature = set.From(set.U16(2 + 2 * i));
            if (ligature.U16(2) == 2)
                _glyphs.TryAdd((letter, (ushort)ligature.U16(4)), (ushort)ligature.U16(0));
        }
    }

    static List<ushort> Covered(ReadOnlySpan<byte> coverage)
    {
        var (format, count) = (coverage.U16(0), coverage.U16(2));
        var glyphs = new List<ushort>();
        for (var i = 0; i < count; i++)
        {
            if (format == 1)
            {
                glyphs.Add((ushort)coverage.U16(4 + 2 * i));
                continue;
            }

            for (var glyph = coverage.U16(4 + 6 * i); glyph <= coverage.U16(4 + 6 * i + 2); glyph++)
                glyphs.Add((ushort)glyph);
            if (glyphs.Count > ushort.MaxValue)
                throw new FontFileException("The font file is broken: a coverage table overlaps itself.");
        }

        return glyphs;
    }
}
