namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// What a front's ink looks like once it was printed and scanned: hairlines come out paler than strokes, which the picture at 150 dpi
/// draws alike.
/// </summary>
internal sealed class FrontTones
{
    readonly Plane _fine;
    readonly Plane _broad;

    /// <param name="front">Ink or none.</param>
    /// <param name="blur">Sigma, dots.</param>
    public FrontTones(Plane front, float blur)
    {
        var (fine, broad) = (new Plane(front.Width, front.Height), new Plane(front.Width, front.Height));
        for (var y = 0; y < front.Height; y++)
        {
            for (var x = 0; x < front.Width; x++)
            {
                if (front.Row(y)[x] > 0)
                    (IsBroad(front, x, y) ? broad : fine).Row(y)[x] = 1;
            }
        }

        (_fine, _broad) = (fine.Blurred(blur), broad.Blurred(blur));
    }

    /// <summary>The tones that fit a scan best, by least squares, leaving out what differs for other reasons.</summary>
    /// <param name="seen">The scan, laid over the front.</param>
    /// <returns>In the scan's tones, and the darkness of a stroke in it above that of paper.</returns>
    public (Plane Expected, float Ink) Fit(Plane seen)
    {
        var (paper, fine, broad) = (0.2, 0.5, 0.6);
        for (var round = 0; round < 4; round++)
        {
            var n = new double[3, 4];
            for (var i = 0; i < seen.Ink.Length; i += 3)
            {
                double f = _fine.Ink[i], b = _broad.Ink[i], s = seen.Ink[i];
                if (double.IsNaN(s) || round > 0 && Math.Abs(s - paper - fine * f - broad * b) > 0.12)
                    continue;
                (n[0, 0], n[0, 1], n[0, 2], n[0, 3]) = (n[0, 0] + 1, n[0, 1] + f, n[0, 2] + b, n[0, 3] + s);
                (n[1, 1], n[1, 2], n[1, 3]) = (n[1, 1] + f * f, n[1, 2] + f * b, n[1, 3] + f * s);
                (n[2, 2], n[2, 3]) = (n[2, 2] + b * b, n[2, 3] + b * s);
            }

            if (LeastSquares.Solve(n) is not [var p, var pf, var pb])
                break;
            (paper, fine, broad) = (p, pf, pb);
        }

        var expected = new Plane(seen.Width, seen.Height);
        for (var i = 0; i < expected.Ink.Length; i++)
            expected.Ink[i] = (float)(paper + fine * _fine.Ink[i] + broad * _broad.Ink[i]);
        return (expected, (float)broad);
    }

    /// <summary>Whether a dot is one of a square of four.</summary>
    static bool IsBroad(Plane front, int x, int y)
    {
        for (var dy = -1; dy <= 0; dy++)
        {
            for (var dx = -1; dx <= 0; dx++)
            {
                if (Inked(front, x + dx, y + dy) && Inked(front, x + dx + 1, y + dy) && Inked(front, x + dx, y + dy + 1) && Inked(front, x + dx + 1, y + dy + 1))
                    return true;
            }
        }

        return false;
    }

    static bool Inked(Plane front, int x, int y) => x >= 0 && y >= 0 && x < front.Width && y < front.Height && front.Row(y)[x] > 0;
}
