using System.Buffers.Binary;
using System.IO.Compression;

namespace KioskSim.Load.Histograms;

/// <summary>
/// A histogram as bytes: HdrHistogram's encoding V2 (a header of forty bytes, then counts as zigzag LEB128 numbers, a negative one standing for so
/// many empty places), compressed by zlib behind a header of eight.
/// </summary>
public static class HistogramCode
{
    const int PlainCookie = 0x1c849303 | 0x10;
    const int CompressedCookie = 0x1c849304 | 0x10;
    const int PlainHeader = 40;
    const int CompressedHeader = 8;

    /// <summary>Larger ones are not written here; it keeps a file from asking for gigabytes.</summary>
    const int Most = 1024 * 1024;

    public static byte[] Encode(Histogram histogram)
    {
        var payload = Counts(histogram.Counts);
        var plain = new byte[PlainHeader + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(plain, PlainCookie);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(4), payload.Length);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(12), Histogram.SignificantDigits);
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(16), 1); // the smallest value that is told from 0
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(24), Histogram.Highest);
        BinaryPrimitives.WriteDoubleBigEndian(plain.AsSpan(32), 1); // values are whole numbers
        payload.CopyTo(plain, PlainHeader);

        using var compressed = new MemoryStream();
        compressed.Write(new byte[CompressedHeader]);
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(plain);
        var all = compressed.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(all, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(all.AsSpan(4), all.Length - CompressedHeader);
        return all;
    }

    /// <exception cref="InvalidDataException">It is no such histogram, or one of another precision or range.</exception>
    public static Histogram Decode(ReadOnlySpan<byte> code)
    {
        if (code.Length < CompressedHeader || BinaryPrimitives.ReadInt32BigEndian(code) != CompressedCookie
            || BinaryPrimitives.ReadInt32BigEndian(code[4..]) != code.Length - CompressedHeader)
            throw new InvalidDataException("This is no compressed histogram of the encoding V2.");
        var plain = Unpack(code[CompressedHeader..]);
        if (plain.Length < PlainHeader || BinaryPrimitives.ReadInt32BigEndian(plain) != PlainCookie
            || BinaryPrimitives.ReadInt32BigEndian(plain[4..]) != plain.Length - PlainHeader)
            throw new InvalidDataException("This is no histogram of the encoding V2.");
        if (BinaryPrimitives.ReadInt32BigEndian(plain[12..]) != Histogram.SignificantDigits || BinaryPrimitives.ReadInt64BigEndian(plain[16..]) != 1
            || BinaryPrimitives.ReadInt64BigEndian(plain[24..]) != Histogram.Highest)
            throw new InvalidDataException(
                $"This histogram has another precision or range than ours ({Histogram.SignificantDigits} digits, 1 to {Histogram.Highest} microseconds).");

        var histogram = new Histogram();
        ReadCounts(plain[PlainHeader..], histogram);
        return histogram;
    }

    static ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var plain = new byte[Most];
            return plain.AsSpan(0, zlib.ReadAtLeast(plain, Most, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("This histogram cannot be unpacked.");
        }
    }

    static byte[] Counts(ReadOnlySpan<long> counts)
    {
        var code = new List<byte>();
        var last = counts.LastIndexOfAnyExcept(0L);
        for (var i = 0; i <= last;)
        {
            var empty = counts[i..].IndexOfAnyExcept(0L);
            Write(code, empty > 1 ? -empty : counts[i]);
            i += Math.Max(1, empty);
        }

        return [.. code];
    }

    static void ReadCounts(ReadOnlySpan<byte> code, Histogram histogram)
    {
        var place = 0L;
        while (!code.IsEmpty)
        {
            var count = Read(ref code);
            if (place - Math.Min(count, 0) + (count > 0 ? 1 : 0) > histogram.Counts.Length)
                throw new InvalidDataException("This histogram has more places than there are.");
            if (count > 0)
                histogram.AddAt((int)place, count);
            place += count < 0 ? -count : 1;
        }
    }

    // Seven bits a byte, the lowest first; nine bytes at most, of which the ninth has eight.
    static void Write(List<byte> to, long number)
    {
        var rest = (ulong)(number << 1 ^ number >> 63);
        for (var i = 0; i < 8 && rest >= 0x80; i++, rest >>= 7)
            to.Add((byte)(rest | 0x80));
        to.Add((byte)rest);
    }

    static long Read(ref ReadOnlySpan<byte> from)
    {
        var number = 0UL;
        for (var i = 0; i < 9; i++)
        {
            if (from.IsEmpty)
                throw new InvalidDataException("This histogram ends in the middle of a number.");
            var next = from[0];
            from = from[1..];
            var isLast = i == 8 || next < 0x80;
            number |= (ulong)(isLast ? next : next & 0x7f) << 7 * i;
            if (isLast)
                break;
        }

        return (long)(number >> 1) ^ -(long)(number & 1);
    }
}
