using System.Buffers.Binary;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Png;

/// <summary>A PNG's IHDR (PNG specification, clause 11.2.2).</summary>
internal readonly record struct PngHeader(uint Width, uint Height, int Bits, int Colour, bool Interlaced)
{
    public const int GreyOnly = 0, Rgb = 2, Indexed = 3, GreyAlpha = 4, Rgba = 6;

    /// <summary>Bytes of the chunk's content.</summary>
    public const int Size = 13;

    /// <summary>What every PNG begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static PngHeader OfGrey(int width, int height, int bits) => new((uint)width, (uint)height, bits, GreyOnly, Interlaced: false);

    /// <param name="chunk">Of <see cref="Size"/>.</param>
    public void Write(Span<byte> chunk)
    {
        chunk.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(chunk, Width);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[4..], Height);
        (chunk[8], chunk[9], chunk[12]) = ((byte)Bits, (byte)Colour, (byte)(Interlaced ? 1 : 0));
    }

    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Size)
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
