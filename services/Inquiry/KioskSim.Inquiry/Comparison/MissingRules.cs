using KioskSim.Paper.Raster;

namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// Rules, and pieces of rules, that are not there. Their edges may lie a little anywhere, so that dot by dot nothing is said about them;
/// but somewhere across a rule its ink has to be.
/// </summary>
internal static class MissingRules
{
    /// <summary>Dots of 300 dpi along a rule that are judged together: 4 mm. What is left over at its end belongs to the last piece.</summary>
    const int Piece = 47;

    /// <summary>Dots to both sides of a rule: paper, against which it is dark.</summary>
    const int Beside = 4;

    /// <summary>Dots that a rule may lie beside its place.</summary>
    const int Slip = 2;

    /// <summary>Less than this share of the ink of the sheet's other rules is none.</summary>
    const float Gone = 0.3f;

    /// <summary>Where the middle one of them has less than this of the ink expected, hairlines hardly print, and none is judged.</summary>
    const float LeastUsual = 0.4f;

    /// <param name="rules">600 dpi.</param>
    /// <returns>One for each rule that lacks ink, from where it first does to where it last does.</returns>
    public static List<FrontDifference> Find(IReadOnlyList<DotBox> rules, Plane expected, Plane seen, PrintTones tones)
    {
        var pieces = new List<(DotBox Rule, PrintedPlace Place, float Ink)>();
        foreach (var rule in rules)
        {
            var isUpright = rule.Height > rule.Width;
            pieces.AddRange(Pieces(PrintedPlace.Of(rule), isUpright).Select(p => (rule, p, InkOf(p, isUpright, expected, seen))));
        }

        pieces.RemoveAll(p => float.IsNaN(p.Ink));
        var usual = pieces.Count > 0 ? pieces.Select(p => p.Ink).Order().ElementAt(pieces.Count / 2) : 0;
        if (usual < LeastUsual)
            return [];
        return [.. pieces.Where(p => p.Ink < Gone * usual).GroupBy(p => p.Rule, p => p.Place).Select(gone => FrontDifference.Of(
            new PrintedPlace(gone.Min(p => p.Left), gone.Min(p => p.Top), gone.Max(p => p.Right), gone.Max(p => p.Bottom)),
            added: 0, missing: gone.Sum(p => Darkness(p, expected, tones))))];
    }

    static IEnumerable<PrintedPlace> Pieces(PrintedPlace rule, bool isUpright)
    {
        var (length, across) = isUpright ? (rule.Height, rule.Width) : (rule.Width, rule.Height);
        var count = length < 2 * across ? 0 : length / Piece;
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (i * Piece, i == count - 1 ? length : (i + 1) * Piece);
            yield return isUpright
                ? rule with { Top = rule.Top + from, Bottom = rule.Top + to }
                : rule with { Left = rule.Left + from, Right = rule.Left + to };
        }
    }

    /// <summary>
    /// By how much it is darker seen than the paper beside it, in shares of what is expected: least squares over its profile, the mean along
    /// the piece, so that a rule that crosses it, or a letter that touches it, tells for all of the profile alike. The best of some places
    /// beside its own.
    /// </summary>
    /// <returns>No number where the scan does not reach.</returns>
    static float InkOf(PrintedPlace piece, bool isUpright, Plane expected, Plane seen)
    {
        const int Reach = Beside + Slip;
        if (piece.Left < Reach || piece.Top < Reach || piece.Right + Reach > expected.Width || piece.Bottom + Reach > expected.Height)
            return float.NaN;
        float[] wanted = Profile(expected, piece, isUpright, Beside), found = Profile(seen, piece, isUpright, Reach);
        var most = float.NaN;
        for (var slip = 0; slip <= 2 * Slip; slip++)
            most = float.MaxNumber(most, Gain(wanted, found.AsSpan(slip)));
        return most;
    }

    static float[] Profile(Plane plane, PrintedPlace piece, bool isUpright, int beside)
    {
        var (length, across, along, aside) = isUpright ? (piece.Height, piece.Width, plane.Width, 1) : (piece.Width, piece.Height, 1, plane.Width);
        var first = piece.Top * plane.Width + piece.Left - beside * aside;
        var profile = new float[across + 2 * beside];
        for (var i = 0; i < profile.Length; i++)
        {
            for (var j = 0; j < length; j++)
                profile[i] += plane.Ink[first + i * aside + j * along] / length;
        }

        return profile;
    }

    /// <summary>What the expected has to be multiplied with to be most like what is seen, whatever is added to all of it.</summary>
    static float Gain(ReadOnlySpan<float> wanted, ReadOnlySpan<float> found)
    {
        var n = new double[2, 3];
        for (var i = 0; i < wanted.Length; i++)
            LeastSquares.Add(n, [wanted[i], 1, found[i]]);
        return LeastSquares.Solve(n) is [var gain, _] ? (float)gain : float.NaN;
    }

    /// <summary>Dots, all black.</summary>
    static double Darkness(PrintedPlace piece, Plane expected, PrintTones tones)
    {
        double sum = 0;
        for (var y = piece.Top; y < piece.Bottom; y++)
        {
            foreach (var ink in expected.Row(y)[piece.Left..piece.Right])
                sum += Math.Max(0, ink - tones.Paper) / tones.Solid;
        }

        return sum;
    }
}
