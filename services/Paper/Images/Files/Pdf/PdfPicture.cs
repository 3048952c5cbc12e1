using KioskSim.Paper.Images.Files.Jpeg;
using KioskSim.Paper.Images.Files.Packed;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>The dots of an image object (ISO 32000-1, 8.9.5).</summary>
internal sealed class PdfPicture(PdfObjects objects, ScanBudget budget)
{
    public GreyImage Read(PdfStream stream)
    {
        var dictionary = stream.Dictionary;
        var (width, height) = (objects.Number(dictionary["Width"], 0), objects.Number(dictionary["Height"], 0));
        budget.CheckSize(width, height);
        if (objects.Follow(dictionary["SMask"]) is not null || objects.Follow(dictionary["Mask"]) is not null)
            throw ScanFileException.NotSupported("The PDF has a picture that is partly transparent, which is not read.");
        var filters = PdfData.Filters(dictionary, objects);
        var data = PdfData.Unpack(PdfData.Raw(stream, objects, budget), filters.SkipLast(1), objects, budget);
        return filters.LastOrDefault() switch
        {
            { Name: "DCTDecode" } => FromJpeg(data, dictionary),
            { Name: "JBIG2Decode" } => throw ScanFileException.NotSupported("The PDF has a JBIG2 picture, which is not read."),
            { Name: "JPXDecode" } => throw ScanFileException.NotSupported("The PDF has a JPEG 2000 picture, which is not read."),
            var last => FromRows(data, last, dictionary, width, height),
        };
    }

    GreyImage FromJpeg(ReadOnlyMemory<byte> data, PdfDictionary dictionary)
    {
        var picture = JpegReader.Read(data.Span, budget);
        if (IsInverted(dictionary))
        {
            foreach (ref var dot in picture.Pixels.AsSpan())
                dot = (byte)(255 - dot);
        }

        return picture;
    }

    GreyImage FromRows(ReadOnlyMemory<byte> data, PdfFilter? filter, PdfDictionary dictionary, int width, int height)
    {
        var samples = Samples(dictionary, filter);
        var parameters = filter?.Parameters ?? PdfDictionary.Empty;
        var predictor = filter?.Name is "FlateDecode" or "LZWDecode" ? objects.Number(parameters["Predictor"], 1) : 1;
        if (predictor > 1 && !Fits(parameters, samples, width))
            throw ScanFileException.NotSupported("The PDF has a picture whose predictor is not read.");
        if (filter?.Name == "FlateDecode" && samples.RowBytes(width) * height / Inflater.MostRatio > data.Length)
            throw ScanFileException.Damaged("The PDF has a picture with less data than its size needs.");
        var picture = budget.Picture(width, height);
        budget.Source(width);
        var source = Source(data, filter, width, samples);
        try
        {
            if (predictor >= 10)
            {
                var rows = new PngRows(source, samples, width, budget);
                for (var y = 0; y < height; y++)
                    rows.Next(picture.Row(y));
                return picture;
            }

            var row = new byte[samples.RowBytes(width)];
            for (var y = 0; y < height; y++)
            {
                budget.Step(row.Length + width);
                source.Read(row);
                if (predictor == 2)
                    RowFilter.Undo(RowFilter.Sub, row, [], samples.Step);
                samples.ToGrey(row, picture.Row(y));
            }

            return picture;
        }
        finally
        {
            (source as IDisposable)?.Dispose();
        }
    }

    IRowSource Source(ReadOnlyMemory<byte> data, PdfFilter? filter, int width, SampleRows samples)
    {
        switch (filter?.Name)
        {
            case null:
                return new PlainBytes(data);
            case "FlateDecode":
                return new Inflater(data);
            case "LZWDecode" when objects.Number(filter.Parameters["EarlyChange"], 1) == 1:
                return new LzwCodes(data);
            case "RunLengthDecode":
                return new PackBitsRuns(data);
            case "CCITTFaxDecode" when objects.Number(filter.Parameters["K"], 0) < 0:
                if (objects.Number(filter.Parameters["Columns"], 1728) != width || samples.RowBytes(8) != 1)
                    throw ScanFileException.Damaged("The PDF has a fax picture whose widths contradict each other.");
                return new FaxRows(data, width, objects.Flag(filter.Parameters["EncodedByteAlign"], false));
            default:
                throw ScanFileException.NotSupported("The PDF has a picture packed in a way that is not read.");
        }
    }

    SampleRows Samples(PdfDictionary dictionary, PdfFilter? filter)
    {
        // Fax rows have 1 for black as they are decoded here; by the standard that is how they are only if they say so.
        var turned = filter?.Name == "CCITTFaxDecode" && !objects.Flag(filter.Parameters["BlackIs1"], false);
        if (objects.Flag(dictionary["ImageMask"], false))
            return new SampleRows(1, 1, greys: IsInverted(dictionary) ^ turned ? [255, 0] : [0, 255]);
        var bits = objects.Number(dictionary["BitsPerComponent"], filter?.Name == "CCITTFaxDecode" ? 1 : 8);
        var space = PdfColourSpace.Read(dictionary["ColorSpace"], objects);
        if (bits is not (1 or 2 or 4 or 8 or 16) || space.Palette.Length > 0 && bits > 8 || space.Channels == 3 && IsInverted(dictionary))
            throw ScanFileException.NotSupported("The PDF has a picture with samples that are not read.");
        if (space.Channels == 3 || bits == 16)
            return new SampleRows(bits, space.Channels);
        var size = 1 << bits;
        var greys = space.Palette.Length > 0 ? space.Palette : [.. Enumerable.Range(0, size).Select(v => (byte)(v * 255 / (size - 1)))];
        Array.Resize(ref greys, size);
        if (turned ^ IsInverted(dictionary))
            Array.Reverse(greys);
        return new SampleRows(bits, 1, greys: greys);
    }

    /// <summary>Whether the largest sample stands for the least value. Other ranges are taken for the usual one.</summary>
    bool IsInverted(PdfDictionary dictionary) =>
        objects.Array(dictionary["Decode"]) is [var low, var high, ..] && objects.Real(low, 0) > objects.Real(high, 1);

    bool Fits(PdfDictionary parameters, SampleRows samples, int width)
    {
        var (colours, bits) = (objects.Number(parameters["Colors"], 1), objects.Number(parameters["BitsPerComponent"], 8));
        var bytes = ((long)objects.Number(parameters["Columns"], 1) * colours * bits + 7) / 8;
        return bytes == samples.RowBytes(width) && (objects.Number(parameters["Predictor"], 1) >= 10 || bits == 8);
    }
}
