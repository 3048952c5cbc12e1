using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Raster;

/// <summary>
/// Points to dots, in whole numbers all the way from the hundredths of a point that stand in the PDF, so that every machine comes to the
/// same dot.
/// </summary>
internal readonly record struct DotGrid
{
    public const int Lowest = 100;
    public const int Highest = 600;

    const int HundredthsPerInch = 7200;

    public DotGrid(int dpi)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, Lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, Highest);
        Dpi = dpi;
    }

    public int Dpi { get; }

    public int PageWidth => Nearest(PageSize.Hundredths(PageSize.Width));

    public int PageHeight => Nearest(PageSize.Hundredths(PageSize.Height));

    /// <summary>The dot edge nearest to a length; of two equally near the one to the right.</summary>
    public int Nearest(int hundredths) => Floor(2L * hundredths * Dpi + HundredthsPerInch, 2L * HundredthsPerInch);

    /// <summary>Where a glyph of a run starts.</summary>
    public (int X, int Y) Origin(in GlyphRun run, in Glyph glyph)
    {
        const long fraction = 1000L * TypeSize.StretchUnit;
        var type = new TypeSize(run);
        var x = PageSize.Hundredths(run.X) * fraction + (long)glyph.X * type.Hundredths * type.Stretch;
        return (Floor(2 * x * Dpi + HundredthsPerInch * fraction, 2 * HundredthsPerInch * fraction), Nearest(PageSize.HundredthsFromTop(run.Y)));
    }

    /// <summary>A box as dots. Thin ones, rules, are equally thick wherever they fall, and never vanish.</summary>
    public DotBox Box(Rect box)
    {
        var (x, y) = (Nearest(PageSize.Hundredths(box.X)), Nearest(PageSize.HundredthsFromTop(box.Bottom) - PageSize.Hundredths(box.Height)));
        return new DotBox(x, y, Extent(PageSize.Hundredths(box.X), PageSize.Hundredths(box.Width), x),
            Extent(PageSize.HundredthsFromTop(box.Bottom) - PageSize.Hundredths(box.Height), PageSize.Hundredths(box.Height), y));
    }

    int Extent(int start, int length, int first)
    {
        const int thin = 4;
        var thickness = Nearest(length);
        return thickness < thin ? Math.Max(1, thickness) : Nearest(start + length) - first;
    }

    static int Floor(long dividend, long divisor) => (int)(dividend / divisor - (dividend % divisor < 0 ? 1 : 0));
}

/// <summary>Size and stretch of letters as they stand in the PDF.</summary>
/// <param name="Hundredths">Of a point, an em.</param>
/// <param name="Stretch">In ten-thousandths.</param>
internal readonly record struct TypeSize(int Hundredths, int Stretch)
{
    public const int StretchUnit = 10_000;

    public TypeSize(in GlyphRun run)
        : this(PageSize.Hundredths(run.Size), PageSize.Hundredths(run.Stretch * 100))
    {
    }
}
