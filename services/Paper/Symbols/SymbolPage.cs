using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Symbols;

/// <summary>
/// What is on one page and on no other of its kind: all of it over each other is the page's variable part, cut off at the page's edges.
/// </summary>
/// <param name="Dpi">At most <see cref="MostDpi"/>.</param>
/// <param name="Width">Dots.</param>
/// <param name="Height">Dots.</param>
/// <param name="Parts">Unchanging parts, which whoever has the template can ink by its number.</param>
/// <param name="Ink">Letters in the order they are drawn, and whatever else is a picture. The same picture counts once.</param>
/// <param name="Boxes">Rules.</param>
public sealed record SymbolPage(
    int Dpi, int Width, int Height, IReadOnlyList<PlacedPartInk> Parts, IReadOnlyList<PlacedBitmap> Ink, IReadOnlyList<DotBox> Boxes)
{
    public const int MostDpi = 1200;

    /// <summary>Dots of a page's or a picture's side, and of a place to either side of 0.</summary>
    public const int MostDots = 20_000;

    /// <summary>Of each of the three lists.</summary>
    public const int MostItems = 10_000;

    /// <summary>Dots of all different pictures together.</summary>
    public const int MostInk = 1 << 20;
}
