using System.Buffers;
using System.Globalization;
using System.Text;

namespace KioskSim.Rpc.Wire;

/// <summary>
/// Percent-encoding of <c>grpc-message</c>: UTF-8, with printable ASCII but '%' left as it is (PROTOCOL-HTTP2.md, "Percent-Encoded").
/// </summary>
static class StatusMessage
{
    static readonly SearchValues<char> Plain =
        SearchValues.Create(string.Concat(Enumerable.Range(0x20, 0x5F).Select(static code => (char)code).Where(static c => c != '%')));

    public static string Encode(string text)
    {
        var escapeFrom = text.AsSpan().IndexOfAnyExcept(Plain);
        if (escapeFrom < 0)
            return text;
        var encoded = new StringBuilder(text, 0, escapeFrom, text.Length + 16);
        foreach (var value in Encoding.UTF8.GetBytes(text[escapeFrom..]))
        {
            if (value is >= 0x20 and <= 0x7E and not (byte)'%')
                encoded.Append((char)value);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{value:X2}");
        }
        return encoded.ToString();
    }

    /// <summary>Never fails: broken escapes stay as they are, broken UTF-8 becomes U+FFFD.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%'))
            return text;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && TryHex(text.AsSpan(i + 1, 2), out var value))
            {
                bytes[count++] = value;
                i += 2;
            }
            else
            {
                count += Encoding.UTF8.GetBytes(text.AsSpan(i, 1), bytes.AsSpan(count));
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, count);
    }

    static bool TryHex(ReadOnlySpan<char> digits, out byte value) =>
        byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
