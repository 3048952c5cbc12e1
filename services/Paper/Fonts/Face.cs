using System.Buffers.Binary;
using System.Text;

namespace KioskSim.Paper.Fonts;

/// <summary>One TrueType font file, read as far as a printed certificate needs it: character map, variation sequences, names, and what draws.</summary>
public sealed class Face : OutlineFont
{
    readonly CharacterMap _characters;
    readonly Compositions _compositions;
    readonly ReadOnlyMemory<byte> _sequences;

    Face(ReadOnlyMemory<byte> file)
        : base(file)
    {
        var (head, hhea, os2) = (Table("head"), Table("hhea"), Table("OS/2"));
        Checksum = BinaryPrimitives.ReadUInt32BigEndian(head.Span.Part(8, 4));
        Box = BoxAt(head.Span, 36);
        Ascent = Thousandths(hhea.Span.S16(4));
        Descent = Thousandths(hhea.Span.S16(6));
        CapHeight = os2.Length >= 90 ? Thousandths(os2.Span.S16(88)) : Ascent;
        PostScriptName = ReadName(Table("name").Span);

        var cmap = Table("cmap");
        _characters = new CharacterMap(cmap.Span);
        _sequences = _characters.Sequences == 0 ? default : cmap[_characters.Sequences..];
        _compositions = new Compositions(Table("GSUB", required: false).Span);
    }

    public string PostScriptName { get; }

    /// <summary>Of the whole file, as its maker wrote it down (checkSumAdjustment).</summary>
    public uint Checksum { get; }

    public int Ascent { get; }

    /// <summary>Below the baseline: negative.</summary>
    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>The box that holds every glyph.</summary>
    public (int Left, int Bottom, int Right, int Top) Box { get; }

    /// <summary>Every code point the font can draw, rising.</summary>
    public IEnumerable<int> Scalars => _characters.Scalars;

    /// <summary>Every variation sequence the font lists.</summary>
    public IEnumerable<(int Scalar, int Selector)> Sequences => _sequences.IsEmpty ? [] : VariationSequences.All(_sequences);

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

    ushort Known(ushort glyph) => glyph < GlyphCount ? glyph : (ushort)0;

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
