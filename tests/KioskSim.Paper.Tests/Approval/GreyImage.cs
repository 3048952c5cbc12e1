using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KioskSim.Paper.Tests.Approval;

/// <summary>A picture in 16 greys, small enough to keep: read from pdftoppm, kept as PNG, compared with another.</summary>
public sealed class GreyImage
{
    const int Depth = 4;

    static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    readonly byte[] _greys;

    /// <param name="greys">Row by row from the top; 0 is black, 15 white.</param>
    public GreyImage(int width, int height, byte[] greys)
    {
        Assert.Equal(width * height, greys.Length);
        (Width, Height, _greys) = (width, height, greys);
    }

    public int Width { get; }

    public int Height { get; }

    public byte this[int x, int y] => _greys[y * Width + x];

    /// <param name="pgm">P5 with 255 greys, as poppler writes it.</param>
    public static GreyImage FromPgm(byte[] pgm)
    {
        var fields = Encoding.ASCII.GetString(pgm, 0, Math.Min(40, pgm.Length)).Split([' ', '\n'], 5);
        Assert.Equal(("P5", "255"), (fields[0], fields[3]));
        var (width, height) = (int.Parse(fields[1], null), int.Parse(fields[2], null));
        return new GreyImage(width, height, [.. pgm[^(width * height)..].Select(grey => (byte)(grey >> (8 - Depth)))]);
    }

    /// <param name="png">As <see cref="ToPng"/> writes it; other PNG files are not read.</param>
    public static GreyImage FromPng(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal(Depth, png[24]);
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var rows = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var (row, greys) = (new byte[1 + (width + 1) / 2], new byte[width * height]);
        for (var y = 0; y < height; y++)
        {
            rows.ReadExactly(row);
            Assert.Equal(0, row[0]);
            for (var x = 0; x < width; x++)
                greys[y * width + x] = (byte)(x % 2 == 0 ? row[1 + x / 2] >> 4 : row[1 + x / 2] & 15);
        }

        return new GreyImage(width, height, greys);
    }

    public byte[] ToPng()
    {
        using var data = new MemoryStream();
        using (var rows = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[1 + (Width + 1) / 2];
            for (var y = 0; y < Height; y++)
            {
                row.AsSpan().Clear();
                for (var x = 0; x < Width; x++)
                    row[1 + x / 2] |= (byte)(this[x, y] << (x % 2 == 0 ? 4 : 0));
                rows.Write(row);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = Depth;
        return [.. Signature, .. Chunk("IHDR", header), .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>
    /// The largest difference in grey between any 3 × 3 dots of the two and the same dots of the other, each taken together. A letter
    /// drawn a fraction of a dot away, as another version of poppler may, makes little of it; a line of text or a rule elsewhere much.
    /// </summary>
    public double Difference(GreyImage other)
    {
        if ((Width, Height) != (other.Width, other.Height))
            return 15;
        var largest = 0;
        for (var y = 1; y < Height - 1; y++)
        {
            for (var x = 1; x < Width - 1; x++)
                largest = Math.Max(largest, Math.Abs(Around(x, y) - other.Around(x, y)));
        }

        return largest / 9.0;
    }

    int Around(int x, int y)
    {
        var sum = 0;
        for (var at = (y - 1) * Width + x - 1; at < (y + 2) * Width; at += Width)
            sum += _greys[at] + _greys[at + 1] + _greys[at + 2];
        return sum;
    }

    static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[named.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        named.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32(named));
        return chunk;
    }

    static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }

        return ~crc;
    }
}
