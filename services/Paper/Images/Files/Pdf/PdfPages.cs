namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>A page, with what it has from the nodes above it.</summary>
/// <param name="Turns">Quarter turns clockwise by which it is shown.</param>
internal sealed record PdfPage(PdfDictionary Dictionary, PdfDictionary Resources, int Turns);

/// <summary>The tree of pages (ISO 32000-1, 7.7.3), walked in order.</summary>
internal sealed class PdfPages(PdfObjects objects, ScanBudget budget)
{
    const int MostDepth = 32;

    readonly List<PdfPage> _pages = [];
    readonly HashSet<int> _seen = [];

    public static IReadOnlyList<PdfPage> Of(PdfObjects objects, ScanBudget budget)
    {
        if (objects.Trailer["Encrypt"] is not null)
            throw ScanFileException.NotSupported("The PDF is encrypted.");
        var root = objects.Dictionary(objects.Trailer["Root"]) ?? throw Wrong();
        var pages = new PdfPages(objects, budget);
        pages.Walk(root["Pages"], PdfDictionary.Empty, 0, 0);
        return pages._pages.Count > 0 ? pages._pages : throw Wrong();
    }

    void Walk(object? place, PdfDictionary resources, int turns, int depth)
    {
        if (depth > MostDepth || place is PdfReference reference && !_seen.Add(reference.Number))
            throw ScanFileException.Damaged("The PDF's pages go round in a circle.");
        var node = objects.Dictionary(place) ?? throw Wrong();
        resources = objects.Dictionary(node["Resources"]) ?? resources;
        turns = objects.Number(node["Rotate"], turns * 90) / 90 & 3;
        if (objects.Follow(node["Kids"]) is object?[] kids && objects.Name(node["Type"]) != "Page")
        {
            foreach (var kid in kids)
                Walk(kid, resources, turns, depth + 1);
            return;
        }

        budget.CheckPages(_pages.Count + 1);
        _pages.Add(new PdfPage(node, resources, turns));
    }

    static ScanFileException Wrong() => ScanFileException.Damaged("The PDF has no pages that could be found.");
}
