using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Png;

/// <summary>A PNG's IHDR (PNG specification, clause 11.2.2).</summary>
internal readonly record struct PngHeader(uint Width, uint Height, int Bits, int Colour, bool Interlaced)
{
    public const int GreyOnly = 0, Rgb = 2, Indexed = 3, GreyAlpha = 4, Rgba = 6;

    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != 13)
            throw ScanFileException.Damaged("The PNG's header has a wrong length.");
        var cursor = new FileCursor(chunk);
        var (width, height) = (cursor.U32(), cursor.U32());
        var (bits, colour, compression, filter, interlace) = (cursor.U8(), cursor.U8(), cursor.U8(), cursor.U8(), cursor.U8());
        var legal = (colour, bits) is (GreyOnly, 1 or 2 or 4 or 8 or 16) or (Indexed, 1 or 2 or 4 or 8) or (Rgb or GreyAlpha or Rgba, 8 or 16);
        if (!legal || compression != 0 || filter != 0 || interlace > 1)
            throw ScanFileException.Damaged("The PNG's header has values that do not exist.");
        return new PngHeader(width, height, bits, colour, interlace == 1);
    }

    /// <param name="greys">Of an indexed picture's palette, over white.</param>
    public SampleRows Rows(ReadOnlySpan<byte> greys) =>
        new(Bits, Colour is Rgb or Rgba ? 3 : 1, Colour is GreyAlpha or Rgba, greys);
}
