using System.IO.Compression;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Proof.Canaries;

/// <summary>
/// A certificate as it came out of the printer: the compressed streams of its file, and what is in them, text, rows of the scrambled
/// picture and all. What stands between streams is the same words in every PDF; what it says of the issue is looked for as text.
/// </summary>
public static class PrintedDocument
{
    // What is not compressed is no chance: less than this of it are operators that any page has, or numbers counted up in any table.
    const int ShortestPlain = 32;

    // A piece of a row of the picture: shorter ones, and those that are mostly white, are patterns that also tables and masks of programs have.
    const int ShortestInside = 64;
    const int FewestChanges = 24;

    // The inside of a picture of 600 dpi is millions of bytes; whoever keeps it keeps its beginning.
    const int MostInside = 16 * 1024;

    static ReadOnlySpan<byte> Begin => ">>stream\n"u8;

    static ReadOnlySpan<byte> End => "\nendstream"u8;

    public static IEnumerable<Canary> Canaries(byte[] pdf)
    {
        foreach (var (number, (from, to)) in Streams(pdf).Index())
        {
            var inside = Inside(pdf, from, to);
            var shortest = inside is null ? ShortestPlain : PatternSet.Window;
            if (to - from >= shortest)
                yield return new Canary($"certificate, stream {number + 1} of the PDF", pdf[from..to], shortest);
            if (inside is { Length: >= ShortestInside })
                yield return new Canary($"certificate, stream {number + 1} unpacked (text, raster rows)", inside, ShortestInside) { Changes = FewestChanges };
        }
    }

    /// <summary>The issue number that stands on every sheet.</summary>
    public static string IssueNumber(byte[] pdf)
    {
        var at = pdf.AsSpan().IndexOf("/Issue("u8) + 7;
        return System.Text.Encoding.ASCII.GetString(pdf, at, pdf.AsSpan(at).IndexOf((byte)')'));
    }

    static List<(int From, int To)> Streams(byte[] pdf)
    {
        var streams = new List<(int, int)>();
        for (var at = 0; pdf.AsSpan(at).IndexOf(Begin) is >= 0 and var begin;)
        {
            var from = at + begin + Begin.Length;
            var length = pdf.AsSpan(from).IndexOf(End);
            if (length < 0)
                break;
            streams.Add((from, from + length));
            at = from + length;
        }

        return streams;
    }

    static byte[]? Inside(byte[] pdf, int from, int to)
    {
        try
        {
            using var unpacked = new ZLibStream(new MemoryStream(pdf, from, to - from), CompressionMode.Decompress);
            var inside = new byte[MostInside];
            return inside[..unpacked.ReadAtLeast(inside, inside.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return null; // stored as it is
        }
    }
}
