using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>What a printer and a scanner made of dots, as one sheet shows it. All in the scan's tones: 0 is white and 1 black.</summary>
/// <param name="Paper">Of paper.</param>
/// <param name="Solid">By how much a dot darkens it.</param>
/// <param name="Rim">By how much more a dot with paper beside it does: below 0 thin strokes come out paler.</param>
/// <param name="Edge">By how much it darkens the dots beside it: toner spreads; below 0 it is eaten.</param>
/// <param name="Ground">By how much a dot of the ground darkens paper: fine dots gain more.</param>
/// <param name="Blur">Sigma, dots of 300 dpi.</param>
internal readonly record struct PrintTones(float Paper, float Solid, float Rim, float Edge, float Ground, float Blur)
{
    /// <summary>At which a front is compared: what a scanner is set to, and half of the printer's.</summary>
    public const int Dpi = 300;

    const int Unknowns = 5;

    /// <summary>A square piece of the sheet, dots of 300 dpi; and its margin, in which what lies outside has a part.</summary>
    const int Piece = 128;
    const int Margin = 8;

    /// <summary>That are looked at; four numbers and a blur need no more.</summary>
    const int Pieces = 32;

    /// <summary>Rows that are printed by one thread.</summary>
    const int Band = 128;

    static ReadOnlySpan<float> Blurs => [0.6f, 0.8f, 1, 1.2f, 1.4f, 1.7f, 2, 2.4f];

    /// <summary>The sheet as a scan of it shows it, 300 dpi.</summary>
    /// <param name="ink">What is printed over the ground, 600 dpi.</param>
    /// <param name="ground">600 dpi.</param>
    public Plane Print(Bitmap ink, Bitmap ground)
    {
        var page = new Plane(ink.Width / DotCounts.Dots, ink.Height / DotCounts.Dots);
        var (paper, solid, rim, edge, fine) = (Paper, Solid, Rim, Edge, Ground);
        Parallel.For(0, (page.Height + Band - 1) / Band, band =>
        {
            var counts = new DotCounts(page.Width);
            for (var y = Band * band; y < Math.Min(Band * (band + 1), page.Height); y++)
            {
                counts.Take(ink, ground, 0, y);
                var row = page.Row(y);
                for (var x = 0; x < row.Length; x++)
                    row[x] = paper + solid * counts.Ink[x] + rim * counts.Rims[x] + edge * counts.Edges[x] + fine * counts.Ground[x];
            }
        });
        return page.Blurred(Blur);
    }

    /// <summary>The tones that fit a scan best, by least squares over pieces with letters.</summary>
    /// <param name="letters">Where they lie, 600 dpi.</param>
    /// <param name="seen">The scan, laid over the sheet.</param>
    public static PrintTones Of(Bitmap ink, Bitmap ground, IReadOnlyList<PrintedPlace> letters, Plane seen)
    {
        var pieces = Enumerable.Range(0, Pieces).Select(i => letters[i * letters.Count / Pieces]).Select(l => (
            X: Math.Clamp((l.Left + l.Right - Piece) / 2, 0, seen.Width - Piece), Y: Math.Clamp((l.Top + l.Bottom - Piece) / 2, 0, seen.Height - Piece))).ToArray();
        var planes = Array.ConvertAll(pieces, p => Cut(ink, ground, p.X, p.Y));
        var (best, least) = (default(PrintTones), double.PositiveInfinity);
        foreach (var blur in Blurs)
        {
            // Below the right-hand side stands what all of it is to explain.
            var n = new double[Unknowns + 1, Unknowns + 1];
            for (var i = 0; i < pieces.Length; i++)
                Add(n, Array.ConvertAll(planes[i], p => p.Blurred(blur)), pieces[i], seen);
            double[] right = [.. Enumerable.Range(0, Unknowns).Select(i => n[i, Unknowns])];
            if (LeastSquares.Solve(n) is not [var paper, var solid, var rim, var edge, var fine] found)
                continue;
            var left = n[Unknowns, Unknowns] - found.Zip(right, (f, r) => f * r).Sum();
            if (left < least)
                (best, least) = (new PrintTones((float)paper, (float)solid, (float)rim, (float)edge, (float)fine, blur), left);
        }

        return best;
    }

    static Plane[] Cut(Bitmap ink, Bitmap ground, int left, int top)
    {
        Plane[] planes = [new(Piece, Piece), new(Piece, Piece), new(Piece, Piece), new(Piece, Piece)];
        var counts = new DotCounts(Piece);
        for (var y = 0; y < Piece; y++)
        {
            counts.Take(ink, ground, left, top + y);
            counts.Ink.CopyTo(planes[0].Row(y));
            counts.Rims.CopyTo(planes[1].Row(y));
            counts.Edges.CopyTo(planes[2].Row(y));
            counts.Ground.CopyTo(planes[3].Row(y));
        }

        return planes;
    }

    static void Add(double[,] n, Plane[] planes, (int X, int Y) piece, Plane seen)
    {
        Span<double> row = stackalloc double[Unknowns + 1];
        row[0] = 1;
        for (var y = Margin; y < Piece - Margin; y++)
        {
            for (var x = Margin; x < Piece - Margin; x++)
            {
                var s = seen.Row(piece.Y + y)[piece.X + x];
                if (float.IsNaN(s))
                    continue;
                for (var i = 1; i < Unknowns; i++)
                    row[i] = planes[i - 1].Row(y)[x];
                row[Unknowns] = s;
                LeastSquares.Add(n, row);
            }
        }
    }
}
