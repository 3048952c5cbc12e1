using KioskSim.Paper.Raster;

namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// Pieces of rules that are gone. Where exactly a rule's edges lie is not known, nor how thick it was printed; how much ink there is across
/// it is.
/// </summary>
internal static class RuleGaps
{
    /// <summary>Dots of 300 dpi along a rule that are weighed together: 5 mm. Shorter rules are not looked at.</summary>
    const int Piece = 59;

    /// <summary>Dots on both sides of a rule, where its ink may lie.</summary>
    const int Around = 4;

    /// <summary>Of the ink that is expected.</summary>
    const float MostLacking = 0.5f;

    public static IEnumerable<FrontDifference> Find(IEnumerable<DotBox> rules, Plane expected, Plane seen, float solid)
    {
        foreach (var rule in rules)
        {
            var place = PrintedPlace.Of(rule);
            var isAcross = rule.Width >= rule.Height;
            var (start, end) = isAcross ? (place.Left, place.Right) : (place.Top, place.Bottom);
            var ink = solid * Piece * Math.Min(rule.Width, rule.Height) / 2;
            for (var from = start; from + Piece <= end; from += Piece)
            {
                var piece = isAcross ? place with { Left = from, Right = from + Piece } : place with { Top = from, Bottom = from + Piece };
                var lacking = Lacking(isAcross ? Across(piece, expected) : Along(piece, expected), expected, seen);
                if (lacking > MostLacking * ink)
                    yield return FrontDifference.Of(piece, added: 0, missing: lacking / solid);
            }
        }
    }

    static PrintedPlace Across(PrintedPlace piece, Plane sheet) =>
        piece with { Top = Math.Max(0, piece.Top - Around), Bottom = Math.Min(sheet.Height, piece.Bottom + Around) };

    static PrintedPlace Along(PrintedPlace piece, Plane sheet) =>
        piece with { Left = Math.Max(0, piece.Left - Around), Right = Math.Min(sheet.Width, piece.Right + Around) };

    static float Lacking(PrintedPlace place, Plane expected, Plane seen)
    {
        var lacking = 0f;
        for (var y = place.Top; y < place.Bottom; y++)
        {
            for (var x = place.Left; x < place.Right; x++)
            {
                var difference = expected.Row(y)[x] - seen.Row(y)[x];
                lacking += float.IsNaN(difference) ? 0 : difference;
            }
        }

        return lacking;
    }
}
