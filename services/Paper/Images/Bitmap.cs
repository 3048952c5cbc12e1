using System.Buffers.Binary;

namespace KioskSim.Paper.Images;

/// <summary>
/// A picture in black ink only, one bit a dot; a set bit is ink. Rows are whole 64-bit words, the leftmost dot in a word's highest bit;
/// bits beyond the width are zero.
/// </summary>
public sealed class Bitmap
{
    const int WordBits = 64;

    readonly ulong[] _words;

    /// <param name="width">Dots.</param>
    /// <param name="height">Dots.</param>
    public Bitmap(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height, Stride) = (width, height, (width + WordBits - 1) / WordBits);
        _words = new ulong[checked(Stride * height)];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Words a row.</summary>
    public int Stride { get; }

    /// <summary>Bytes a row, as <see cref="CopyRow"/> gives it.</summary>
    public int RowBytes => (Width + 7) / 8;

    /// <summary>Whether there is ink at a dot.</summary>
    public bool this[int x, int y]
    {
        get => (Row(y)[x / WordBits] >> (WordBits - 1 - x % WordBits) & 1) != 0;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width);
            var bit = 1ul << (WordBits - 1 - x % WordBits);
            ref var word = ref Row(y)[x / WordBits];
            word = value ? word | bit : word & ~bit;
        }
    }

    /// <summary>All words, row after row. Whoever writes them leaves the bits beyond the width zero.</summary>
    public Span<ulong> Words => _words;

    public Span<ulong> Row(int y) => _words.AsSpan(y * Stride, Stride);

    /// <summary>A row as image formats have it: bytes, the leftmost dot in the highest bit.</summary>
    /// <param name="bytes">At least <see cref="RowBytes"/>.</param>
    public void CopyRow(int y, Span<byte> bytes)
    {
        var row = Row(y);
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        bytes = bytes[..RowBytes];
        for (var i = 0; !bytes.IsEmpty; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(word, row[i]);
            var count = Math.Min(word.Length, bytes.Length);
            word[..count].CopyTo(bytes);
            bytes = bytes[count..];
        }
    }
}
