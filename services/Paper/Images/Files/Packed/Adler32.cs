namespace KioskSim.Paper.Images.Files.Packed;

/// <summary>The checksum of zlib streams (RFC 1950, section 8).</summary>
internal static class Adler32
{
    /// <summary>The sums are taken modulo this, the largest prime below 65,536; after so many bytes they may be too large for 32 bits.</summary>
    const uint Base = 65_521;
    const int Run = 5552;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var (low, high) = (1u, 0u);
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Run, bytes.Length)..])
        {
            foreach (var value in bytes[..Math.Min(Run, bytes.Length)])
            {
                low += value;
                high += low;
            }

            (low, high) = (low % Base, high % Base);
        }

        return high << 16 | low;
    }
}
