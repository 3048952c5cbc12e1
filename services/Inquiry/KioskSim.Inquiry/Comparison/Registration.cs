namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// Lays a scan over a front: a search over turns and places in small pictures, then least squares on the ink itself (Gauss and Newton) from
/// the small pictures to the large ones. Rules alone would say nothing about where along them; the whole page does.
/// </summary>
internal static class Registration
{
    /// <summary>Of the pictures that are laid over each other: the ground is gone in them, and lines of text are not. Then each half of the one before.</summary>
    const int Dpi = 75;
    const int Levels = 3;

    /// <summary>Dots.</summary>
    const float Smooth = 1;

    const int MostSteps = 10;
    const double SmallStep = 0.005;

    const double MostDegrees = 4;
    const double DegreesStep = 0.5;

    /// <summary>Of the smallest pictures: 8 mm to each side.</summary>
    const int MostDots = 6;

    /// <summary>Beyond it a dot differs because something else is printed there, not because it lies wrong.</summary>
    const float MostResidual = 0.15f;

    /// <param name="front">As it should be, 300 dpi.</param>
    /// <param name="scan">Of about as many dots.</param>
    /// <param name="scale">Dots of the scan a dot of the front, nearly.</param>
    /// <returns>Where it lies, and how well it fits: a correlation, at most 1.</returns>
    public static (Placement Place, double Fit) Find(Plane front, Plane scan, double scale)
    {
        var (halves, scanHalves) = (PrintTones.Dpi / Dpi, 1);
        for (var i = halves; i > 1; i /= 2)
            front = front.Half();
        for (scale *= halves; scale > 1.9; (scale, scanHalves) = (scale / 2, 2 * scanHalves))
            scan = scan.Half();
        List<Plane> fronts = [front.Blurred(Smooth)], scans = [scan.Blurred((float)(Smooth * scale))];
        while (fronts.Count < Levels)
        {
            fronts.Add(fronts[^1].Half());
            scans.Add(scans[^1].Half());
        }

        var place = Search(fronts[^1], scans[^1], scale);
        for (var level = Levels - 1; level >= 0; level--)
        {
            var step = double.PositiveInfinity;
            for (var i = 0; i < MostSteps && step > SmallStep; i++)
            {
                var better = Improve(fronts[level], scans[level], place);
                (place, step) = (better, better.DistanceFrom(place, fronts[level].Height / 2.0));
            }

            if (level > 0)
                place = place.Scaled(2, 2);
        }

        return (place.Scaled(halves, scanHalves), Correlation(fronts[0], scans[0], place));
    }

    static Placement Search(Plane front, Plane scan, double scale)
    {
        var (best, found) = (double.NegativeInfinity, default(Placement));
        for (var turn = 0; turn <= 180; turn += 180)
        {
            for (var degrees = -MostDegrees; degrees <= MostDegrees; degrees += DegreesStep)
            {
                var (sin, cos) = Math.SinCos((turn + degrees) * Math.PI / 180);
                var place = new Placement((scan.Width - 1) / 2.0, (scan.Height - 1) / 2.0, scale * cos, -scale * sin, scale * sin, scale * cos);
                var turned = Laid(front.Width, front.Height, scan, place);
                for (var y = -MostDots; y <= MostDots; y++)
                {
                    for (var x = -MostDots; x <= MostDots; x++)
                    {
                        var fit = Correlation(front, turned, x, y);
                        if (fit > best)
                            (best, found) = (fit, place with { X = place.X + place.Xx * x + place.Xy * y, Y = place.Y + place.Yx * x + place.Yy * y });
                    }
                }
            }
        }

        return found;
    }

    /// <summary>What of the scan lies where the front's dots are; paper beyond it.</summary>
    static Plane Laid(int width, int height, Plane scan, Placement place)
    {
        var laid = new Plane(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (u, v) = place.At(x - (width - 1) / 2.0, y - (height - 1) / 2.0);
                laid.Row(y)[x] = scan.Holds(u, v) ? scan.At(u, v) : 0;
            }
        }

        return laid;
    }

    static double Correlation(Plane front, Plane laid, int moveX, int moveY)
    {
        double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        var count = 0;
        for (var y = MostDots; y < front.Height - MostDots; y += 2)
        {
            var expected = front.Row(y);
            var seen = laid.Row(y + moveY)[(MostDots + moveX)..];
            for (var x = MostDots; x < front.Width - MostDots; x++)
            {
                var (e, s) = (expected[x], seen[x - MostDots]);
                (a, b, aa, bb, ab) = (a + e, b + s, aa + e * e, bb + s * s, ab + e * s);
                count++;
            }
        }

        var spread = (aa - a * a / count) * (bb - b * b / count);
        return spread > 0 ? (ab - a * b / count) / Math.Sqrt(spread) : 0;
    }

    static double Correlation(Plane front, Plane scan, Placement place) =>
        Correlation(front, Laid(front.Width, front.Height, scan, place), 0, 0);

    /// <summary>One step: by how much each of the six numbers has to change for the ink to lie where it should.</summary>
    static Placement Improve(Plane front, Plane scan, Placement place)
    {
        var (paper, ink) = Tones(front, scan, place);
        var normal = new double[6, 7];
        Span<double> row = stackalloc double[7];
        for (var y = 1; y < front.Height - 1; y += 2)
        {
            for (var x = 1; x < front.Width - 1; x++)
            {
                var (u, v) = (x - (front.Width - 1) / 2.0, y - (front.Height - 1) / 2.0);
                var (sx, sy) = place.At(u, v);
                if (sx < 1 || sy < 1 || !scan.Holds(sx + 1, sy + 1))
                    continue;
                var gx = (scan.At(sx + 1, sy) - scan.At(sx - 1, sy)) / 2;
                var gy = (scan.At(sx, sy + 1) - scan.At(sx, sy - 1)) / 2;
                if (Math.Abs(gx) + Math.Abs(gy) < 0.004f)
                    continue;
                var lacking = paper + ink * front.Row(y)[x] - scan.At(sx, sy);
                var weight = Math.Min(1, MostResidual / Math.Max(Math.Abs(lacking), 1e-6f));
                (row[0], row[1], row[2], row[3], row[4], row[5], row[6]) = (gx, gy, gx * u, gx * v, gy * u, gy * v, lacking);
                LeastSquares.Add(normal, row, weight);
            }
        }

        return LeastSquares.Solve(normal) is [var dx, var dy, var xx, var xy, var yx, var yy]
            ? new Placement(place.X + dx, place.Y + dy, place.Xx + xx, place.Xy + xy, place.Yx + yx, place.Yy + yy)
            : place;
    }

    /// <summary>What paper and ink look like in the scan, by least squares.</summary>
    static (float Paper, float Ink) Tones(Plane front, Plane scan, Placement place)
    {
        double count = 0, e = 0, s = 0, ee = 0, es = 0;
        for (var y = 0; y < front.Height; y += 2)
        {
            for (var x = 0; x < front.Width; x += 2)
            {
                var (sx, sy) = place.At(x - (front.Width - 1) / 2.0, y - (front.Height - 1) / 2.0);
                if (!scan.Holds(sx, sy))
                    continue;
                var (expected, seen) = (front.Row(y)[x], scan.At(sx, sy));
                (count, e, s, ee, es) = (count + 1, e + expected, s + seen, ee + expected * expected, es + expected * seen);
            }
        }

        var ink = (count * es - e * s) / Math.Max(1e-9, count * ee - e * e);
        return ((float)((s - ink * e) / Math.Max(1, count)), (float)ink);
    }
}
