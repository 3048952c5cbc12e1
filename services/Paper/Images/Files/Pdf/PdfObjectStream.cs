namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>Objects packed together (ISO 32000-1, 7.5.7): pairs of number and offset, then the values.</summary>
internal static class PdfObjectStream
{
    /// <returns>The unpacked data, and where in it each object begins.</returns>
    public static (ReadOnlyMemory<byte> Data, int[] Offsets) Open(PdfStream stream, PdfObjects objects, ScanBudget budget)
    {
        var (data, entries) = Read(stream, objects, budget);
        return (data, [.. entries.Select(e => e.Offset)]);
    }

    /// <summary>The numbers of the objects within, in order.</summary>
    public static IEnumerable<int> Numbers(PdfStream stream, PdfObjects objects, ScanBudget budget) =>
        Read(stream, objects, budget).Entries.Select(e => e.Number);

    static (ReadOnlyMemory<byte> Data, List<(int Number, int Offset)> Entries) Read(PdfStream stream, PdfObjects objects, ScanBudget budget)
    {
        var data = PdfData.Unpack(stream, objects, budget);
        var (count, first) = (objects.Number(stream.Dictionary["N"], 0), objects.Number(stream.Dictionary["First"], 0));
        var entries = new List<(int, int)>();
        var parser = new PdfParser(data, 0, budget, references: false);
        for (var i = 0; i < count; i++)
        {
            budget.Decode(8);
            var (number, offset) = (parser.WholeNumber(), parser.WholeNumber());
            if (first < 0 || offset > data.Length - first)
                throw ScanFileException.Damaged("The PDF has an object stream that points beyond its end.");
            entries.Add((number, first + offset));
        }

        return (data, entries);
    }
}
