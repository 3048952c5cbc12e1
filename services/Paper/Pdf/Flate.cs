using System.Buffers.Binary;
using System.Numerics;
using KioskSim.Paper.Images.Files.Packed;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// Compresses what a template keeps (RFC 1950 and 1951, one block of fixed codes). The runtime's compressor is better, but its bytes
/// differ from processor to processor, and those of a file must not.
/// </summary>
internal sealed class Flate
{
    const int Window = 1 << 15;
    const int Longest = 258;
    const int Shortest = 4;
    const int HashBits = 15;

    readonly List<byte> _output = [0x78, 0x01];
    ulong _bits;
    int _count;

    /// <param name="periods">Distances after which the data repeat itself, as rows of screens do; tried first.</param>
    public static byte[] Compress(ReadOnlySpan<byte> data, params ReadOnlySpan<int> periods)
    {
        var flate = new Flate();
        flate.Put(0b011, 3); // last block, fixed codes
        flate.PutBlock(data, [1, .. periods]);
        flate.PutLengthOrLiteral(256);
        flate.Put(0, 7); // to a whole byte
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Adler32.Of(data));
        return [.. flate._output, .. sum];
    }

    void PutBlock(ReadOnlySpan<byte> data, ReadOnlySpan<int> periods)
    {
        var last = new int[1 << HashBits];
        last.AsSpan().Fill(-Window - 1);
        for (var at = 0; at < data.Length;)
        {
            var (length, distance) = (0, 0);
            foreach (var period in periods)
                Try(data, at, period, ref length, ref distance);
            if (at + Shortest <= data.Length)
                Try(data, at, at - last[Hash(data[at..])], ref length, ref distance);
            if (length < Shortest)
            {
                PutLengthOrLiteral(data[at]);
                length = 1;
            }
            else
            {
                PutLength(length);
                PutDistance(distance);
            }

            for (var end = at + length; at < end; at++)
            {
                if (at + Shortest <= data.Length)
                    last[Hash(data[at..])] = at;
            }
        }
    }

    static void Try(ReadOnlySpan<byte> data, int at, int back, ref int length, ref int distance)
    {
        if (back > Math.Min(at, Window))
            return;
        var common = data.Slice(at, Math.Min(Longest, data.Length - at)).CommonPrefixLength(data[(at - back)..]);
        if (common > length)
            (length, distance) = (common, back);
    }

    static int Hash(ReadOnlySpan<byte> at) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(at) * 0x9E3779B1 >> (32 - HashBits));

    void PutLength(int length)
    {
        if (length == Longest)
        {
            PutLengthOrLiteral(285);
            return;
        }

        // Codes come in fours that share a number of extra bits.
        var value = length - 3;
        var extra = Math.Max(0, BitOperations.Log2((uint)value | 1) - 2);
        PutLengthOrLiteral(257 + 4 * extra + (value >> extra));
        Put(value & ((1 << extra) - 1), extra);
    }

    void PutDistance(int distance)
    {
        // Codes come in twos.
        var value = distance - 1;
        var extra = Math.Max(0, BitOperations.Log2((uint)value | 1) - 1);
        PutCode(2 * extra + (value >> extra), 5);
        Put(value & ((1 << extra) - 1), extra);
    }

    void PutLengthOrLiteral(int symbol)
    {
        switch (symbol)
        {
            case < 144: PutCode(0x30 + symbol, 8); break;
            case < 256: PutCode(0x190 + symbol - 144, 9); break;
            case < 280: PutCode(symbol - 256, 7); break;
            default: PutCode(0xC0 + symbol - 280, 8); break;
        }
    }

    /// <summary>Codes go out from their highest bit on, everything else from its lowest.</summary>
    void PutCode(int code, int length)
    {
        for (var bit = length - 1; bit >= 0; bit--)
            Put(code >> bit & 1, 1);
    }

    void Put(int value, int length)
    {
        _bits |= (ulong)(uint)value << _count;
        for (_count += length; _count >= 8; _count -= 8, _bits >>= 8)
            _output.Add((byte)_bits);
    }
}
