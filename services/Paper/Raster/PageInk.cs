namespace KioskSim.Paper.Raster;

/// <summary>
/// A face of a sheet as what is inked on it, at one resolution. The page is all of it over each other, in any order, cut off at the
/// page's edges.
/// </summary>
/// <param name="Width">Of the page, dots.</param>
/// <param name="Height">Of the page, dots.</param>
public sealed record PageInk(int Width, int Height)
{
    readonly List<PlacedPartInk> _parts = [];
    readonly List<PlacedBitmap> _glyphs = [];
    readonly List<PlacedBitmap> _outlines = [];
    readonly List<DotBox> _boxes = [];

    /// <summary>The unchanging parts of the kind of certificate, which whoever has the template can ink by themselves.</summary>
    public IReadOnlyList<PlacedPartInk> Parts => _parts;

    /// <summary>Letters in drawing order. The same letter in the same size is the same <see cref="PlacedBitmap.Bitmap"/>.</summary>
    public IReadOnlyList<PlacedBitmap> Glyphs => _glyphs;

    /// <summary>Seals, and marks set on letters.</summary>
    public IReadOnlyList<PlacedBitmap> Outlines => _outlines;

    /// <summary>Rules.</summary>
    public IReadOnlyList<DotBox> Boxes => _boxes;

    internal void Add(PlacedPartInk part) => _parts.Add(part);

    internal void AddGlyph(PlacedBitmap glyph) => _glyphs.Add(glyph);

    internal void AddOutline(PlacedBitmap outline) => _outlines.Add(outline);

    internal void Add(DotBox box) => _boxes.Add(box);
}
