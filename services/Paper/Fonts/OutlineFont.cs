using System.Text;
using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Fonts;

/// <summary>
/// What of a TrueType file draws: glyphs by their number, their widths and outlines. A font within a PDF has no more than that. Immutable
/// after opening and safe to share between threads. Lengths are thousandths of an em unless they say otherwise, the unit of PDF, so that
/// the width the layout reckons with is the width every reader of the page reckons with.
/// </summary>
public class OutlineFont
{
    readonly ReadOnlyMemory<byte> _file;
    readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    readonly ReadOnlyMemory<byte> _glyf;
    readonly ReadOnlyMemory<byte> _loca;
    readonly ReadOnlyMemory<byte> _hmtx;
    readonly int _wideMetrics;
    readonly bool _longOffsets;

    /// <exception cref="FontFileException">Not a TrueType font.</exception>
    internal OutlineFont(ReadOnlyMemory<byte> file)
    {
        _file = file;
        var span = file.Span;
        if (span.Length < 12 || span.U32(0) is not (0x00010000 or 0x74727565))
            throw new FontFileException("Not a TrueType font (fonts with PostScript outlines and collections are not read).");
        for (var i = 0; i < span.U16(4); i++)
            _tables[Encoding.Latin1.GetString(span.Part(12 + 16 * i, 4))] = (span.U32(20 + 16 * i), span.U32(24 + 16 * i));

        var (head, hhea) = (Table("head"), Table("hhea"));
        UnitsPerEm = head.Span.U16(18);
        if (UnitsPerEm is < 16 or > 16384)
            throw new FontFileException("The font file is broken: its units per em are out of range.");
        GlyphCount = Table("maxp").Span.U16(4);
        _longOffsets = head.Span.U16(50) != 0;
        _wideMetrics = hhea.Span.U16(34);
        (_glyf, _loca, _hmtx) = (Table("glyf"), Table("loca"), Table("hmtx"));
        if (_wideMetrics == 0)
            throw new FontFileException("The font file is broken: it has no widths.");
        _ = _hmtx.Span.Part(0, 4 * _wideMetrics);
        _ = _loca.Span.Part(0, (_longOffsets ? 4 : 2) * (GlyphCount + 1));
    }

    /// <summary>Units of <see cref="Outline"/>'s source grid; a thing of the file, not of the layout.</summary>
    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public int Advance(ushort glyph) => Thousandths(_hmtx.Span.U16(4 * Math.Min((int)glyph, _wideMetrics - 1)));

    /// <summary>The glyph's ink box; all zero for a glyph without ink.</summary>
    public (int Left, int Bottom, int Right, int Top) Ink(ushort glyph)
    {
        var data = GlyphData(glyph);
        return data.IsEmpty ? default : BoxAt(data, 2);
    }

    /// <summary>The glyph's contours in ems, y upwards from the baseline.</summary>
    public Outline Outline(ushort glyph) => GlyphOutline.Read(this, glyph);

    /// <summary>Widths as they stand in the file: advance and left side bearing, font units.</summary>
    internal (int Advance, int Bearing) Metrics(ushort glyph)
    {
        var hmtx = _hmtx.Span;
        return glyph < _wideMetrics
            ? (hmtx.U16(4 * glyph), hmtx.S16(4 * glyph + 2))
            : (hmtx.U16(4 * (_wideMetrics - 1)), hmtx.S16(4 * _wideMetrics + 2 * (glyph - _wideMetrics)));
    }

    /// <summary>The glyf entry as it stands in the file; empty for a glyph without ink.</summary>
    internal ReadOnlySpan<byte> GlyphData(ushort glyph)
    {
        var loca = _loca.Span;
        var (start, end) = _longOffsets
            ? (loca.U32(4 * glyph), loca.U32(4 * glyph + 4))
            : (2 * loca.U16(2 * glyph), 2 * loca.U16(2 * glyph + 2));
        return _glyf.Span.Part(start, end - start);
    }

    internal ReadOnlyMemory<byte> Table(string tag, bool required = true)
    {
        if (!_tables.TryGetValue(tag, out var place))
            return required ? throw new FontFileException($"The font has no table {tag}.") : default;
        _ = _file.Span.Part(place.Offset, place.Length);
        return _file.Slice(place.Offset, place.Length);
    }

    private protected (int Left, int Bottom, int Right, int Top) BoxAt(ReadOnlySpan<byte> table, int at) =>
        (Thousandths(table.S16(at)), Thousandths(table.S16(at + 2)), Thousandths(table.S16(at + 4)), Thousandths(table.S16(at + 6)));

    private protected int Thousandths(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm, MidpointRounding.AwayFromZero);
}
