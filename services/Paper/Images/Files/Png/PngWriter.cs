using System.Buffers.Binary;
using System.IO.Compression;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Png;

/// <summary>Writes pictures as PNG: ink as one bit a dot, grey as eight.</summary>
public static class PngWriter
{
    const double MetresPerInch = 0.0254;

    /// <param name="dpi">Dots an inch, for whoever prints it; 0 leaves it out.</param>
    public static byte[] ToPng(this Bitmap picture, double dpi = 0) =>
        Write(picture.Width, picture.Height, 1, dpi, picture.RowBytes, picture.CopyRowAsLight, RowFilter.None);

    /// <param name="dpi">Dots an inch, for whoever prints it; 0 leaves it out.</param>
    public static byte[] ToPng(this GreyImage picture, double dpi = 0) =>
        // Up alone: on paper a row is much like the one above it, and trying all five filters costs five times as much.
        Write(picture.Width, picture.Height, 8, dpi, picture.Width, (y, row) =>
        {
            picture.Row(y).CopyTo(row);
            if (y == 0)
                return;
            var above = picture.Row(y - 1);
            for (var x = 0; x < row.Length; x++)
                row[x] -= above[x];
        }, RowFilter.Up);

    delegate void Fill(int y, Span<byte> row);

    static byte[] Write(int width, int height, byte bits, double dpi, int rowBytes, Fill fill, byte filter)
    {
        using var file = new MemoryStream();
        file.Write(PngHeader.Signature);
        Span<byte> header = stackalloc byte[PngHeader.Size];
        PngHeader.OfGrey(width, height, bits).Write(header);
        Chunk(file, "IHDR"u8, header);
        if (dpi > 0)
        {
            Span<byte> size = stackalloc byte[9];
            BinaryPrimitives.WriteInt32BigEndian(size, (int)Math.Round(dpi / MetresPerInch));
            size[..4].CopyTo(size[4..]);
            size[8] = 1; // a metre
            Chunk(file, "pHYs"u8, size);
        }

        Chunk(file, "IDAT"u8, Rows(height, rowBytes, fill, filter));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    static ReadOnlySpan<byte> Rows(int height, int rowBytes, Fill fill, byte filter)
    {
        var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + rowBytes];
            for (var y = 0; y < height; y++)
            {
                row[0] = y == 0 ? RowFilter.None : filter;
                fill(y, row.AsSpan(1));
                packed.Write(row);
            }
        }

        return data.GetBuffer().AsSpan(0, (int)data.Length);
    }

    static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(content, Crc32.Of(type)));
        file.Write(number);
    }
}
