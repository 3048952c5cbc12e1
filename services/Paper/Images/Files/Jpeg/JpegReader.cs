using System.Buffers.Binary;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>
/// JPEG (ITU-T T.81), baseline, extended and progressive with Huffman coding and 8 bits. Of a colour picture only the luminance is
/// made; the colours' data is walked over, or skipped where it lies apart.
/// </summary>
internal static class JpegReader
{
    /// <summary>A whole file, upright as its EXIF data says. Nothing may follow but further JPEG pictures that it announces.</summary>
    public static ScanPage ReadFile(ReadOnlySpan<byte> file, ScanBudget budget)
    {
        var about = new JpegAbout();
        var picture = Read(file, about, budget, out var length);
        JpegTail.Check(file[length..], about.AnnouncesMore);
        var dpi = about.Resolution.Dpi;
        return new ScanPage(1, picture.Upright(about.Orientation, budget), dpi);
    }

    /// <summary>One picture as it is stored, without a look at what its file says about it.</summary>
    public static GreyImage Read(ReadOnlySpan<byte> data, ScanBudget budget) => Read(data, new JpegAbout(), budget, out _);

    static GreyImage Read(ReadOnlySpan<byte> data, JpegAbout about, ScanBudget budget, out int length)
    {
        var tables = new JpegTables(budget);
        JpegDecoder? decoder = null;
        var cursor = new FileCursor(data);
        if (cursor.U16() != 0xFF00 + JpegMarker.Start)
            throw ScanFileException.Damaged("A JPEG picture does not begin as one.");
        while (true)
        {
            var marker = JpegMarker.Next(ref cursor);
            if (marker == JpegMarker.End)
                break;
            var segment = JpegMarker.Segment(ref cursor);
            if (marker == JpegMarker.Quantisation)
                tables.AddQuantisation(segment);
            else if (marker == JpegMarker.Huffman)
                tables.AddHuffman(segment);
            else if (marker == JpegMarker.RestartInterval)
                tables.RestartInterval = segment.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(segment) : throw JpegMarker.Wrong();
            else if (JpegMarker.IsFrame(marker))
                decoder = decoder is null ? new JpegDecoder(Frame(marker, segment, data, budget), tables, budget) : throw JpegMarker.Wrong();
            else if (marker == JpegMarker.Scan)
                cursor.Take((uint)(decoder ?? throw JpegMarker.Wrong()).Scan(segment, cursor.Rest));
            else if (marker is >= JpegMarker.FirstApplication and <= JpegMarker.LastApplication)
                about.Read(marker, segment);
            else if (marker is not JpegMarker.Comment)
                throw ScanFileException.NotSupported("The JPEG has a part that is not read.");
        }

        if (decoder is { Frame: { Components.Length: > 1 } frame } && (about.IsRgb || frame.IsRgb && !about.IsYcc))
            throw ScanFileException.NotSupported("A JPEG picture stored as red, green and blue is not read.");
        length = cursor.Position;
        return (decoder ?? throw JpegMarker.Wrong()).Finish();
    }

    static JpegFrame Frame(byte marker, ReadOnlySpan<byte> segment, ReadOnlySpan<byte> data, ScanBudget budget)
    {
        var frame = JpegFrame.Read(marker, segment, budget);
        // A block takes a bit at the least; nothing is allocated for what cannot be there.
        var (across, down) = frame.BlocksOf(frame.Luminance);
        return (long)across * down <= 8L * data.Length ? frame : throw ScanFileException.Damaged("The JPEG has less data than its size needs.");
    }
}
