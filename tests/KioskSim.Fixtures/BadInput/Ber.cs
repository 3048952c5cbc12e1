namespace KioskSim.Fixtures.BadInput;

/// <summary>The same value in an encoding that BER allows and DER does not.</summary>
public static class Ber
{
    const int Constructed = 0x20;

    /// <summary>Writes one of the lengths in a longer form than it needs, or, of something constructed, without a length.</summary>
    /// <param name="der">One value, DER; what is not is given back as it is.</param>
    public static byte[] Reencode(byte[] der, int which)
    {
        var left = which % Math.Max(1, Count(der));
        return [.. Write(der, ref left)];
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<byte[]> Reencodings(byte[] der) => Enumerable.Range(0, Count(der)).Select(which => Reencode(der, which));

    static int Count(ReadOnlySpan<byte> values)
    {
        var count = 0;
        while (TryRead(values, out var header, out var length))
        {
            count += 1 + ((values[0] & Constructed) != 0 ? Count(values.Slice(header, length)) : 0);
            values = values[(header + length)..];
        }

        return count;
    }

    static List<byte> Write(ReadOnlySpan<byte> values, ref int left)
    {
        List<byte> written = [];
        while (TryRead(values, out var header, out var length))
        {
            var isIt = left-- == 0;
            var constructed = (values[0] & Constructed) != 0;
            var content = constructed ? Write(values.Slice(header, length), ref left) : [.. values.Slice(header, length)];
            written.Add(values[0]);
            if (isIt && constructed && content.Count % 2 == 0)
                written.AddRange([0x80, .. content, 0, 0]);
            else
                written.AddRange([.. LengthOf(content.Count, isIt ? 4 : 0), .. content]);
            values = values[(header + length)..];
        }

        written.AddRange(values);
        return written;
    }

    static byte[] LengthOf(int length, int atLeastDigits)
    {
        if (length < 0x80 && atLeastDigits == 0)
            return [(byte)length];
        List<byte> digits = [];
        for (var rest = length; rest > 0 || digits.Count < Math.Max(1, atLeastDigits); rest >>= 8)
            digits.Insert(0, (byte)rest);
        return [(byte)(0x80 | digits.Count), .. digits];
    }

    // Tags of one byte, lengths of up to three digits: what certificates of some kilobytes have.
    static bool TryRead(ReadOnlySpan<byte> values, out int header, out int length)
    {
        (header, length) = (2, 0);
        if (values.Length < 2)
            return false;
        var digits = values[1] < 0x80 ? 0 : values[1] & 0x7F;
        if (values[1] == 0x80 || digits > 3 || values.Length < 2 + digits)
            return false;
        header += digits;
        length = digits == 0 ? values[1] : 0;
        foreach (var digit in values[2..header])
            length = length << 8 | digit;
        return length <= values.Length - header;
    }
}
