namespace KioskSim.Inquiry.Comparison;

/// <summary>A square of a front.</summary>
/// <param name="X">Of its left edge, dots of 150 dpi.</param>
/// <param name="Y">Of its upper edge, likewise.</param>
/// <param name="Likeness">Of what is printed there and what should be: a correlation, at most 1.</param>
internal readonly record struct LetterSquare(int X, int Y, double Likeness)
{
    public bool Overlaps(LetterSquare other) => Math.Abs(X - other.X) < LetterSquares.Side && Math.Abs(Y - other.Y) < LetterSquares.Side;
}

/// <summary>A front in overlapping squares of the size of a letter, each held against the same square of a scan.</summary>
/// <param name="front">150 dpi.</param>
/// <param name="scan">Laid over it.</param>
internal sealed class LetterSquares(Plane front, Plane scan)
{
    /// <summary>Dots: 3 mm.</summary>
    public const int Side = 18;

    const int Step = 6;

    /// <summary>Dots at the edges of the sheet, where nothing is printed and scans have shadows: over 3 mm.</summary>
    const int Edge = 20;

    /// <summary>Dots by which paper slips in a scanner, to each side.</summary>
    const int Slip = 2;

    /// <summary>Smooths the steps of a picture in black and white, and the dots of the ground.</summary>
    const float Smooth = 1;

    /// <summary>How far ink has a part in <see cref="_near"/>: to 5 dots.</summary>
    const float Near = 1.5f;

    /// <summary>Dots of ink that make a shape.</summary>
    const int LeastInk = 30;

    /// <summary>Dots of ink that do not come by themselves.</summary>
    const int LeastAdded = 20;

    readonly Plane _front = front.Blurred(Smooth);
    readonly Plane _near = front.Blurred(Near);
    readonly Plane _scan = scan.Blurred(Smooth);

    /// <returns>Squares that look like what should be there less than so much.</returns>
    public IEnumerable<LetterSquare> Unlike(double least)
    {
        // What is as dark as half of a stroke is ink, wherever it is.
        var dark = Solid() / 2;
        for (var y = Edge; y + Side + Edge <= front.Height; y += Step)
        {
            for (var x = Edge; x + Side + Edge <= front.Width; x += Step)
            {
                var likeness = Added(x, y, dark) >= LeastAdded ? 0 : Expected(x, y) >= LeastInk ? Likeness(x, y) : 1;
                if (likeness < least)
                    yield return new LetterSquare(x, y, likeness);
            }
        }
    }

    /// <summary>How dark the scan is where the picture is black in a wide area.</summary>
    float Solid()
    {
        var strokes = new List<float>();
        for (var i = 0; i < front.Ink.Length; i++)
        {
            if (_front.Ink[i] > 0.9f)
                strokes.Add(_scan.Ink[i]);
        }

        strokes.Sort();
        return strokes.Count == 0 ? 1 : strokes[strokes.Count / 2];
    }

    /// <summary>Dots that should be inked.</summary>
    int Expected(int left, int top)
    {
        var count = 0;
        for (var y = top; y < top + Side; y++)
        {
            foreach (var ink in front.Row(y).Slice(left, Side))
                count += ink > 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Dots that are inked and have nothing near them that should be: what lies beside may have slipped.</summary>
    int Added(int left, int top, float dark)
    {
        var count = 0;
        for (var y = top; y < top + Side; y++)
        {
            var near = _near.Row(y).Slice(left, Side);
            var found = _scan.Row(y).Slice(left, Side);
            for (var x = 0; x < Side; x++)
                count += near[x] == 0 && found[x] > dark ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where the two fit best within a slip.</summary>
    double Likeness(int left, int top)
    {
        var best = -1.0;
        for (var down = -Slip; down <= Slip; down++)
        {
            for (var right = -Slip; right <= Slip; right++)
                best = Math.Max(best, Correlation(left, top, right, down));
        }

        return best;
    }

    double Correlation(int left, int top, int right, int down)
    {
        double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (var y = top; y < top + Side; y++)
        {
            var expected = _front.Row(y).Slice(left, Side);
            var found = _scan.Row(y + down).Slice(left + right, Side);
            for (var x = 0; x < Side; x++)
            {
                a += expected[x];
                b += found[x];
                aa += expected[x] * expected[x];
                bb += found[x] * found[x];
                ab += expected[x] * found[x];
            }
        }

        const int n = Side * Side;
        var (spreadA, spreadB) = (aa - a * a / n, bb - b * b / n);
        return spreadA * spreadB > 0 ? (ab - a * b / n) / Math.Sqrt(spreadA * spreadB) : 0;
    }
}
