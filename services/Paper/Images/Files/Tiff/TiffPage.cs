using KioskSim.Paper.Images.Files.Jpeg;
using KioskSim.Paper.Images.Files.Packed;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Tiff;

/// <summary>The picture of one folder.</summary>
internal static class TiffPage
{
    const uint Uncompressed = 1, Group4 = 4, Lzw = 5, JpegData = 7, Deflate = 8, OldDeflate = 32_946, PackBits = 32_773;
    const uint WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, Indexed = 3, YCbCr = 6;
    const uint LowBitFirst = 2;
    const uint Differences = 2;
    const uint AllRows = uint.MaxValue;

    public static ScanPage Read(TiffFolder folder, ReadOnlyMemory<byte> file, int number, ScanBudget budget)
    {
        var (width, height) = (folder.Number(TiffTag.Width, 0), folder.Number(TiffTag.Height, 0));
        budget.CheckSize(width, height);
        if (folder.Has(TiffTag.TileWidth))
            throw ScanFileException.NotSupported("A TIFF of tiles is not read.");
        if (folder.Number(TiffTag.Planes, 1) != 1)
            throw ScanFileException.NotSupported("A TIFF of colour planes is not read.");
        var compression = folder.Number(TiffTag.Compression, Uncompressed);
        var strips = Strips(folder, file, (int)height, out var rowsPerStrip);
        GreyImage picture;
        if (compression == JpegData)
        {
            picture = FromJpeg(folder, strips, (int)width, (int)height, rowsPerStrip, budget);
        }
        else
        {
            var rows = Samples(folder);
            var differences = folder.Number(TiffTag.Predictor, 1) switch
            {
                1 => false,
                Differences when folder.Number(TiffTag.BitsPerSample, 1) == 8 => true,
                _ => throw ScanFileException.NotSupported("The TIFF has a predictor that is not read."),
            };
            picture = budget.Picture(width, height);
            for (var i = 0; i < strips.Length; i++)
            {
                var strip = folder.Number(TiffTag.FillOrder, 1) == LowBitFirst ? Turned(strips[i], budget) : strips[i];
                budget.Source((int)width);
                var source = Source(folder, compression, strip, (int)width, rows);
                var first = i * rowsPerStrip;
                ReadRows(source, rows, picture, first, Math.Min(first + rowsPerStrip, picture.Height), differences, budget);
                (source as IDisposable)?.Dispose();
            }
        }

        return new ScanPage(number, picture.Upright(Orientations.Of(folder.Number(TiffTag.Orientation, 1)), budget), folder.Resolution().Dpi);
    }

    static ReadOnlyMemory<byte>[] Strips(TiffFolder folder, ReadOnlyMemory<byte> file, int height, out int rowsPerStrip)
    {
        rowsPerStrip = (int)Math.Min(folder.Number(TiffTag.RowsPerStrip, AllRows), (uint)height);
        if (rowsPerStrip == 0)
            throw Wrong();
        var count = (height + rowsPerStrip - 1) / rowsPerStrip;
        var (offsets, lengths) = (folder.Numbers(TiffTag.StripOffsets, count), folder.Numbers(TiffTag.StripByteCounts, count));
        if (offsets.Length != count || lengths.Length != count)
            throw Wrong();
        var strips = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
            strips[i] = (long)offsets[i] + lengths[i] <= file.Length ? file.Slice((int)offsets[i], (int)lengths[i]) : throw Wrong();
        return strips;
    }

    static SampleRows Samples(TiffFolder folder)
    {
        var bits = folder.Numbers(TiffTag.BitsPerSample, 4) is { Length: > 0 } given ? given : [1];
        var channels = folder.Number(TiffTag.SamplesPerPixel, 1);
        var photometric = folder.Number(TiffTag.Photometric, WhiteIsZero);
        var whole = bits.All(b => b == bits[0]) && folder.Number(TiffTag.SampleFormat, 1) == 1;
        return (photometric, channels, bits[0]) switch
        {
            _ when !whole => throw Unread(),
            (BlackIsZero, 1, 1 or 4 or 8) => new SampleRows((int)bits[0], 1),
            (WhiteIsZero, 1, 1 or 4 or 8) => new SampleRows((int)bits[0], 1, greys: Falling((int)bits[0])),
            (Indexed, 1, 1 or 4 or 8) => new SampleRows((int)bits[0], 1, greys: Palette(folder, 1 << (int)bits[0])),
            (Rgb, 3, 8) => new SampleRows(8, 3),
            (Rgb, 4, 8) => new SampleRows(8, 3, alpha: true),
            _ => throw Unread(),
        };

        static ScanFileException Unread() => ScanFileException.NotSupported("The TIFF has samples of a kind that is not read.");
    }

