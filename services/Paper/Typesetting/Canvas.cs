using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Typesetting;

/// <summary>Draws text, rules and frames of one document into a display list.</summary>
internal sealed class Canvas(FontSet fonts, VariantPolicy policy)
{
    /// <summary>From the middle of a Japanese letter's square down to its baseline, ems.</summary>
    internal const float MiddleToBaseline = 0.38f;

    /// <summary>No field of a certificate is longer; keeps a hostile text from costing time.</summary>
    const int MaxText = 400;

    const int MaxLines = 8;

    public FontSet Fonts => fonts;

    public Shaper Shaper { get; } = new(fonts, policy);

    public DisplayList List { get; private set; } = new();

    /// <summary>Hands over what was drawn and begins anew.</summary>
    public DisplayList Take()
    {
        var list = List;
        List = new DisplayList();
        return list;
    }

    /// <summary>One line at a given size, its middle at a given height.</summary>
    /// <param name="x">Its left end, middle or right end, as <paramref name="align"/> says.</param>
    /// <param name="tracking">Space added after each letter, thousandths of an em.</param>
    public void Line(string text, float x, float middle, float size, Align align = Align.Left, int tracking = 0)
    {
        var glyphs = Shaper.Shape(text);
        var width = (Width(glyphs) + tracking * (glyphs.Length - 1)) * size / 1000;
        Draw(glyphs, Start(align, x, width), middle + MiddleToBaseline * size, size, 1, tracking);
    }

    /// <summary>A text in a box, centred in height: shrunk, then condensed, then broken into lines until it fits.</summary>
    /// <param name="field">Named in the error; never the text.</param>
    /// <exception cref="TextDoesNotFitException"/>
    public void Fit(string text, Rect box, in TextStyle style, string field)
    {
        if (text.Length > MaxText)
            throw new TextDoesNotFitException(field);
        var glyphs = Shaper.Shape(text);
        var natural = Width(glyphs);
        if (glyphs.IsEmpty)
            return;

        var size = Math.Min(style.Size, Math.Max(style.Smallest, MathF.Floor(box.Width * 100_000 / natural) / 100));
        var stretch = Math.Min(1, MathF.Floor(box.Width * 100_000 / (natural * size)) / 100);
        if (stretch >= style.Narrowest)
        {
            Draw(glyphs, Start(style.Align, box, natural * size * stretch / 1000), Middle(box) + MiddleToBaseline * size, size, stretch);
            return;
        }

        FitLines(glyphs, box, style, field);
    }

    /// <summary>A label spread over the width as far as it still reads as one word, in the middle of its box.</summary>
    public void Spread(string text, Rect box, float size)
    {
        const int widest = 1800;
        var glyphs = Shaper.Shape(text);
        var room = (int)(box.Width * 1000 / size) - Width(glyphs);
        var tracking = glyphs.Length == 1 ? 0 : Math.Clamp(room / (glyphs.Length - 1), 0, widest);
        var width = (Width(glyphs) + tracking * (glyphs.Length - 1)) * size / 1000;
        Draw(glyphs, Start(Align.Centre, box, width), Middle(box) + MiddleToBaseline * size, size, 1, tracking);
    }

    /// <summary>Lines of one size from a given top down.</summary>
    /// <returns>Where the paragraph ends.</returns>
    public float Paragraph(string text, float x, float top, float width, float size)
    {
        const float pitch = 1.45f;
        var glyphs = Shaper.Shape(text);
        Span<int> ends = stackalloc int[MaxLines];
        if (!LineBreaks.TryBreak(glyphs, (int)(width * 1000 / size), ends, out var count))
            throw new TextDoesNotFitException("説明文");
        for (var (line, first) = (0, 0); line < count; first = ends[line++], top += pitch * size)
            Draw(glyphs[first..ends[line]], x, top + (0.5f + MiddleToBaseline) * size, size, 1);
        return top;
    }

    public void Horizontal(float x, float y, float width, float weight) => List.Add(new Rect(x, y - weight / 2, width, weight));

    public void Vertical(float x, float y, float height, float weight) => List.Add(new Rect(x - weight / 2, y, weight, height));

    public void Frame(Rect box, float weight)
    {
        Horizontal(box.X - weight / 2, box.Y, box.Width + weight, weight);
        Horizontal(box.X - weight / 2, box.Bottom, box.Width + weight, weight);
        Vertical(box.X, box.Y, box.Height, weight);
        Vertical(box.Right, box.Y, box.Height, weight);
    }

    void FitLines(ReadOnlySpan<ShapedGlyph> glyphs, Rect box, in TextStyle style, string field)
    {
        var pitch = style.Smallest * TextStyle.LineHeight;
        Span<int> ends = stackalloc int[Math.Clamp((int)(box.Height / pitch), 1, MaxLines)];
        for (var percent = 100; percent >= (int)MathF.Round(100 * style.Narrowest); percent -= 10)
        {
            var stretch = percent / 100f;
            if (!LineBreaks.TryBreak(glyphs, (int)(box.Width * 1000 / (style.Smallest * stretch)), ends, out var count))
                continue;
            var baseline = Middle(box) - (count - 1) * pitch / 2 + MiddleToBaseline * style.Smallest;
            for (var (line, first) = (0, 0); line < count; first = ends[line++], baseline += pitch)
            {
                var part = glyphs[first..ends[line]];
                Draw(part, Start(style.Align, box, Width(part) * style.Smallest * stretch / 1000), baseline, style.Smallest, stretch);
            }

            return;
        }

        throw new TextDoesNotFitException(field);
    }

    /// <summary>
    /// Places glyphs on a baseline, a run for each stretch of one face. Marks set on letters are drawn as outlines: the letter's glyph
    /// stands for both in the text, and a reader that meets a glyph out of line takes it for a word of its own.
    /// </summary>
    void Draw(ReadOnlySpan<ShapedGlyph> glyphs, float x, float y, float size, float stretch, int tracking = 0)
    {
        var (pen, start, face) = (0, 0, -1);
        foreach (var glyph in glyphs)
        {
            if (glyph.Face != face)
            {
                (face, start) = (glyph.Face, pen);
                List.BeginRun(glyph.Face, size, stretch, x + start * size * stretch / 1000, y);
            }

            List.Add(new Glyph(glyph.Id, pen - start, glyph.Scalar, glyph.Modifier));
            pen += glyph.Advance + tracking;
        }

        pen = 0;
        foreach (var glyph in glyphs)
        {
            if (glyph.Mark is { } mark)
                DrawMark(mark, x + (pen + mark.Shift) * size * stretch / 1000, y - mark.Rise * size / 1000, size, stretch);
            pen += glyph.Advance + tracking;
        }
    }

    void DrawMark(ShapedMark mark, float x, float y, float size, float stretch)
    {
        var outline = new Outline();
        var place = Matrix3x2.CreateScale(size * stretch, -size) * Matrix3x2.CreateTranslation(x, y);
        outline.Append(fonts.Faces[mark.Face].Outline(mark.Id), place);
        List.Add(new InkedOutline(outline, 0));
    }

    static int Width(ReadOnlySpan<ShapedGlyph> glyphs)
    {
        var width = 0;
        foreach (var glyph in glyphs)
            width += glyph.Advance;
        return width;
    }

    static float Middle(Rect box) => box.Y + box.Height / 2;

    static float Start(Align align, Rect box, float width) =>
        Start(align, align switch { Align.Left => box.X, Align.Centre => box.X + box.Width / 2, _ => box.Right }, width);

    static float Start(Align align, float x, float width) =>
        align switch { Align.Left => x, Align.Centre => x - width / 2, _ => x - width };
}
