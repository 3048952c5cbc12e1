using KioskSim.Paper.Certificates;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Pdf;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>Where the ink of a face is: what a proof-reader's eye would check, checked for every letter.</summary>
static class FaceGeometry
{
    const float Margin = 28; // 10 mm, more than any printer's dead edge

    /// <summary>No letter touches a rule or a letter of another line, nothing leaves the margins, the rooms on the back are clear.</summary>
    public static void AssertClean(ComposedCertificate certificate)
    {
        foreach (var face in certificate.Faces)
        {
            var (lines, bars, shapes) = (new List<Rect>(), new List<Rect>(), new List<Rect>());
            foreach (var layer in face.Layers)
                Collect(layer, 0, 0, lines, bars, shapes);

            var page = new Rect(Margin, Margin, PageSize.Width - 2 * Margin, PageSize.Height - 2 * Margin);
            foreach (var box in (IEnumerable<Rect>)[.. lines, .. bars, .. shapes])
            {
                if (!Contains(page, box))
                    Assert.Fail($"{face.Mark}: {box} leaves the page.");
            }

            AssertApart(face, "a letter", lines, "a rule", bars);
            AssertApart(face, "a letter", lines, "a seal", shapes);
            AssertApart(face, "a rule", bars, "a seal", shapes);
            foreach (var (index, line) in lines.Index())
                AssertApart(face, "a letter", [line], "a letter", lines[(index + 1)..]);
            if (face.Mark.Side == SheetSide.Back)
            {
                var rooms = (Rect[])[SheetGeometry.ScrambleRoom, SheetGeometry.LatentRoom];
                Assert.All(rooms, room => Assert.True(Contains(page, room)));
                Assert.All(lines.Concat(bars), box => Assert.All(rooms, room => Assert.False(Overlap(box, room))));
            }
        }
    }

    public static Rect Box(InkedOutline inked)
    {
        var points = inked.Outline.Points.ToArray();
        var (left, top) = (points.Min(p => p.X), points.Min(p => p.Y));
        return new Rect(left, top, points.Max(p => p.X) - left, points.Max(p => p.Y) - top);
    }

    static void AssertApart(SheetFace face, string one, List<Rect> ones, string other, List<Rect> others)
    {
        foreach (var a in ones)
        {
            foreach (var b in others)
            {
                if (Overlap(a, b))
                    Assert.Fail($"{face.Mark}: {one} at {a} touches {other} at {b}.");
            }
        }
    }

    /// <param name="lines">Takes the ink box of each run of letters.</param>
    static void Collect(DisplayList list, float x, float y, List<Rect> lines, List<Rect> bars, List<Rect> shapes)
    {
        bars.AddRange(list.Bars.ToArray().Select(b => b.Moved(x, y)));
        shapes.AddRange(list.Outlines.ToArray().Select(o => Box(o).Moved(x, y)).Where(b => b.Width > 20));
        foreach (var run in list.Runs)
        {
            var boxes = new List<Rect>();
            foreach (var glyph in list.GlyphsOf(run))
            {
                var ink = FontSet.Shared.Faces[run.Face].Ink(glyph.Id);
                var (high, wide) = (run.Size / 1000, run.Size * run.Stretch / 1000);
                var (left, top) = (run.X + (glyph.X + ink.Left) * wide, run.Y - ink.Top * high);
                if (ink != default)
                    boxes.Add(new Rect(left, top, (ink.Right - ink.Left) * wide, (ink.Top - ink.Bottom) * high));
            }

            if (boxes.Count == 0)
                continue;
            var (first, highest) = (boxes.Min(b => b.X), boxes.Min(b => b.Y));
            lines.Add(new Rect(first, highest, boxes.Max(b => b.Right) - first, boxes.Max(b => b.Bottom) - highest).Moved(x, y));
        }

        foreach (var part in list.Parts)
            Collect(part.Part, x + part.X, y + part.Y, lines, bars, shapes);
    }

    static bool Overlap(Rect a, Rect b) => a.X < b.Right && b.X < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;

    static bool Contains(Rect outer, Rect inner) =>
        inner.X >= outer.X && inner.Right <= outer.Right && inner.Y >= outer.Y && inner.Bottom <= outer.Bottom;
}
