using System.Text;

namespace KioskSim.Ipp.Tests;

/// <summary>Bytes as RFC 8010 shows them: hexadecimal octets, and text between quotes.</summary>
static class Notation
{
    public static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        var parts = text.Split('\'');
        for (var i = 0; i < parts.Length; i++)
        {
            bytes.AddRange(i % 2 == 1
                ? Encoding.ASCII.GetBytes(parts[i])
                : Convert.FromHexString(string.Concat(parts[i].Where(c => !char.IsWhiteSpace(c)))));
        }

        return [.. bytes];
    }
}
