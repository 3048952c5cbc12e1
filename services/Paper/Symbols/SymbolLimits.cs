using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Symbols;

/// <summary>How large a page may be, for those who write and for those who read what may come from anybody.</summary>
internal static class SymbolLimits
{
    public static bool Hold(SymbolPage page) =>
        HoldPage(page.Dpi, page.Width, page.Height)
        && Math.Max(page.Parts.Count, Math.Max(page.Boxes.Count, page.Ink.Count)) <= SymbolPage.MostItems
        && page.Parts.All(Holds) && page.Boxes.All(Holds)
        && page.Ink.All(placed => IsPlace(placed.X) && IsPlace(placed.Y) && IsSide(placed.Bitmap.Width) && IsSide(placed.Bitmap.Height))
        && Dots(page.Ink) <= SymbolPage.MostInk;

    public static bool HoldPage(int dpi, int width, int height) => dpi is > 0 and <= SymbolPage.MostDpi && IsSide(width) && IsSide(height);

    public static bool Holds(PlacedPartInk part) => part.Index is >= 0 and <= SymbolPage.MostItems && IsPlace(part.X) && IsPlace(part.Y);

    public static bool Holds(DotBox box) =>
        IsPlace(box.X) && IsPlace(box.Y) && box.Width is >= 0 and <= SymbolPage.MostDots && box.Height is >= 0 and <= SymbolPage.MostDots;

    public static bool IsSide(int dots) => dots is > 0 and <= SymbolPage.MostDots;

    public static bool IsPlace(int dots) => dots is >= -SymbolPage.MostDots and <= SymbolPage.MostDots;

    static long Dots(IReadOnlyList<PlacedBitmap> ink)
    {
        var (dots, seen) = (0L, new HashSet<Bitmap>());
        foreach (var placed in ink)
            dots += seen.Add(placed.Bitmap) ? (long)placed.Bitmap.Width * placed.Bitmap.Height : 0;
        return dots;
    }
}
