namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>
/// What follows a JPEG picture in its file. Phones put smaller copies and brightness maps there, which are JPEG pictures too and
/// announced by a segment (CIPA DC-007, "MPF"); anything else is a second file.
/// </summary>
internal static class JpegTail
{
    public static void Check(ReadOnlySpan<byte> tail, bool announced)
    {
        while (!(tail = tail.TrimStart((byte)0)).IsEmpty)
        {
            if (!announced || !tail.StartsWith((ReadOnlySpan<byte>)[0xFF, JpegMarker.Start]))
                throw FileKinds.Second("data after the end of the JPEG");
            tail = tail[Length(tail)..];
        }
    }

    /// <summary>Bytes of a whole picture from its start to its end, looking at markers only.</summary>
    static int Length(ReadOnlySpan<byte> picture)
    {
        var cursor = new FileCursor(picture);
        cursor.U16();
        while (true)
        {
            var marker = JpegMarker.Next(ref cursor);
            if (marker == JpegMarker.End)
                return cursor.Position;
            JpegMarker.Segment(ref cursor);
            if (marker == JpegMarker.Scan)
                cursor.Take((uint)EntropySegments.LengthOf(cursor.Rest));
        }
    }
}
