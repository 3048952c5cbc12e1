using KioskSim.Paper.Images.Files.Packed;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Png;

/// <summary>
/// PNG of every colour type, depth and interlace. Gamma and colour profiles are left alone: a scan is read for light and dark. A single
/// colour declared transparent (tRNS without a palette) is drawn as it is.
/// </summary>
internal static class PngReader
{
    const double InchesPerMetre = 0.0254;

    public static ScanPage Read(ReadOnlyMemory<byte> file, ScanBudget budget)
    {
        var chunks = new FileCursor(file.Span[PngHeader.Signature.Length..]);
        PngHeader? header = null;
        byte[] palette = [], opacities = [];
        var resolution = default(Resolution);
        var data = new List<ReadOnlyMemory<byte>>();
        while (true)
        {
            var at = PngHeader.Signature.Length + chunks.Position;
            var (type, content) = Next(ref chunks);
            if (header is null != type.SequenceEqual("IHDR"u8))
                throw ScanFileException.Damaged("The PNG does not begin with its only header.");
            if (type.SequenceEqual("IHDR"u8))
                Check((header = PngHeader.Read(content)).Value, budget);
            else if (type.SequenceEqual("PLTE"u8))
                palette = Palette(content);
            else if (type.SequenceEqual("tRNS"u8))
                opacities = content[..Math.Min(256, content.Length)].ToArray();
            else if (type.SequenceEqual("pHYs"u8) && content is [_, _, _, _, _, _, _, _, 1])
                resolution = PerInch(content);
            else if (type.SequenceEqual("IDAT"u8))
                data.Add(file.Slice(at + 8, content.Length));
            else if (type.SequenceEqual("IEND"u8))
                break;
            else if ((type[0] & 0x20) == 0)
                throw ScanFileException.NotSupported("The PNG has a part that must be understood and is not.");
        }

        if (chunks.Left != 0)
            throw FileKinds.Second("data after the end of the PNG");
        return new ScanPage(1, Decode(header!.Value, data, Greys(palette, opacities), budget), resolution.Dpi);
    }

    /// <summary>A chunk whose checksum is right.</summary>
    static ChunkView Next(ref FileCursor chunks)
    {
        var length = chunks.U32();
        if (length > (uint)Math.Max(0, chunks.Left))
            throw ScanFileException.Damaged("The PNG ends within a chunk.");
        var named = chunks.Take(length + 4);
        if (chunks.U32() != Crc32.Of(named))
            throw ScanFileException.Damaged("A checksum of the PNG is wrong.");
        return new ChunkView(named[..4], named[4..]);
    }

    static void Check(PngHeader header, ScanBudget budget) => budget.CheckSize(header.Width, header.Height);

    static byte[] Palette(ReadOnlySpan<byte> content)
    {
        if (content.Length is 0 or > 3 * 256 || content.Length % 3 != 0)
            throw ScanFileException.Damaged("The PNG's palette has a wrong length.");
        return content.ToArray();
    }

    static byte[] Greys(byte[] palette, byte[] opacities)
    {
        var greys = new byte[palette.Length / 3];
        for (var i = 0; i < greys.Length; i++)
        {
            var grey = SampleRows.Grey(palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]);
            greys[i] = i < opacities.Length ? SampleRows.OnWhite(grey, opacities[i]) : grey;
        }

        return greys;
    }

    static Resolution PerInch(ReadOnlySpan<byte> content)
    {
        var cursor = new FileCursor(content);
        return new Resolution(cursor.U32() * InchesPerMetre, cursor.U32() * InchesPerMetre);
    }

    static GreyImage Decode(PngHeader header, List<ReadOnlyMemory<byte>> data, byte[] greys, ScanBudget budget)
    {
        if (header.Colour == PngHeader.Indexed && greys.Length == 0)
            throw ScanFileException.Damaged("The PNG has indices and no palette.");
        var rows = header.Rows(header.Colour == PngHeader.Indexed ? greys : []);
        if (rows.RowBytes(header.Width) * header.Height / Inflater.MostRatio > data.Sum(part => (long)part.Length))
            throw ScanFileException.Damaged("The PNG has less data than its size needs.");
        var picture = budget.Picture(header.Width, header.Height);
        using var inflater = new Inflater(new PartsStream(data));
        if (header.Interlaced)
            ReadInterlaced(picture, rows, inflater, budget);
        else
            ReadPass(new PngRows(inflater, rows, header.Width, budget), picture);
        inflater.ExpectEnd();
        return picture;
    }

    static void ReadPass(PngRows source, GreyImage picture)
    {
        for (var y = 0; y < picture.Height; y++)
            source.Next(picture.Row(y));
    }

    /// <summary>Adam7: seven smaller pictures, each of every so many dots (PNG specification, clause 8.2).</summary>
    static void ReadInterlaced(GreyImage picture, SampleRows rows, Inflater inflater, ScanBudget budget)
    {
        ReadOnlySpan<(int X, int Y, int Right, int Down)> passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        var grey = new byte[picture.Width];
        foreach (var (left, top, right, down) in passes)
        {
            var width = (picture.Width - left + right - 1) / right;
            if (width <= 0)
                continue;
            var source = new PngRows(inflater, rows, width, budget);
            for (var y = top; y < picture.Height; y += down)
            {
                source.Next(grey.AsSpan(0, width));
                var row = picture.Row(y);
                for (var i = 0; i < width; i++)
                    row[left + i * right] = grey[i];
            }
        }
    }

    readonly ref struct ChunkView(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        readonly ReadOnlySpan<byte> _type = type, _content = content;

        public void Deconstruct(out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
        {
            type = _type;
            content = _content;
        }
    }
}
