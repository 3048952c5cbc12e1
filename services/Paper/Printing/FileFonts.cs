using System.Buffers.Binary;
using System.Text;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Pdf;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Printing;

/// <summary>The fonts within a PDF, each read when it is first used.</summary>
internal sealed class FileFonts(PdfObjects objects, ScanBudget budget)
{
    readonly Dictionary<PdfDictionary, FileFont> _fonts = new(ReferenceEqualityComparer.Instance);

    /// <param name="name">In the dictionary of fonts.</param>
    public FileFont Find(PdfDictionary resources, string name)
    {
        var font = objects.Dictionary(objects.Dictionary(resources["Font"])?[name]) ?? throw ScanFileException.Damaged("The PDF writes in a font that it does not have.");
        return _fonts.TryGetValue(font, out var known) ? known : _fonts[font] = Read(font);
    }

    FileFont Read(PdfDictionary font)
    {
        if (objects.Name(font["Subtype"]) != "Type0" || objects.Name(font["Encoding"]) != "Identity-H")
            throw ScanFileException.NotSupported("The PDF has a font of another kind than certificates have.");
        var descriptor = objects.Dictionary(objects.Dictionary(objects.Array(font["DescendantFonts"]).FirstOrDefault())?["FontDescriptor"]);
        if (objects.Follow(descriptor?["FontFile2"]) is not PdfStream file || objects.Follow(font["ToUnicode"]) is not PdfStream characters)
            throw ScanFileException.NotSupported("The PDF has a font that it does not bring along.");
        try
        {
            return new FileFont(new OutlineFont(PdfData.Unpack(file, objects, budget)), Characters(PdfData.Unpack(characters, objects, budget)));
        }
        catch (FontFileException e)
        {
            throw ScanFileException.Damaged("The PDF has a broken font.", e);
        }
    }

    /// <summary>Code to character: the pairs between <c>beginbfchar</c> and <c>endbfchar</c>. Of a letter with a mark or a selector the letter.</summary>
    Dictionary<ushort, int> Characters(ReadOnlyMemory<byte> map)
    {
        var characters = new Dictionary<ushort, int>();
        var parser = new PdfParser(map, 0, budget, references: false);
        for (object? value; (value = parser.Next()) != (object)PdfParser.End;)
        {
            if (value is not PdfWord { Value: "beginbfchar" })
                continue;
            while (parser.Next() is byte[] { Length: 2 } code && parser.Next() is byte[] { Length: >= 2 } text)
                characters[BinaryPrimitives.ReadUInt16BigEndian(code)] = Encoding.BigEndianUnicode.GetString(text).EnumerateRunes().First().Value;
        }

        return characters;
    }
}

/// <summary>A font within a PDF: codes of two bytes, which are the glyphs' numbers, and what they stand for.</summary>
internal sealed class FileFont(OutlineFont font, IReadOnlyDictionary<ushort, int> characters)
{
    readonly Dictionary<(ushort, TypeSize), PlacedBitmap?> _letters = [];

    public int Advance(ushort code) => font.Advance(code);

    public int Character(ushort code) => characters.GetValueOrDefault(code);

    /// <returns>The letter at 600 dpi, placed from its origin; null for one without ink.</returns>
    public PlacedBitmap? Letter(ushort code, TypeSize type)
    {
        if (!_letters.TryGetValue((code, type), out var letter))
            _letters[(code, type)] = letter = new OutlinePen(new OutlineInker(SheetInk.Dpi), SheetInk.Dpi).Letter(font.Outline(code), type);
        return letter;
    }
}
