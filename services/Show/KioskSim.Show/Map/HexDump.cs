using System.Globalization;
using System.Text;

namespace KioskSim.Show.Map;

/// <summary>Bytes as a listener would look at them: sixteen a row, in hexadecimal and as ASCII.</summary>
static class HexDump
{
    const int Row = 16;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += Row)
        {
            var row = bytes[at..Math.Min(bytes.Length, at + Row)];
            text.Append(CultureInfo.InvariantCulture, $"{at:x4} ");
            for (var i = 0; i < Row; i++)
                text.Append(i < row.Length ? $" {row[i]:x2}" : "   ");
            text.Append("  ");
            foreach (var b in row)
                text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
            text.Append('\n');
        }

        return text.ToString();
    }
}
