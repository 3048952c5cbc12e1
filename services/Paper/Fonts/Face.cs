using System.Buffers.Binary;
using System.Text;
using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Fonts;

/// <summary>
/// One TrueType font file, read as far as a printed certificate needs it: character map, variation sequences, widths, outlines.
/// Immutable after opening and safe to share between threads. Lengths are thousandths of an em unless they say otherwise, the unit of
/// PDF, so that the width the layout reckons with is the width every reader of the page reckons with.
/// </summary>
public sealed class Face
{
    readonly ReadOnlyMemory<byte> _file;
    readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    readonly CharacterMap _characters;
    readonly Compositions _compositions;
    readonly ReadOnlyMemory<byte> _sequences;
    readonly ReadOnlyMemory<byte> _glyf;
    readonly ReadOnlyMemory<byte> _loca;
    readonly ReadOnlyMemory<byte> _hmtx;
    readonly int _wideMetrics;
    readonly bool _longOffsets;

    Face(ReadOnlyMemory<byte> file)
    {
        _file = file;
        var span = file.Span;
        if (span.Length < 12 || span.U32(0) is not (0x00010000 or 0x74727565))
            throw new FontFileException("Not a TrueType font (fonts with PostScript outlines and collections are not read).");
        for (var i = 0; i < span.U16(4); i++)
            _tables[Encoding.Latin1.GetString(span.Part(12 + 16 * i, 4))] = (span.U32(20 + 16 * i), span.U32(24 + 16 * i));

        var (head, hhea, os2) = (Table("head"), Table("hhea"), Table("OS/2"));
        UnitsPerEm = head.Span.U16(18);
        if (UnitsPerEm is < 16 or > 16384)
            throw new FontFileException("The font file is broken: its units per em are out of range.");
        Checksum = BinaryPrimitives.ReadUInt32BigEndian(head.Span.Part(8, 4));
        Box = BoxAt(head.Span, 36);
        Ascent = Thousandths(hhea.Span.S16(4));
        Descent = Thousandths(hhea.Span.S16(6));
        CapHeight = os2.Length >= 90 ? Thousandths(os2.Span.S16(88)) : Ascent;
        GlyphCount = Table("maxp").Span.U16(4);
        PostScriptName = ReadName(Table("name").Span);
        _longOffsets = head.Span.U16(50) != 0;
        _wideMetrics = hhea.Span.U16(34);
        (_glyf, _loca, _hmtx) = (Table("glyf"), Table("loca"), Table("hmtx"));
        if (_wideMetrics == 0)
            throw new FontFileException("The font file is broken: it has no widths.");
        _ = _hmtx.Span.Part(0, 4 * _wideMetrics);
        _ = _loca.Span.Part(0, (_longOffsets ? 4 : 2) * (GlyphCount + 1));

        var cmap = Table("cmap");
        _characters = new CharacterMap(cmap.Span);
        _sequences = _characters.Sequences == 0 ? default : cmap[_characters.Sequences..];
        _compositions = new Compositions(Table("GSUB", required: false).Span);
    }

    public string PostScriptName { get; }

    /// <summary>Of the whole file, as its maker wrote it down (checkSumAdjustment).</summary>
    public uint Checksum { get; }

    /// <summary>Units of <see cref="Outline"/>'s source grid; a thing of the file, not of the layout.</summary>
    public int UnitsPerEm { get; }

    public int Ascent { get; }

    /// <summary>Below the baseline: negative.</summary>
    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>The box that holds every glyph.</summary>
    public (int Left, int Bottom, int Right, int Top) Box { get; }

    public int GlyphCount { get; }

    /// <exception cref="FontFileException">The file cannot be opened or is not a TrueType font.</exception>
    public static Face Open(string path)
    {
        try
        {
            return new Face(new MappedFile(path).Memory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or OverflowException)
        {
            throw new FontFileException($"The font file {Path.GetFileName(path)} cannot be opened.", e);
        }
        catch (FontFileException e)
        {
            throw new FontFileException($"{Path.GetFileName(path)}: {e.Message}", e);
        }
    }

    internal static Face Read(ReadOnlyMemory<byte> file) => new(file);

    /// <returns>The glyph of a code point; 0 when the font does not have it.</returns>
    public ushort Glyph(int scalar) => Known(_characters[scalar]);

    /// <returns>The glyph of a base character with a variation selector; 0 when the font does not have exactly this sequence.</returns>
    public ushort Glyph(int scalar, int selector) =>
        _sequences.IsEmpty ? (ushort)0 : Known(VariationSequences.Find(_sequences.Span, _characters, scalar, selector));

    /// <returns>The one glyph designed for a letter with a combining mark; 0 when there is none.</returns>
    public ushort Composed(ushort letter, ushort mark) => Known(_compositions[letter, mark]);

    public int Advance(ushort glyph) => Thousandths(_hmtx.Span.U16(4 * Math.Min((int)glyph, _wideMetrics - 1)));

    /// <summary>The glyph's ink box; all zero for a glyph without ink.</summary>
    public (int Left, int Bottom, int Right, int Top) Ink(ushort glyph)
    {
        var data = GlyphData(glyph);
        return data.IsEmpty ? default : BoxAt(data, 2);
    }

    /// <summary>The glyph's contours in ems, y upwards from the baseline.</summary>
    public Outline Outline(ushort glyph) => GlyphOutline.Read(this, glyph);

    /// <summary>Every code point the font can draw, rising.</summary>
    public IEnumerable<int> Scalars => _characters.Scalars;

    /// <summary>Every variation sequence the font lists.</summary>
    public IEnumerable<(int Scalar, int Selector)> Sequences => _sequences.IsEmpty ? [] : VariationSequences.All(_sequences);

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

    ushort Known(ushort glyph) => glyph < GlyphCount ? glyph : (ushort)0;

    (int Left, int Bottom, int Right, int Top) BoxAt(ReadOnlySpan<byte> table, int at) =>
        (Thousandths(table.S16(at)), Thousandths(table.S16(at + 2)), Thousandths(table.S16(at + 4)), Thousandths(table.S16(at + 6)));

    int Thousandths(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm, MidpointRounding.AwayFromZero);

    static string ReadName(ReadOnlySpan<byte> names)
    {
        const int postScript = 6;
        for (var i = 0; i < names.U16(2); i++)
        {
            var record = names.Part(6 + 12 * i, 12);
            if (record.U16(6) != postScript)
                continue;
            var text = names.Part(names.U16(4) + record.U16(10), record.U16(8));
            var name = (record.U16(0) == 1 ? Encoding.ASCII : Encoding.BigEndianUnicode).GetString(text);
            if (name.Length is > 0 and < 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
                return name;
        }

        return "Unnamed";
    }
}
