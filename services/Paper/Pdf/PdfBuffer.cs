using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Pdf;

/// <summary>A growing run of bytes with the few notations PDF needs. Rents its memory; dispose it.</summary>
internal sealed class PdfBuffer(int capacity) : IDisposable
{
    byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public Span<byte> Written => _bytes.AsSpan(0, Length);

    public PdfBuffer Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Take(bytes.Length));
        return this;
    }

    public PdfBuffer Put(int number)
    {
        Reserve(11);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out var written);
        Length += written;
        return this;
    }

    /// <summary>A length in points, to a hundredth.</summary>
    public PdfBuffer Put(float number)
    {
        var hundredths = PageSize.Hundredths(number);
        if (hundredths < 0)
        {
            Put("-"u8);
            hundredths = -hundredths;
        }

        var (whole, part) = int.DivRem(hundredths, 100);
        Put(whole);
        if (part == 0)
            return this;
        var digits = Take(part % 10 == 0 ? 2 : 3);
        digits[0] = (byte)'.';
        digits[1] = (byte)('0' + part / 10);
        if (digits.Length == 3)
            digits[2] = (byte)('0' + part % 10);
        return this;
    }

    /// <summary>ASCII text, as it is.</summary>
    public PdfBuffer Put(string ascii)
    {
        System.Text.Encoding.ASCII.GetBytes(ascii, Take(ascii.Length));
        return this;
    }

    /// <summary>A code unit as four hexadecimal digits.</summary>
    public PdfBuffer PutHex(ushort unit)
    {
        var digits = Take(4);
        for (var i = 3; i >= 0; i--, unit >>= 4)
            digits[i] = "0123456789ABCDEF"u8[unit & 15];
        return this;
    }

    public PdfBuffer PutHex(ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, Take(2 * bytes.Length), out _);
        return this;
    }

    public PdfBuffer PutU16(int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);
        return this;
    }

    public PdfBuffer PutU32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);
        return this;
    }

    /// <summary>The next bytes, to be filled by the caller.</summary>
    public Span<byte> Take(int length)
    {
        Reserve(length);
        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }

    public void Dispose()
    {
        // What was written is a certificate: the next renter must not find it.
        _bytes.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    void Reserve(int length)
    {
        if (_bytes.Length - Length >= length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _bytes.Length, Length + length));
        Written.CopyTo(larger);
        Written.Clear();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
