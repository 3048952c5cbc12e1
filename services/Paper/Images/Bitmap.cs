using System.Buffers.Binary;
using System.Numerics;

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

    /// <summary>The same with light as a set bit, as grey pictures have it; what pads the row is light.</summary>
    public void CopyRowAsLight(int y, Span<byte> bytes)
    {
        CopyRow(y, bytes);
        foreach (ref var eight in bytes[..RowBytes])
            eight = (byte)~eight;
    }

    /// <summary>The other way round from <see cref="CopyRow"/>; what pads the bytes is left out.</summary>
    /// <param name="bytes">At least <see cref="RowBytes"/>.</param>
    public void PutRow(int y, ReadOnlySpan<byte> bytes)
    {
        var row = Row(y);
        row.Clear();
        for (var i = 0; i < RowBytes; i++)
            row[i / sizeof(ulong)] |= (ulong)bytes[i] << (56 - 8 * (i % sizeof(ulong)));
        if (Width % 64 != 0)
            row[^1] &= ulong.MaxValue << (64 - Width % 64);
    }

    /// <summary>Inks what another picture has inked; what would lie outside is left out.</summary>
    /// <param name="x">Where its left edge comes to lie.</param>
    /// <param name="y">Where its upper edge comes to lie.</param>
    public void Or(Bitmap ink, int x, int y)
    {
        var (first, shift) = (x >> 6, x & (WordBits - 1));
        var (top, bottom) = (Math.Max(0, -y), Math.Min(ink.Height, Height - y));
        if (top >= bottom || x >= Width || x <= -ink.Width)
            return;
        var from = ink._words.AsSpan(top * ink.Stride, (bottom - top) * ink.Stride);
        var to = _words.AsSpan((y + top) * Stride);
        if (x < 0 || x + ink.Width > Width)
            OrClipped(from, ink.Stride, to, first, shift, x + ink.Width > Width);
        else if (shift == 0)
            OrWords(from, ink.Stride, to[first..]);
        else if (ink.Stride == 1)
            OrColumn(from, to[first..], shift, shift + ink.Width > WordBits);
        else
            OrShifted(from, ink.Stride, to[first..], shift);
    }

    /// <summary>Inks a box; what would lie outside is left out.</summary>
    public void Fill(int x, int y, int width, int height) => Set(x, y, width, height, ulong.MaxValue);

    /// <summary>Takes the ink off a box.</summary>
    public void Clear(int x, int y, int width, int height) => Set(x, y, width, height, 0);

    void Set(int x, int y, int width, int height, ulong ink)
    {
        var (left, right) = (Math.Max(0, x), Math.Min(Width, x + width));
        if (left >= right)
            return;
        var (first, last) = (left / WordBits, (right - 1) / WordBits);
        var (head, tail) = (ulong.MaxValue >> (left % WordBits), ulong.MaxValue << (WordBits - 1 - (right - 1) % WordBits));
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        {
            var words = Row(row)[first..(last + 1)];
            if (words.Length == 1)
            {
                words[0] = Mixed(words[0], ink, head & tail);
                continue;
            }

            words[0] = Mixed(words[0], ink, head);
            words[1..^1].Fill(ink);
            words[^1] = Mixed(words[^1], ink, tail);
        }
    }

    static ulong Mixed(ulong word, ulong ink, ulong mask) => (word & ~mask) | (ink & mask);

    void OrWords(ReadOnlySpan<ulong> from, int words, Span<ulong> to)
    {
        for (; !from.IsEmpty; from = from[words..], to = to[Math.Min(Stride, to.Length)..])
        {
            var i = 0;
            for (; i <= words - Vector<ulong>.Count; i += Vector<ulong>.Count)
                (new Vector<ulong>(from[i..]) | new Vector<ulong>(to[i..])).CopyTo(to[i..]);
            for (; i < words; i++)
                to[i] |= from[i];
        }
    }

    /// <summary>Letters: one word wide, but they may lie across two.</summary>
    void OrColumn(ReadOnlySpan<ulong> from, Span<ulong> to, int shift, bool across)
    {
        for (int row = 0, at = 0; row < from.Length; row++, at += Stride)
        {
            to[at] |= from[row] >> shift;
            if (across)
                to[at + 1] |= from[row] << (WordBits - shift);
        }
    }

    void OrShifted(ReadOnlySpan<ulong> from, int words, Span<ulong> to, int shift)
    {
        for (; !from.IsEmpty; from = from[words..], to = to[Math.Min(Stride, to.Length)..])
        {
            var carry = 0ul;
            for (var i = 0; i < words; i++)
            {
                to[i] |= carry | from[i] >> shift;
                carry = from[i] << (WordBits - shift);
            }

            if (carry != 0)
                to[words] |= carry;
        }
    }

    void OrClipped(ReadOnlySpan<ulong> from, int words, Span<ulong> to, int first, int shift, bool cut)
    {
        for (; !from.IsEmpty; from = from[words..], to = to[Math.Min(Stride, to.Length)..])
        {
            for (var i = Math.Max(0, -first - 1); i < words && first + i < Stride; i++)
            {
                if (first + i >= 0)
                    to[first + i] |= from[i] >> shift;
                if (shift != 0 && first + i + 1 < Stride)
                    to[first + i + 1] |= from[i] << (WordBits - shift);
            }

            if (cut)
                to[Stride - 1] &= ulong.MaxValue << (Stride * WordBits - Width);
        }
    }
}
