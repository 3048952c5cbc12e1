using System.Collections.Frozen;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Raster;

/// <summary>
/// Faces of one kind of certificate to dots, from the display lists that the PDF is made of. Letters, rules and parts are moved to the
/// nearest dot. The same face has the same dots on any machine, in whatever order and on however many threads faces are made. Safe to
/// share between threads.
/// </summary>
internal sealed class PageRaster
{
    readonly FontSet _fonts;
    readonly FrozenDictionary<DisplayList, int> _indices;
    readonly DotGrid _grid;
    readonly Lazy<PlacedBitmap?>[] _parts;

    /// <param name="parts">The unchanging parts, which pages name by their number.</param>
    /// <param name="dpi">100 to 600.</param>
    public PageRaster(FontSet fonts, IReadOnlyList<DisplayList> parts, int dpi)
    {
        (_fonts, _grid) = (fonts, new DotGrid(dpi));
        _indices = parts.Index().ToFrozenDictionary(p => p.Item, p => p.Index);
        _parts = [.. parts.Select(part => new Lazy<PlacedBitmap?>(() => InkOf(part)))];
    }

    /// <summary>Each part as it is inked where it was drawn, unmoved; null for one without ink.</summary>
    public PlacedBitmap? Part(int index) => _parts[index].Value;

    /// <summary>Where everything on a face comes to lie.</summary>
    /// <param name="layers">Drawn one over the other.</param>
    public PageInk Place(params IReadOnlyList<DisplayList> layers)
    {
        var letters = GlyphCache.For(_fonts, _grid.Dpi);
        var page = new PageInk(_grid.PageWidth, _grid.PageHeight);
        foreach (var layer in layers)
            Place(layer, page, letters);
        return page;
    }

    public Bitmap Draw(PageInk page)
    {
        var bitmap = new Bitmap(page.Width, page.Height);
        Draw(page, bitmap, 0, 0);
        return bitmap;
    }

    /// <param name="bitmap">Of the page's size; what is inked there stays.</param>
    public void Draw(PageInk page, Bitmap bitmap) => Draw(page, bitmap, 0, 0);

    void Place(DisplayList list, PageInk page, GlyphCache letters)
    {
        foreach (var op in list.Ops)
        {
            switch (op.Kind)
            {
                case DrawKind.Text:
                    PlaceRun(list, list.Runs[op.Index], page, letters);
                    break;
                case DrawKind.Bar:
                    page.Add(_grid.Box(list.Bars[op.Index]));
                    break;
                case DrawKind.Outline:
                    if (new OutlinePen(new OutlineInker(_grid.Dpi), _grid.Dpi).OnPage(list.Outlines[op.Index]) is { } outline)
                        page.AddOutline(outline);
                    break;
                case DrawKind.Part:
                    var part = list.Parts[op.Index];
                    page.Add(new PlacedPartInk(
                        _indices[part.Part], _grid.Nearest(PageSize.Hundredths(part.X)), _grid.Nearest(PageSize.Hundredths(part.Y))));
                    break;
            }
        }
    }

    void PlaceRun(DisplayList list, in GlyphRun run, PageInk page, GlyphCache letters)
    {
        var type = new TypeSize(run);
        foreach (var glyph in list.GlyphsOf(run))
        {
            if (letters[run.Face, glyph.Id, type] is not { } letter)
                continue;
            var (x, y) = _grid.Origin(run, glyph);
            page.AddGlyph(letter.Moved(x, y));
        }
    }

    /// <summary>Draws a page with its upper left corner moved to a place.</summary>
    void Draw(PageInk page, Bitmap bitmap, int x, int y)
    {
        foreach (var part in page.Parts)
            Or(bitmap, Part(part.Index)?.Moved(x + part.X, y + part.Y));
        foreach (var glyph in page.Glyphs)
            Or(bitmap, glyph.Moved(x, y));
        foreach (var outline in page.Outlines)
            Or(bitmap, outline.Moved(x, y));
        foreach (var box in page.Boxes)
            bitmap.Fill(x + box.X, y + box.Y, box.Width, box.Height);
    }

    static void Or(Bitmap bitmap, PlacedBitmap? ink)
    {
        if (ink is { } placed)
            bitmap.Or(placed.Bitmap, placed.X, placed.Y);
    }

    /// <summary>A part as large as what is on it, its left edge on a whole word where it stands, so that pages take it word by word.</summary>
    PlacedBitmap? InkOf(DisplayList part)
    {
        const int word = 64;
        var page = Place(part);
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        void Hold(int x, int y, int width, int height) =>
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + width), Math.Max(bottom, y + height));

        foreach (var ink in page.Glyphs.Concat(page.Outlines).Concat(page.Parts.Select(p => Part(p.Index)?.Moved(p.X, p.Y)).OfType<PlacedBitmap>()))
            Hold(ink.X, ink.Y, ink.Bitmap.Width, ink.Bitmap.Height);
        foreach (var box in page.Boxes)
            Hold(box.X, box.Y, box.Width, box.Height);
        if (left > right)
            return null;
        left &= -word;
        var bitmap = new Bitmap(right - left, bottom - top);
        Draw(page, bitmap, -left, -top);
        return new(bitmap, left, top);
    }
}
