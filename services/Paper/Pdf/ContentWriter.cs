using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// Display lists to content streams. One writer serves the streams that share fonts: it hands out the numbers of the glyphs and knows
/// afterwards which faces were used.
/// </summary>
internal sealed class ContentWriter(FontSet fonts, IReadOnlyDictionary<DisplayList, int> parts)
{
    readonly FontSubset?[] _subsets = new FontSubset?[fonts.Faces.Count];

    public void Write(PdfBuffer content, DisplayList list)
    {
        var ops = list.Ops;
        for (var i = 0; i < ops.Length; i++)
        {
            var op = ops[i];
            switch (op.Kind)
            {
                case DrawKind.Text:
                    WriteRun(content, list, list.Runs[op.Index]);
                    break;
                case DrawKind.Bar:
                    WriteBar(content, list.Bars[op.Index]);
                    content.Put(i + 1 < ops.Length && ops[i + 1].Kind == DrawKind.Bar ? "\n"u8 : " f\n"u8);
                    break;
                case DrawKind.Outline:
                    WriteOutline(content, list.Outlines[op.Index]);
                    break;
                case DrawKind.Part:
                    WritePart(content, list.Parts[op.Index]);
                    break;
            }
        }
    }

    /// <summary>Embeds the fonts used and writes the entries of a resource dictionary for them.</summary>
    /// <param name="tag">Three capitals; the face's number and place make six of them.</param>
    /// <param name="xObjects">The entries of the dictionary for forms and images.</param>
    public void EmbedFonts(PdfObjects objects, string tag, int resources, string xObjects)
    {
        var numbers = new int[_subsets.Length];
        for (var face = 0; face < _subsets.Length; face++)
        {
            if (_subsets[face] is { } subset)
                numbers[face] = EmbeddedFont.Write(objects, subset, System.Text.Encoding.ASCII.GetBytes($"{tag}AA{(char)('A' + face)}"));
        }

        objects.Begin(resources).Put("<</Font<<"u8);
        for (var face = 0; face < numbers.Length; face++)
        {
            if (numbers[face] != 0)
                objects.Buffer.Put("/F"u8).Put(face).Put(" "u8).PutRef(numbers[face]);
        }

        objects.Buffer.Put(">>/XObject<<"u8).Put(xObjects).Put(">>>>"u8);
        objects.End();
    }

    /// <summary>
    /// Glyphs follow each other by their widths; only where the layout departs from them is a number between them, exact since both
    /// reckon in thousandths of an em.
    /// </summary>
    void WriteRun(PdfBuffer content, DisplayList list, in GlyphRun run)
    {
        var subset = _subsets[run.Face] ??= new FontSubset(fonts.Faces[run.Face]);
        content.Put("BT /F"u8).Put(run.Face).Put(" "u8).Put(run.Size).Put(" Tf "u8).Put(run.Stretch * 100).Put(" Tz "u8)
            .Put(run.X).Put(" "u8).Put(PageSize.Height - run.Y).Put(" Td [<"u8);
        var pen = 0;
        foreach (var glyph in list.GlyphsOf(run))
        {
            if (glyph.X != pen)
                content.Put(">"u8).Put(pen - glyph.X).Put("<"u8);
            content.PutHex(subset.Number(glyph));
            pen = glyph.X + subset.Face.Advance(glyph.Id);
        }

        content.Put(">]TJ ET\n"u8);
    }

    static void WriteBar(PdfBuffer content, Rect bar) =>
        content.Put(bar.X).Put(" "u8).Put(PageSize.Height - bar.Bottom).Put(" "u8).Put(bar.Width).Put(" "u8).Put(bar.Height).Put(" re"u8);

    static void WriteOutline(PdfBuffer content, in InkedOutline inked)
    {
        if (inked.Stroke > 0)
            content.Put("1 j "u8).Put(inked.Stroke).Put(" w\n"u8);
        var points = inked.Outline.Points;
        foreach (var verb in inked.Outline.Verbs)
        {
            var count = verb switch { OutlineVerb.Curve => 3, OutlineVerb.Close => 0, _ => 1 };
            foreach (var point in points[..count])
                WritePoint(content, point);
            points = points[count..];
            content.Put(verb switch
            {
                OutlineVerb.Move => "m\n"u8,
                OutlineVerb.Line => "l\n"u8,
                OutlineVerb.Curve => "c\n"u8,
                _ => "h\n"u8,
            });
        }

        content.Put(inked.Stroke > 0 ? "B\n"u8 : "f\n"u8);
    }

    static void WritePoint(PdfBuffer content, Vector2 point) =>
        content.Put(point.X).Put(" "u8).Put(PageSize.Height - point.Y).Put(" "u8);

    void WritePart(PdfBuffer content, in PlacedPart placed)
    {
        if (!parts.TryGetValue(placed.Part, out var name))
            throw new InvalidOperationException("The page draws a part that its template does not have.");
        content.Put("q 1 0 0 1 "u8).Put(placed.X).Put(" "u8).Put(-placed.Y).Put(" cm/P"u8).Put(name).Put(" Do Q\n"u8);
    }
}
