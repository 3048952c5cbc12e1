namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>Finds the objects of a file whose table is damaged: by looking for them from front to back.</summary>
internal static class PdfRecovery
{
    /// <summary>Objects that could not be read, and then the file is given up.</summary>
    const int MostFailures = 500;

    public static PdfObjectTable Read(ReadOnlyMemory<byte> file, ScanBudget budget)
    {
        var table = new PdfObjectTable(file, budget);
        var failures = 0;
        budget.Step(file.Length);
        var span = file.Span;
        for (int at = 0, found; (found = span[at..].IndexOf(" obj"u8)) >= 0; at += found + 4)
        {
            var start = StartOf(span[..(at + found)]);
            if (start >= 0)
                Attempt(() => Take(table, file, start, budget), ref failures);
        }

        for (int at = 0, found; (found = span[at..].IndexOf("trailer"u8)) >= 0;)
        {
            at += found + "trailer".Length;
            Attempt(() =>
            {
                if (new PdfParser(file, at, budget).Next() is PdfDictionary trailer)
                    CopyRoots(trailer, table);
            }, ref failures);
        }

        return table;
    }

    /// <summary>Where the number and the generation before "obj" begin; -1 where there are none.</summary>
    static int StartOf(ReadOnlySpan<byte> before)
    {
        var generation = before.TrimEnd("0123456789"u8);
        var between = generation.TrimEnd(" \r\n"u8);
        var number = between.TrimEnd("0123456789"u8);
        var digits = between.Length - number.Length;
        return generation.Length < before.Length && between.Length < generation.Length && digits is > 0 and <= 10 ? number.Length : -1;
    }

    /// <summary>Objects later in the file are newer.</summary>
    static void Take(PdfObjectTable table, ReadOnlyMemory<byte> file, int start, ScanBudget budget)
    {
        var value = PdfObjects.At(file, start, budget, out var number);
        table.Replace(number, new PdfPlace(0, start));
        var type = ((value as PdfDictionary ?? (value as PdfStream)?.Dictionary)?["Type"] as PdfName)?.Value;
        if (type == "Catalog")
            table.Trailer.Set("Root", new PdfReference(number));
        else if (type == "XRef" && value is PdfStream { Dictionary: var trailer })
            CopyRoots(trailer, table);
        else if (type == "ObjStm" && value is PdfStream packed)
            TakePacked(table, file, number, packed, budget);
    }

    static void TakePacked(PdfObjectTable table, ReadOnlyMemory<byte> file, int container, PdfStream packed, ScanBudget budget)
    {
        var objects = new PdfObjects(table, file, budget);
        foreach (var (index, number) in PdfObjectStream.Numbers(packed, objects, budget).Index())
            table.Replace(number, new PdfPlace(container, index));
    }

    static void CopyRoots(PdfDictionary trailer, PdfObjectTable table)
    {
        foreach (var key in (string[])["Root", "Encrypt"])
        {
            if (trailer[key] is { } value)
                table.Trailer.Set(key, value);
        }
    }

    /// <summary>One damaged object is no reason to give up the others.</summary>
    static void Attempt(Action take, ref int failures)
    {
        try
        {
            take();
        }
        catch (ScanFileException e) when (e.Fault is ScanFault.Damaged or ScanFault.NotSupported)
        {
            if (++failures > MostFailures)
                throw;
        }
    }
}
