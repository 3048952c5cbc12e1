namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>
/// PDF as scanners make it: each page a picture, or strips of one. Scripts, forms, attachments, links are never looked at; a page is
/// read by its picture alone.
/// </summary>
internal static class PdfScanReader
{
    public static IReadOnlyList<ScanPage> Read(ReadOnlyMemory<byte> file, ScanBudget budget)
    {
        RefuseMoreAfterEnd(file.Span);
        var (objects, pages) = Open(file, budget);
        var scans = new List<ScanPage>();
        foreach (var page in pages)
            scans.Add(PdfScanPage.Read(page, scans.Count + 1, objects, budget));
        return scans;
    }

    /// <summary>By the file's own table; where that leads nowhere, by looking for objects.</summary>
    static (PdfObjects, IReadOnlyList<PdfPage>) Open(ReadOnlyMemory<byte> file, ScanBudget budget)
    {
        try
        {
            var objects = new PdfObjects(PdfObjectTable.Read(file, budget), file, budget);
            return (objects, PdfPages.Of(objects, budget));
        }
        catch (ScanFileException e) when (e.Fault == ScanFault.Damaged)
        {
            var objects = new PdfObjects(PdfRecovery.Read(file, budget), file, budget);
            return (objects, PdfPages.Of(objects, budget));
        }
    }

    static void RefuseMoreAfterEnd(ReadOnlySpan<byte> file)
    {
        var end = file.LastIndexOf("%%EOF"u8);
        if (end >= 0 && file[(end + "%%EOF".Length)..].ContainsAnyExcept(" \t\r\n\0"u8))
            throw FileKinds.Second("data after the end of the PDF");
    }
}
