using System.Buffers.Binary;
using KioskSim.Paper.Images.Files.Packed;

namespace KioskSim.Paper.Images.Files.Png;

/// <summary>
/// Pictures in ink as PNG files that are not packed (RFC 1951, section 3.2.4), written to where the caller wants them: no copy of the
/// picture stays behind in a packer's memory.
/// </summary>
public static class StoredPng
{
    const int ChunkOverhead = 12;
    const int MostInBlock = ushort.MaxValue;
    const int BlockHeader = 5;
    const int ZlibOverhead = 6;

    /// <returns>Bytes of the file.</returns>
    public static int Size(Bitmap picture) => PngHeader.Signature.Length + ChunkOverhead + PngHeader.Size + ChunkOverhead + DataSize(picture) + ChunkOverhead;

    /// <param name="file">Exactly of the file's <see cref="Size"/>.</param>
    public static void Write(Bitmap picture, Span<byte> file)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(file.Length, Size(picture));
        PngHeader.Signature.CopyTo(file);
        file = file[PngHeader.Signature.Length..];

        PngHeader.OfGrey(picture.Width, picture.Height, bits: 1).Write(Begin(file, "IHDR"u8, PngHeader.Size));
        file = End(file, PngHeader.Size);

        WriteRows(picture, Begin(file, "IDAT"u8, DataSize(picture)));
        file = End(file, DataSize(picture));
        Begin(file, "IEND"u8, 0);
        End(file, 0);
    }

    static int RawSize(Bitmap picture) => picture.Height * (1 + picture.RowBytes);

    static int DataSize(Bitmap picture) =>
        ZlibOverhead + RawSize(picture) + BlockHeader * ((RawSize(picture) + MostInBlock - 1) / MostInBlock);

    // Rows are put down as if in one piece behind the blocks' headers, and then moved to the front, block by block.
    static void WriteRows(Bitmap picture, Span<byte> data)
    {
        var rows = data[^(RawSize(picture) + sizeof(uint))..^sizeof(uint)];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = rows.Slice(y * (1 + picture.RowBytes), 1 + picture.RowBytes);
            row[0] = 0; // no filter
            picture.CopyRowAsLight(y, row[1..]);
        }

        BinaryPrimitives.WriteUInt32BigEndian(data[^sizeof(uint)..], Adler32.Of(rows));
        (data[0], data[1]) = (0x78, 0x01);
        data = data[2..];
        while (!rows.IsEmpty)
        {
            var length = Math.Min(MostInBlock, rows.Length);
            rows[..length].CopyTo(data[BlockHeader..]);
            data[0] = (byte)(length == rows.Length ? 1 : 0); // the last one
            BinaryPrimitives.WriteUInt16LittleEndian(data[1..], (ushort)length);
            BinaryPrimitives.WriteUInt16LittleEndian(data[3..], (ushort)~length);
            data = data[(BlockHeader + length)..];
            rows = rows[length..];
        }
    }

    /// <returns>Where the content of a chunk goes.</returns>
    static Span<byte> Begin(Span<byte> file, ReadOnlySpan<byte> type, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(file, length);
        type.CopyTo(file[4..]);
        return file.Slice(8, length);
    }

    /// <returns>Where the next chunk goes.</returns>
    static Span<byte> End(Span<byte> file, int length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(file[(8 + length)..], Crc32.Of(file.Slice(4, 4 + length)));
        return file[(ChunkOverhead + length)..];
    }
}
