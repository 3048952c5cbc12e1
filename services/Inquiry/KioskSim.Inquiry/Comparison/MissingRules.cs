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
    public static List<FrontDifference> Find(IReadOnlyList<DotBox> rules, Plane expected, Plane seen, PrintTones tones)
    {
        List<(int Rule, PrintedPlace Place, float Ink)> pieces =
            [.. rules.SelectMany((rule, i) => Pieces(PrintedPlace.Of(rule)).Select(p => (i, p, InkOf(p, expected, seen)))).Where(p => !float.IsNaN(p.Item3))];
        var usual = pieces.Count > 0 ? pieces.Select(p => p.Ink).Order().ElementAt(pieces.Count / 2) : 0;
        var found = new List<FrontDifference>();
        if (usual < LeastUsual)
            return found;
        foreach (var (_, gone) in pieces.Where(p => p.Ink < Gone * usual).GroupBy(p => p.Rule, p => p.Place).Select(g => (g.Key, g.ToList())))
        {
            var place = new PrintedPlace(gone.Min(p => p.Left), gone.Min(p => p.Top), gone.Max(p => p.Right), gone.Max(p => p.Bottom));
            found.Add(FrontDifference.Of(place, 0, gone.Sum(p => Darkness(p, expected, tones))));
        }

        return found;
    }

    static IEnumerable<PrintedPlace> Pieces(PrintedPlace rule)
    {
        var (length, across) = (rule.Right - rule.Left, rule.Bottom - rule.Top);
        var isUpright = across > length;
        if (isUpright)
            (length, across) = (across, length);
        if (length < 2 * across)
            yield break;
        for (int from = 0, count = length / Piece; from < count; from++)
        {
            var to = from == count - 1 ? length : (from + 1) * Piece;
            yield return isUpright
                ? rule with { Top = rule.Top + from * Piece, Bottom = rule.Top + to }
                : rule with { Left = rule.Left + from * Piece, Right = rule.Left + to };
        }
    }

    /// <summary>
    /// By how much it is darker seen than the paper beside it, in shares of what is expected: least squares over its profile, the mean along
    /// the piece, so that a rule that crosses it, or a letter that touches it, tells for all of the profile alike. The best of some places
    /// beside its own.
    /// </summary>
    /// <returns>No number where the scan does not reach.</returns>
    static float InkOf(PrintedPlace piece, Plane expected, Plane seen)
    {
        var isUpright = piece.Bottom - piece.Top > piece.Right - piece.Left;
        var reach = Beside + Slip;
        if (piece.Left < reach || piece.Top < reach || piece.Right + reach > expected.Width || piece.Bottom + reach > expected.Height)
            return float.NaN;
        float[] wanted = Profile(expected, piece, isUpright, Beside), found = Profile(seen, piece, isUpright, reach);
        var most = float.NaN;
        for (var slip = 0; slip <= 2 * Slip; slip++)
            most = float.MaxNumber(most, Slope(wanted, found.AsSpan(slip, wanted.Length)));
        return most;
    }

    static float[] Profile(Plane plane, PrintedPlace piece, bool isUpright, int beside)
    {
        var across = isUpright ? piece.Right - piece.Left : piece.Bottom - piece.Top;
        var profile = new float[across + 2 * beside];
        for (var i = 0; i < profile.Length; i++)
        {
            var sum = 0f;
            if (isUpright)
            {
                for (var y = piece.Top; y < piece.Bottom; y++)
                    sum += plane.Row(y)[piece.Left - beside + i];
                profile[i] = sum / (piece.Bottom - piece.Top);
            }
            else
            {
                foreach (var ink in plane.Row(piece.Top - beside + i)[piece.Left..piece.Right])
                    sum += ink;
                profile[i] = sum / (piece.Right - piece.Left);
            }
        }

        return profile;
    }

    static float Slope(ReadOnlySpan<float> of, ReadOnlySpan<float> against)
    {
        var (meanX, meanY) = (Mean(of), Mean(against));
        float together = 0, alone = 0;
        for (var i = 0; i < of.Length; i++)
            (together, alone) = (together + (of[i] - meanX) * (against[i] - meanY), alone + (of[i] - meanX) * (of[i] - meanX));
        return together / alone;
    }

    static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
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