    static byte[] Falling(int bits) => [.. Enumerable.Range(0, 1 << bits).Select(v => (byte)(255 - v * 255 / ((1 << bits) - 1)))];

    /// <summary>All reds, then all greens, then all blues, of 16 bits each.</summary>
    static byte[] Palette(TiffFolder folder, int size)
    {
        var colours = folder.Numbers(TiffTag.Palette, 3 * size);
        if (colours.Length != 3 * size)
            throw Wrong();
        return [.. Enumerable.Range(0, size).Select(i => SampleRows.Grey(High(colours[i]), High(colours[i + size]), High(colours[i + 2 * size])))];

        static int High(uint value) => (int)(value >> 8 & 255);
    }

    static IRowSource Source(TiffFolder folder, uint compression, ReadOnlyMemory<byte> strip, int width, SampleRows rows) => compression switch
    {
        Uncompressed => new PlainBytes(strip),
        PackBits => new PackBitsRuns(strip),
        Lzw => new LzwCodes(strip),
        Deflate or OldDeflate => new Inflater(strip),
        Group4 when rows.RowBytes(8) != 1 => throw Wrong(),
        Group4 when (folder.Number(TiffTag.FaxOptions, 0) & 2) == 0 => new FaxRows(strip, width),
        _ => throw ScanFileException.NotSupported("The TIFF has a compression that is not read."),
    };

    static void ReadRows(IRowSource source, SampleRows rows, GreyImage picture, int first, int end, bool differences, ScanBudget budget)
    {
        var row = new byte[rows.RowBytes(picture.Width)];
        for (var y = first; y < end; y++)
        {
            budget.Step(row.Length + picture.Width);
            source.Read(row);
            if (differences)
                RowFilter.Undo(RowFilter.Sub, row, [], rows.Step);
            rows.ToGrey(row, picture.Row(y));
        }
    }

    static ReadOnlyMemory<byte> Turned(ReadOnlyMemory<byte> strip, ScanBudget budget)
    {
        budget.Decode(strip.Length);
        var turned = strip.ToArray();
        foreach (ref var value in turned.AsSpan())
            value = (byte)(((value * 0x8020_0802ul) & 0x08_8442_2110) * 0x1_0101_0101 >> 32);
        return turned;
    }

    /// <summary>Each strip a JPEG picture, with the tables that they share apart (TIFF Technical Note 2).</summary>
    static GreyImage FromJpeg(
        TiffFolder folder, ReadOnlyMemory<byte>[] strips, int width, int height, int rowsPerStrip, ScanBudget budget)
    {
        if (folder.Number(TiffTag.Photometric, YCbCr) is not (YCbCr or BlackIsZero))
            throw ScanFileException.NotSupported("The TIFF holds JPEG of colours that are not read.");
        var tables = folder.Bytes(TiffTag.JpegTables);
        var picture = budget.Picture(width, height);
        for (var i = 0; i < strips.Length; i++)
        {
            var strip = strips[i].Span;
            if (tables.Length >= 4 && strip.Length >= 2)
            {
                // The tables' end marker and the strip's start marker go.
                budget.Decode(tables.Length + strip.Length);
                strip = (byte[])[.. tables[..^2], .. strip[2..]];
            }

            var part = JpegReader.Read(strip, budget);
            var rows = Math.Min(rowsPerStrip, height - i * rowsPerStrip);
            if (part.Width != width || part.Height < rows)
                throw Wrong();
            part.Pixels.AsSpan(0, rows * width).CopyTo(picture.Pixels.AsSpan(i * rowsPerStrip * width));
        }

        return picture;
    }

    static ScanFileException Wrong() => ScanFileException.Damaged("The TIFF's fields contradict each other.");
}
