using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// Holds a scan of a printed front against the front that the city made. The scan is laid over the front; both are smoothed until the
/// copy-deterrent ground is a flat tint; what is darker or paler than anything expected within 0.17 mm is a difference.
/// </summary>
/// <param name="Answer">By itself; a person who looks sees more.</param>
/// <param name="Differences">Largest first.</param>
/// <param name="Fit">Correlation of scan and front, at most 1.</param>
/// <param name="Laid">The scan as it lies over the front, 150 dpi; null where no place was found.</param>
public sealed record FrontComparison(FrontAnswer Answer, IReadOnlyList<FrontDifference> Differences, double Fit, GreyImage? Laid)
{
    const double MillimetresPerInch = 25.4;
    const double PageWidth = 210 / MillimetresPerInch;

    /// <summary>Under which letters are not told apart.</summary>
    const double LeastDpi = 140;

    /// <summary>Under which the scan is of something else.</summary>
    const double LeastFit = 0.6;

    /// <summary>Dots: the ground's cells of 1 mm are gone, the strokes of letters are not.</summary>
    const float Blur = 2;

    /// <summary>Dots: over which tones may vary, half a letter.</summary>
    const float Vicinity = 10;

    /// <summary>How much paler or darker than elsewhere ink may be in one vicinity.</summary>
    const float LeastGain = 0.6f;
    const float MostGain = 1.7f;

    /// <summary>Share of a stroke's darkness that a place may differ by: the ground's unevenness, noise.</summary>
    const float Tolerance = 0.05f;

    /// <summary>The same for each unit of what is there: toner spreads more or less.</summary>
    const float InkTolerance = 0.1f;

    /// <summary>Square millimetres of black. Less may be dust.</summary>
    const double Least = 0.022;

    /// <summary>Dots at the edges of the sheet, where nothing is printed and scans have shadows.</summary>
    const int Edge = 18;

    /// <summary>Dots at the edges of the scan, where what is beyond them has a part in every place.</summary>
    const float Margin = 8;

    /// <summary>Share of the front's ink that may lie beyond the edges of the scan.</summary>
    const double MostUnseen = 0.02;

    /// <summary>Dots: differences nearer to each other are one.</summary>
    const int Nearby = 8;

    /// <summary>Square millimetres a dot.</summary>
    const double Dot = MillimetresPerInch / FrontForm.Dpi * MillimetresPerInch / FrontForm.Dpi;

    /// <param name="scan">The whole front on one sheet, straight to 4 degrees, or upside down.</param>
    /// <param name="dpi">Of the scan, when its file says so; null: it is as wide as the page.</param>
    /// <param name="front">As <see cref="SheetFinding.Front"/>.</param>
    public static FrontComparison Of(GreyImage scan, double? dpi, Bitmap front)
    {
        var resolution = dpi ?? scan.Width / PageWidth;
        if (resolution < LeastDpi || scan.Width < front.Width / 2 || scan.Height < front.Height / 2)
            return new FrontComparison(FrontAnswer.CannotTell, [], 0, null);
        var paper = Plane.Of(scan);
        // PNG tells dots a metre, so that 300 dpi come back a little less.
        for (; resolution > 1.9 * FrontForm.Dpi; resolution /= 2)
            paper = paper.Half();
        var scale = resolution / FrontForm.Dpi;
        paper = paper.Blurred((float)(Blur * scale));

        var drawn = Plane.Of(front);
        var (place, fit) = Registration.Find(drawn.Blurred(Blur), paper, scale);
        if (fit < LeastFit)
            return new FrontComparison(FrontAnswer.CannotTell, [], fit, null);
        var seen = Lay(paper, place, front, null);
        var tones = new FrontTones(drawn, Blur);
        seen = Lay(paper, place, front, new Unevenness(tones.Fit(seen).Expected, seen));
        var (expected, ink) = tones.Fit(seen);
        if (Unseen(drawn, seen) > MostUnseen)
            return new FrontComparison(FrontAnswer.CannotTell, [], fit, Picture(paper, place, front));
        var differences = Beyond(expected, seen, ink);
        return new FrontComparison(differences.Count > 0 ? FrontAnswer.Different : FrontAnswer.Same, differences, fit, Picture(paper, place, front));
    }

    /// <summary>The scan as it lies over the front; no number where it does not reach.</summary>
    static Plane Lay(Plane scan, Placement place, Bitmap front, Unevenness? moved)
    {
        var laid = new Plane(front.Width, front.Height);
        for (var y = 0; y < laid.Height; y++)
        {
            var row = laid.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var (dx, dy) = moved?.At(x, y) ?? default;
                var (u, v) = place.At(x + dx - (laid.Width - 1) / 2.0, y + dy - (laid.Height - 1) / 2.0);
                row[x] = scan.Holds(u - Margin, v - Margin) && scan.Holds(u + Margin, v + Margin) ? scan.At(u, v) : float.NaN;
            }
        }

