using System.Runtime.InteropServices;

namespace KioskSim.Paper.Drawing;

public enum DrawKind : byte
{
    /// <summary>Index of <see cref="DisplayList.Runs"/>.</summary>
    Text,

    /// <summary>Index of <see cref="DisplayList.Bars"/>: a filled box, which is also what rules and frames are made of.</summary>
    Bar,

    /// <summary>Index of <see cref="DisplayList.Outlines"/>.</summary>
    Outline,

    /// <summary>Index of <see cref="DisplayList.Parts"/>.</summary>
    Part,
}

public readonly record struct DrawOp(DrawKind Kind, int Index);

/// <summary>One drawn glyph with the text it stands for.</summary>
/// <param name="Id">Glyph of the run's face.</param>
/// <param name="X">Offset from the run's start, thousandths of an em before the run's stretch.</param>
/// <param name="Scalar">The code point drawn.</param>
/// <param name="Modifier">The variation selector or combining mark drawn with it; 0 when there is none.</param>
public readonly record struct Glyph(ushort Id, int X, int Scalar, int Modifier);

/// <summary>Glyphs of one face and size on one baseline.</summary>
/// <param name="Face">Index into the font set.</param>
/// <param name="Size">Points an em.</param>
/// <param name="Stretch">Horizontal scale; 1 is as designed, less is condensed.</param>
/// <param name="X">Start on the baseline, points.</param>
/// <param name="Y">The baseline, points from the top.</param>
/// <param name="First">First glyph in <see cref="DisplayList.Glyphs"/>.</param>
public readonly record struct GlyphRun(byte Face, float Size, float Stretch, float X, float Y, int First, int Count);

/// <summary>A filled outline.</summary>
/// <param name="Stroke">Width in points by which its edge is inked as well; 0 for none.</param>
public readonly record struct InkedOutline(Outline Outline, float Stroke);

/// <summary>Another list drawn in this one's place, moved. A writer may keep such a part once for many pages.</summary>
public readonly record struct PlacedPart(DisplayList Part, float X, float Y);

/// <summary>
/// What is on a face of a sheet, in drawing order: black ink only, points, origin at the upper left. Whatever makes a page from it
/// (PDF, raster) takes every position from here.
/// </summary>
public sealed class DisplayList
{
    readonly List<DrawOp> _ops = [];
    readonly List<GlyphRun> _runs = [];
    readonly List<Glyph> _glyphs = [];
    readonly List<Rect> _bars = [];
    readonly List<InkedOutline> _outlines = [];
    readonly List<PlacedPart> _parts = [];

    public ReadOnlySpan<DrawOp> Ops => CollectionsMarshal.AsSpan(_ops);

    public ReadOnlySpan<GlyphRun> Runs => CollectionsMarshal.AsSpan(_runs);

    public ReadOnlySpan<Glyph> Glyphs => CollectionsMarshal.AsSpan(_glyphs);

    public ReadOnlySpan<Rect> Bars => CollectionsMarshal.AsSpan(_bars);

    public ReadOnlySpan<InkedOutline> Outlines => CollectionsMarshal.AsSpan(_outlines);

    public ReadOnlySpan<PlacedPart> Parts => CollectionsMarshal.AsSpan(_parts);

    public ReadOnlySpan<Glyph> GlyphsOf(in GlyphRun run) => Glyphs.Slice(run.First, run.Count);

    public void Add(Rect bar) => Add(DrawKind.Bar, _bars, bar);

    public void Add(InkedOutline outline) => Add(DrawKind.Outline, _outlines, outline);

    public void Add(PlacedPart part) => Add(DrawKind.Part, _parts, part);

    /// <summary>Begins a run; the glyphs added next are its own.</summary>
    public void BeginRun(byte face, float size, float stretch, float x, float y) =>
        Add(DrawKind.Text, _runs, new GlyphRun(face, size, stretch, x, y, _glyphs.Count, 0));

    public void Add(Glyph glyph)
    {
        _glyphs.Add(glyph);
        ref var run = ref CollectionsMarshal.AsSpan(_runs)[^1];
        run = run with { Count = run.Count + 1 };
    }

    void Add<T>(DrawKind kind, List<T> items, T item)
    {
        _ops.Add(new DrawOp(kind, items.Count));
        items.Add(item);
    }
}
