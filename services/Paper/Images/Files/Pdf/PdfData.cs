using KioskSim.Paper.Images.Files.Packed;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>One way in which a stream's data is packed, with its parameters.</summary>
internal sealed record PdfFilter(string Name, PdfDictionary Parameters);

/// <summary>A stream's data: as it lies in the file, and unpacked.</summary>
internal static class PdfData
{
    const int MostFilters = 4;
    const int Chunk = 16_384;

    public static IReadOnlyList<PdfFilter> Filters(PdfDictionary dictionary, PdfObjects objects)
    {
        var names = objects.Follow(dictionary["Filter"]) switch
        {
            null => [],
            PdfName name => [name],
            object?[] list => list,
            _ => throw Wrong(),
        };
        if (names.Length > MostFilters)
            throw Wrong();
        var parameters = objects.Follow(dictionary["DecodeParms"]);
        var filters = new PdfFilter[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var own = parameters is object?[] list ? i < list.Length ? list[i] : null : i == 0 ? parameters : null;
            filters[i] = new PdfFilter(objects.Name(names[i]) ?? throw Wrong(), objects.Dictionary(own) ?? PdfDictionary.Empty);
        }

        return filters;
    }

    /// <summary>As it lies in the file: as long as it says, or, where no end follows there, up to the next end.</summary>
    public static ReadOnlyMemory<byte> Raw(PdfStream stream, PdfObjects objects, ScanBudget budget)
    {
        var data = stream.Source[stream.Start..];
        var length = objects.Number(stream.Dictionary["Length"], -1);
        if (length >= 0 && length <= data.Length && data.Span[length..].TrimStart("\r\n \t"u8).StartsWith("endstream"u8))
            return data[..length];
        budget.Step(data.Length);
        length = data.Span.IndexOf("endstream"u8);
        if (length < 0)
            throw ScanFileException.Damaged("The PDF has a stream that does not end.");
        var raw = data[..length];
        return raw.Span.EndsWith("\r\n"u8) ? raw[..^2] : raw.Span is [.., (byte)'\n' or (byte)'\r'] ? raw[..^1] : raw;
    }

    /// <summary>Unpacked to the end; only for what is no picture.</summary>
    public static ReadOnlyMemory<byte> Unpack(PdfStream stream, PdfObjects objects, ScanBudget budget) =>
        Unpack(Raw(stream, objects, budget), Filters(stream.Dictionary, objects), objects, budget);

    public static ReadOnlyMemory<byte> Unpack(
        ReadOnlyMemory<byte> data, IEnumerable<PdfFilter> filters, PdfObjects objects, ScanBudget budget)
    {
        foreach (var filter in filters)
        {
            if (filter.Name != "FlateDecode")
                throw ScanFileException.NotSupported("The PDF has data packed in a way that is not read.");
            data = Rows(Inflate(data, budget), filter.Parameters, objects);
        }

        return data;
    }

    static byte[] Inflate(ReadOnlyMemory<byte> packed, ScanBudget budget)
    {
        using var inflater = new Inflater(packed);
        using var output = new MemoryStream();
        var chunk = new byte[Chunk];
        int count;
        do
        {
            // Twice, for what is written grows by being copied.
            count = inflater.ReadUpTo(chunk);
            budget.Decode(2 * count);
            budget.Step(count);
            output.Write(chunk, 0, count);
        }
        while (count == chunk.Length);
        return output.ToArray();
    }

    /// <summary>Undoes PNG's filters (predictors 10 to 15), in place.</summary>
    static ReadOnlyMemory<byte> Rows(byte[] data, PdfDictionary parameters, PdfObjects objects)
    {
        var predictor = objects.Number(parameters["Predictor"], 1);
        if (predictor == 1)
            return data;
        var samples = objects.Number(parameters["Colors"], 1) * objects.Number(parameters["BitsPerComponent"], 8);
        var columns = objects.Number(parameters["Columns"], 1);
        if (predictor < 10 || samples is < 1 or > 64 || columns is < 1 or > 1 << 20)
            throw ScanFileException.NotSupported("The PDF has a predictor that is not read.");
        var (length, step) = ((columns * samples + 7) / 8, Math.Max(1, samples / 8));
        ReadOnlySpan<byte> above = new byte[length];
        var (from, to) = (0, 0);
        for (; data.Length - from > length; from += 1 + length, to += length)
        {
            var filter = data[from];
            data.AsSpan(from + 1, length).CopyTo(data.AsSpan(to));
            RowFilter.Undo(filter, data.AsSpan(to, length), above, step);
            above = data.AsSpan(to, length);
        }

        return data.AsMemory(0, to);
    }

    static ScanFileException Wrong() => ScanFileException.Damaged("The PDF has data whose packing is said wrongly.");
}
