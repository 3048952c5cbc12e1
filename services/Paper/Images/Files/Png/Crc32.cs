namespace KioskSim.Paper.Images.Files.Png;

/// <summary>The checksum of PNG's chunks (PNG specification, annex D), eight bytes at a time.</summary>
internal static class Crc32
{
    const uint Polynomial = 0xEDB8_8320;

    /// <summary>What a byte does to the sum when so many further bytes follow it.</summary>
    static readonly uint[] Tables = Build();

    /// <param name="seed">Of what came before; 0 at the start.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint seed = 0)
    {
        var crc = ~seed;
        ReadOnlySpan<uint> t = Tables;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            crc ^= BitConverter.ToUInt32(bytes);
            crc = t[7 * 256 + (int)(crc & 255)] ^ t[6 * 256 + (int)(crc >> 8 & 255)] ^ t[5 * 256 + (int)(crc >> 16 & 255)]
                ^ t[4 * 256 + (int)(crc >> 24)] ^ t[3 * 256 + bytes[4]] ^ t[2 * 256 + bytes[5]] ^ t[256 + bytes[6]] ^ t[bytes[7]];
        }

        foreach (var value in bytes)
            crc = crc >> 8 ^ t[(int)(crc & 255 ^ value)];
        return ~crc;
    }

    static uint[] Build()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ (Polynomial & (0 - (crc & 1)));
            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
            tables[i] = tables[i - 256] >> 8 ^ tables[tables[i - 256] & 255];
        return tables;
    }
}
