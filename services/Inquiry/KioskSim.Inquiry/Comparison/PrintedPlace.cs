using KioskSim.Paper.Raster;

namespace KioskSim.Inquiry.Comparison;

/// <summary>A piece of a sheet, dots of 300 dpi; right and bottom lie outside.</summary>
internal readonly record struct PrintedPlace(int Left, int Top, int Right, int Bottom)
{
    public int Width => Right - Left;

    public int Height => Bottom - Top;

    /// <param name="ink">600 dpi.</param>
    public static PrintedPlace Of(PlacedBitmap ink) => Of(new DotBox(ink.X, ink.Y, ink.Bitmap.Width, ink.Bitmap.Height));

    /// <param name="box">600 dpi.</param>
    public static PrintedPlace Of(DotBox box) => new(
        box.X / DotCounts.Dots, box.Y / DotCounts.Dots,
        (box.X + box.Width + DotCounts.Dots - 1) / DotCounts.Dots, (box.Y + box.Height + DotCounts.Dots - 1) / DotCounts.Dots);

    /// <summary>With so much around it as the sheet has.</summary>
    public PrintedPlace Wider(int dots, Plane sheet) => new(
        Math.Max(1, Left - dots), Math.Max(1, Top - dots), Math.Min(sheet.Width - 1, Right + dots), Math.Min(sheet.Height - 1, Bottom + dots));
}
