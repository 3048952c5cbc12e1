using KioskSim.Paper.Fonts;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Symbols;

namespace KioskSim.Inquiry.Comparison;

/// <summary>
/// Holds a scan of a printed front against the front that the city made. What was printed is made again to the dot, ground and all; what
/// the printer and the scanner made of it is learnt from the scan itself; and what is seen beyond that more than anywhere else on the
/// sheet is a difference.
/// </summary>
/// <param name="Answer">By itself; a person who looks sees more.</param>
/// <param name="Differences">Largest first.</param>
/// <param name="Fit">Correlation of scan and front, at most 1.</param>
/// <param name="Limit">From how much unexplained ink on a place differs, in shares of a stroke's darkness; 0 where it did not come so far.</param>
/// <param name="Laid">The scan as it lies over the front, 150 dpi; null where no place was found.</param>
public sealed record FrontComparison(FrontAnswer Answer, IReadOnlyList<FrontDifference> Differences, double Fit, double Limit, GreyImage? Laid)
{
    const double PageWidth = 210 / 25.4;

    /// <summary>Under which letters are not told apart.</summary>
    const double LeastDpi = 140;

    /// <summary>Under which the scan is of something else.</summary>
    const double LeastFit = 0.6;

    /// <summary>Share of the front's ink that may lie beyond the edges of the scan.</summary>
    const double MostUnseen = 0.02;

    /// <summary>
    /// The limit lies this many times as far above the middle letter of the sheet as the letter that one in ten surpass: unaltered
    /// letters were seen up to 4.4, most altered ones from 5 on; of readings of 7 points and less, some remain below.
    /// </summary>
    const float Spreads = 4.5f;

    /// <summary>The limit on the best of prints, and the one from which letters are no longer told apart.</summary>
    const float LeastLimit = 0.25f;
    const float MostLimit = 0.55f;

    /// <param name="scan">The whole front on one sheet, straight to 4 degrees, or upside down.</param>
    /// <param name="dpi">Of the scan, when its file says so; null: it is as wide as the page.</param>
    /// <param name="front">As <see cref="FrontForm.Place"/> gives it.</param>
    /// <param name="fonts">That the city sets its certificates in.</param>
    /// <param name="word">Under the city's certificates.</param>
    public static FrontComparison Of(GreyImage scan, double? dpi, SymbolPage front, FontSet fonts, GroundWord word)
    {
        var resolution = dpi ?? scan.Width / PageWidth;
        if (resolution < LeastDpi || scan.Width < front.Width / 2 || scan.Height < front.Height / 2)
            return new FrontComparison(FrontAnswer.CannotTell, [], 0, 0, null);
        var paper = Plane.Of(scan);
        // PNG tells dots a metre, so that 600 dpi come back a little less.
        for (; resolution > 1.9 * PrintTones.Dpi; resolution /= 2)
            paper = paper.Half();

        var sheet = new ExpectedSheet(
            PrintedFront.Of(front, fonts), DeterrentGround.Of(fonts, word), front.Width * PrintedFront.Scale, front.Height * PrintedFront.Scale);
        var (place, fit) = Registration.Find(DotCounts.Of(sheet.Draw()), paper, resolution / PrintTones.Dpi);
        if (fit < LeastFit)
            return new FrontComparison(FrontAnswer.CannotTell, [], fit, 0, null);

        var (seen, expected, tones) = Settle(sheet, paper, place);
        if (LaidScan.Unseen(seen, expected, tones.Paper + tones.Solid / 2) > MostUnseen)
            return new FrontComparison(FrontAnswer.CannotTell, [], fit, 0, LaidScan.Picture(seen));
        var unexplained = Unexplained.Of(sheet, expected, seen, DotCounts.Of(sheet.DrawUnsure()).Blurred(tones.Blur), tones);
        var limit = LimitOf(unexplained.Letters);
        // Tones that could not be learnt leave no number at all.
        if (!(limit <= MostLimit))
            return new FrontComparison(FrontAnswer.CannotTell, [], fit, limit, LaidScan.Picture(seen));
        FrontDifference[] differences =
            [.. DifferenceFinder.Find(unexplained.Ink, limit).Concat(MissingRules.Find(sheet.Front.Rules, expected, seen, tones)).OrderByDescending(d => d.Added + d.Missing)];
        return new FrontComparison(differences.Length > 0 ? FrontAnswer.Different : FrontAnswer.Same, differences, fit, limit, LaidScan.Picture(seen));
    }

    /// <summary>Scan and sheet brought together: the scan where the paper slipped, the letters by what their places were rounded.</summary>
    static (Plane Seen, Plane Expected, PrintTones Tones) Settle(ExpectedSheet sheet, Plane paper, Placement place)
    {
        var ink = sheet.Draw();
        var seen = LaidScan.Lay(paper, place, ink.Width / DotCounts.Dots, ink.Height / DotCounts.Dots);
        var tones = PrintTones.Of(ink, sheet.Ground, sheet.Letters, seen);
        var expected = tones.Print(ink, sheet.Ground);
        seen = LaidScan.Lay(paper, place, seen.Width, seen.Height, new Unevenness(expected, seen));

        // A letter a whole dot away is not found in one step.
        sheet.Move(expected, seen, tones);
        sheet.Move(tones.Print(sheet.Draw(), sheet.Ground), seen, tones);
        ink = sheet.Draw();
        tones = PrintTones.Of(ink, sheet.Ground, sheet.Letters, seen);
        return (seen, tones.Print(ink, sheet.Ground), tones);
    }

    /// <param name="letters">What is left unexplained of each, rising.</param>
    static float LimitOf(IReadOnlyList<float> letters)
    {
        if (letters.Count == 0)
            return float.PositiveInfinity;
        var (middle, ninth) = (letters[letters.Count / 2], letters[letters.Count * 9 / 10]);
        return Math.Max(LeastLimit, middle + Spreads * (ninth - middle));
    }
}
