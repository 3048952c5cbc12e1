using System.Buffers.Binary;
using System.IO.Compression;

namespace KioskSim.Paper.Images;

/// <summary>Pictures as PNG files (ISO/IEC 15948), grey of one bit or eight, with the resolution they are meant for.</summary>
public static class PngWriter
{
    static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <param name="dpi">Dots an inch.</param>
    public static byte[] Write(Bitmap bitmap, int dpi) => Write(bitmap.Width, bitmap.Height, 1, dpi, bitmap.RowBytes, (y, row) =>
    {
        bitmap.CopyRow(y, row);
        foreach (ref var eight in row)
            eight = (byte)~eight; // ink is black, which is 0
    });

    /// <param name="dpi">Dots an inch.</param>
    public static byte[] Write(GreyImage image, int dpi) =>
        Write(image.Width, image.Height, 8, dpi, image.Width, (y, row) => image.Row(y).CopyTo(row));

    static byte[] Write(int width, int height, byte depth, int dpi, int rowBytes, Action<int, Span<byte>> copyRow)
    {
        var file = new MemoryStream();
        file.Write([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = depth;
        Chunk(file, "IHDR"u8, header);

        var size = new byte[9];
        var dotsPerMetre = (int)Math.Round(dpi / 0.0254);
        BinaryPrimitives.WriteInt32BigEndian(size, dotsPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), dotsPerMetre);
        size[8] = 1;
        Chunk(file, "pHYs"u8, size);

        var data = new MemoryStream();
        using (var rows = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + rowBytes];
            for (var y = 0; y < height; y++)
            {
                copyRow(y, row.AsSpan(1));
                rows.Write(row);
            }
        }

        Chunk(file, "IDAT"u8, data.GetBuffer().AsSpan(0, (int)data.Length));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(number);
    }

    static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            crc = crc >> 8 ^ Remainders[(byte)crc ^ value];
        return crc;
    }

    static uint Remainder(int value)
    {
        var crc = (uint)value;
        for (var bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (0xEDB88320 & (0 - (crc & 1)));
        return crc;
    }
}
