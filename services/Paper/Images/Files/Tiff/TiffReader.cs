
namespace KioskSim.Paper.Images.Files.Tiff;

/// <summary>TIFF 6.0 as scanners write it: pages of strips, of ink, grey or red, green and blue.</summary>
internal static class TiffReader
{
    const int MostEntries = 200;

    /// <summary>Small copies and masks, which are passed over.</summary>
    const uint ReducedCopy = 1, Mask = 4;

    public static IReadOnlyList<ScanPage> Read(ReadOnlyMemory<byte> file, ScanBudget budget)
    {
        var pages = new List<ScanPage>();
        var folder = TiffFolder.First(file.Span, MostEntries);
        // Twice as many folders as pages: each may have its small copy. A ring of folders ends here too.
        for (var folders = 1; ; folders++)
        {
            budget.CheckPages((folders + 1) / 2);
            if ((folder.Number(TiffTag.SubfileType, 0) & (ReducedCopy | Mask)) == 0)
            {
                budget.CheckPages(pages.Count + 1);
                pages.Add(TiffPage.Read(folder, file, pages.Count + 1, budget));
            }

            if (folder.Next == 0)
                break;
            folder = folder.Other(folder.Next, MostEntries);
        }

        return pages.Count > 0 ? pages : throw ScanFileException.NotSupported("The TIFF has no page.");
    }
}
