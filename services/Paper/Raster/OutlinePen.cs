using System.Numerics;
using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Raster;

/// <summary>Outlines to the straight edges of an inker: curves in steps that stay within a sixteenth of a dot, strokes as their area.</summary>
internal readonly struct OutlinePen(OutlineInker inker, int dpi)
{
    const int Unit = OutlineInker.Unit;
    const int MostSteps = 64;

    /// <summary>A letter whose baseline starts at a dot's corner.</summary>
    public PlacedBitmap? Letter(Outline ems, TypeSize type)
    {
        var size = (double)type.Hundredths * dpi / 7200 * Unit;
        var (x, y) = (size * type.Stretch / TypeSize.StretchUnit, -size * inker.Lines);
        Draw(ems, p => (Round(p.X * x), Round(p.Y * y)), 0);
        return inker.Ink();
    }

    /// <summary>An outline in the page's points, moved by dots.</summary>
    public PlacedBitmap? OnPage(in InkedOutline inked)
    {
        var x = (double)dpi / 7200 * Unit;
        var y = x * inker.Lines;
        Draw(inked.Outline, p => (Round(PageSize.Hundredths(p.X) * x), Round(PageSize.HundredthsFromTop(p.Y) * y)),
            PageSize.Hundredths(inked.Stroke) * x / 2);
        return inker.Ink();
    }

    /// <param name="reach">Half of the stroke's width; 0 for none.</param>
    void Draw(Outline outline, Func<Vector2, (int X, int Y)> place, double reach)
    {
        (int X, int Y) start = default, at = default;
        var points = outline.Points;
        foreach (var verb in outline.Verbs)
        {
            switch (verb)
            {
                case OutlineVerb.Move:
                    Line(at, start, reach);
                    start = at = place(points[0]);
                    points = points[1..];
                    break;
                case OutlineVerb.Line:
                    Line(at, at = place(points[0]), reach);
                    points = points[1..];
                    break;
                case OutlineVerb.Curve:
                    Curve(at, place(points[0]), place(points[1]), at = place(points[2]), reach);
                    points = points[3..];
                    break;
                case OutlineVerb.Close:
                    Line(at, at = start, reach);
                    break;
            }
        }

        Line(at, start, reach);
    }

    /// <summary>Points of Bernstein's form in equal steps, a power of two, so that dividing is a shift.</summary>
    void Curve((int X, int Y) a, (int X, int Y) b, (int X, int Y) c, (int X, int Y) d, double reach)
    {
        var bend = Math.Max(
            Math.Max(Math.Abs(a.X - 2 * b.X + c.X), Math.Abs(b.X - 2 * c.X + d.X)),
            Math.Max(Math.Abs(a.Y - 2 * b.Y + c.Y), Math.Abs(b.Y - 2 * c.Y + d.Y)) / inker.Lines);
        const int bendOfOneStep = Unit / 16 * 4 / 3;
        var (steps, shift) = (1, 0);
        for (; steps < MostSteps && steps * steps * bendOfOneStep < bend; shift += 3)
            steps *= 2;
        var from = a;
        for (long i = 1; i <= steps; i++)
        {
            var j = steps - i;
            var (wa, wb, wc, wd) = (j * j * j, 3 * j * j * i, 3 * j * i * i, i * i * i);
            var round = 1L << shift >> 1;
            var to = ((int)(wa * a.X + wb * b.X + wc * c.X + wd * d.X + round >> shift), (int)(wa * a.Y + wb * b.Y + wc * c.Y + wd * d.Y + round >> shift));
            Line(from, to, reach, isJoined: i == steps);
            from = to;
        }
    }

    /// <param name="isJoined">Round at the end; within a curve there is no corner to be seen.</param>
    void Line((int X, int Y) from, (int X, int Y) to, double reach, bool isJoined = true)
    {
        if (from == to)
            return;
        inker.Line(from, to);
        if (reach == 0)
            return;
        Stroke(from, to, reach);
        if (isJoined)
            Join(to, reach);
    }

    void Stroke((int X, int Y) from, (int X, int Y) to, double reach)
    {
        double x = to.X - from.X, y = (to.Y - from.Y) / (double)inker.Lines;
        var length = Math.Sqrt(x * x + y * y);
        var (dx, dy) = (Round(-y * reach / length), Round(x * reach / length * inker.Lines));
        Polygon([(from.X - dx, from.Y - dy), (to.X - dx, to.Y - dy), (to.X + dx, to.Y + dy), (from.X + dx, from.Y + dy)]);
    }

    /// <summary>An octagon: strokes are a few dots wide.</summary>
    void Join((int X, int Y) to, double reach)
    {
        const double diagonal = 0.70710678;
        var (r, s) = (Round(reach), Round(reach * diagonal));
        var (q, t) = (Round(reach * inker.Lines), Round(reach * diagonal * inker.Lines));
        Polygon([
            (to.X + r, to.Y), (to.X + s, to.Y + t), (to.X, to.Y + q), (to.X - s, to.Y + t),
            (to.X - r, to.Y), (to.X - s, to.Y - t), (to.X, to.Y - q), (to.X + s, to.Y - t),
        ]);
    }

    void Polygon(ReadOnlySpan<(int X, int Y)> corners)
    {
        for (var i = 0; i < corners.Length; i++)
            inker.Line(corners[i], corners[(i + 1) % corners.Length], 1);
    }

    static int Round(double value) => (int)Math.Round(value);
}