        return laid;
    }

    static double Unseen(Plane drawn, Plane seen)
    {
        var (all, unseen) = (0.0, 0.0);
        for (var i = 0; i < drawn.Ink.Length; i++)
            (all, unseen) = (all + drawn.Ink[i], unseen + (float.IsNaN(seen.Ink[i]) ? drawn.Ink[i] : 0));
        return unseen / Math.Max(1, all);
    }

    static GreyImage Picture(Plane scan, Placement place, Bitmap front)
    {
        var laid = Lay(scan, place, front, null);
        var picture = new GreyImage(laid.Width, laid.Height);
        for (var i = 0; i < laid.Ink.Length; i++)
            picture.Pixels[i] = float.IsNaN(laid.Ink[i]) ? byte.MaxValue : (byte)(255 - 255 * laid.Ink[i]);
        return picture;
    }

    static List<FrontDifference> Beyond(Plane expected, Plane seen, float ink)
    {
        var explained = Explained(expected, seen, ink);
        var (palest, darkest) = (explained.Extreme(greatest: false), explained.Extreme(greatest: true));
        var paper = expected.Ink.Min();

        // Above 0 there is more ink than expected, below it less.
        var beyond = new Plane(expected.Width, expected.Height);
        for (var y = Edge; y < expected.Height - Edge; y++)
        {
            for (var x = Edge; x < expected.Width - Edge; x++)
            {
                var at = y * expected.Width + x;
                if (float.IsNaN(seen.Ink[at]))
                    continue;
                var value = seen.Ink[at];
                var slack = ink * Tolerance + InkTolerance * (darkest.Ink[at] - paper);
                beyond.Ink[at] = Math.Max(0, value - darkest.Ink[at] - slack) - Math.Max(0, palest.Ink[at] - slack - value);
            }
        }

        return [.. Clusters(beyond, ink).Where(d => d.Added + d.Missing >= Least).OrderByDescending(d => d.Added + d.Missing)];
    }

    /// <summary>
    /// What was expected, in the tones of its vicinity: a scan is lighter here and darker there, and at 150 dpi a rule or a dense letter is
    /// drawn darker or paler than it is printed. By least squares around each dot.
    /// </summary>
    static Plane Explained(Plane expected, Plane seen, float ink)
    {
        var (width, height) = (expected.Width, expected.Height);
        var (known, squares, products) = (new Plane(width, height), new Plane(width, height), new Plane(width, height));
        for (var i = 0; i < known.Ink.Length; i++)
        {
            var (e, s) = (expected.Ink[i], float.IsNaN(seen.Ink[i]) ? expected.Ink[i] : seen.Ink[i]);
            (known.Ink[i], squares.Ink[i], products.Ink[i]) = (s, e * e, e * s);
        }

        var (means, seenMeans) = (expected.Blurred(Vicinity), known.Blurred(Vicinity));
        (squares, products) = (squares.Blurred(Vicinity), products.Blurred(Vicinity));
        var explained = new Plane(width, height);
        var inertia = 0.03f * ink * 0.03f * ink;
        for (var i = 0; i < explained.Ink.Length; i++)
        {
            var (e, s) = (means.Ink[i], seenMeans.Ink[i]);
            var gain = Math.Clamp((products.Ink[i] - e * s + inertia) / (squares.Ink[i] - e * e + inertia), LeastGain, MostGain);
            explained.Ink[i] = s + gain * (expected.Ink[i] - e);
        }

        return explained;
    }

    static IEnumerable<FrontDifference> Clusters(Plane beyond, float ink)
    {
        var taken = new bool[beyond.Ink.Length];
        var waiting = new Stack<int>();
        for (var start = 0; start < taken.Length; start++)
        {
            if (taken[start] || beyond.Ink[start] == 0)
                continue;
            double added = 0, missing = 0;
            var (left, right, top, bottom) = (int.MaxValue, 0, int.MaxValue, 0);
            taken[start] = true;
            waiting.Push(start);
            while (waiting.TryPop(out var at))
            {
                var (x, y) = (at % beyond.Width, at / beyond.Width);
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                (added, missing) = (added + Math.Max(0, beyond.Ink[at]), missing + Math.Max(0, -beyond.Ink[at]));
                for (var v = Math.Max(0, y - Nearby); v <= Math.Min(beyond.Height - 1, y + Nearby); v++)
                {
                    for (var u = Math.Max(0, x - Nearby); u <= Math.Min(beyond.Width - 1, x + Nearby); u++)
                    {
                        var near = v * beyond.Width + u;
                        if (!taken[near] && beyond.Ink[near] != 0)
                        {
                            taken[near] = true;
                            waiting.Push(near);
                        }
                    }
                }
            }

            const double millimetres = MillimetresPerInch / FrontForm.Dpi;
            yield return new FrontDifference(
                left * millimetres, top * millimetres, (right - left + 1) * millimetres, (bottom - top + 1) * millimetres, added * Dot / ink, missing * Dot / ink);
        }
    }
}
