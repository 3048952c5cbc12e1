namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>The second byte of JPEG's markers (T.81 table B.1), and how to go from one to the next.</summary>
internal static class JpegMarker
{
    public const byte Huffman = 0xC4, ArithmeticConditions = 0xCC, FirstRestart = 0xD0, LastRestart = 0xD7, Start = 0xD8, End = 0xD9, Scan = 0xDA,
        Quantisation = 0xDB, RestartInterval = 0xDD, FirstApplication = 0xE0, LastApplication = 0xEF, Comment = 0xFE, Lossless = 0xC3;

    public const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2, FirstArithmetic = 0xC9;

    public static bool IsFrame(byte marker) =>
        marker is >= Baseline and <= 0xCF and not Huffman and not ArithmeticConditions and not 0xC8;

    /// <summary>The next marker, which stands here but for fill bytes.</summary>
    public static byte Next(ref FileCursor cursor)
    {
        if (cursor.U8() != 0xFF)
            throw Wrong();
        byte marker;
        while ((marker = cursor.U8()) == 0xFF)
        {
        }

        return marker is 0 or 1 or (>= FirstRestart and <= Start) ? throw Wrong() : marker;
    }

    /// <summary>What belongs to the marker.</summary>
    public static ReadOnlySpan<byte> Segment(ref FileCursor cursor)
    {
        var length = cursor.U16();
        return length >= 2 ? cursor.Take(length - 2u) : throw Wrong();
    }

    public static ScanFileException Wrong() => ScanFileException.Damaged("The JPEG's parts are not as they must be.");
}
