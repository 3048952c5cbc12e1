using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>A place where a printed front does not look like the picture.</summary>
/// <param name="X">Of its left edge, from the left edge of the front, millimetres.</param>
/// <param name="Y">Of its upper edge, from the upper edge of the front, millimetres.</param>
/// <param name="Width">Millimetres.</param>
/// <param name="Height">Millimetres.</param>
/// <param name="Likeness">The least of any square within it: a correlation, at most 1.</param>
public sealed record PicturePlace(double X, double Y, double Width, double Height, double Likeness);

/// <summary>
/// Holds a scan of a printed front against the picture that the inquiry site shows, for whoever has that picture and nothing else: neither
/// the city's form nor what its letters are. Square by square, each of the size of a letter, it asks how much alike the two are; shape
/// counts, and not how dark the print is or what lies below it. <see cref="FrontComparison"/>, which has the form, finds smaller things.
/// </summary>
/// <param name="Answer">By itself; a person who looks sees more.</param>
/// <param name="Places">The least alike first.</param>
/// <param name="Fit">Correlation of scan and picture as a whole, at most 1.</param>
/// <param name="Laid">The scan as it lies over the picture, 150 dpi; null where no place was found.</param>
public sealed record PictureComparison(FrontAnswer Answer, IReadOnlyList<PicturePlace> Places, double Fit, GreyImage? Laid)
{
    const double PageWidth = 210 / 25.4;

    /// <summary>Under which letters are not told apart.</summary>
    const double LeastDpi = 140;

    /// <summary>Under which the scan is of something else.</summary>
    const double LeastFit = 0.6;

    /// <summary>Share of the picture's ink that may lie beyond the edges of the scan.</summary>
    const double MostUnseen = 0.02;

    /// <summary>
    /// Squares of unaltered fronts were seen down to 0.71, at the crossings of rules; those of fronts with one digit or kanji altered at 0.58
    /// and less.
    /// </summary>
    const double LeastLikeness = 0.64;

    /// <param name="scan">The whole front on one sheet, straight to 4 degrees, or upside down.</param>
    /// <param name="dpi">Of the scan, when its file says so; null: it is as wide as the page.</param>
    /// <param name="front">As the inquiry site shows it, 150 dpi.</param>
    public static PictureComparison Of(GreyImage scan, double? dpi, Bitmap front)
    {
        var resolution = dpi ?? scan.Width / PageWidth;
        if (resolution < LeastDpi || scan.Width < front.Width / 2 || scan.Height < front.Height / 2)
            return new PictureComparison(FrontAnswer.CannotTell, [], 0, null);
        var paper = Plane.Of(scan);
        for (; resolution > 1.9 * PrintTones.Dpi; resolution /= 2)
            paper = paper.Half();
        var picture = Plane.Of(front);
        var fine = Doubled(picture);
        var (place, fit) = Registration.Find(fine, paper, resolution / PrintTones.Dpi);
        if (fit < LeastFit)
            return new PictureComparison(FrontAnswer.CannotTell, [], fit, null);
        var seen = LaidScan.Lay(paper, place, fine.Width, fine.Height);
        var laid = LaidScan.Picture(seen);
        if (LaidScan.Unseen(seen, fine, 0) > MostUnseen)
            return new PictureComparison(FrontAnswer.CannotTell, [], fit, laid);
        PicturePlace[] places = [.. Joined(new LetterSquares(picture, Plane.Of(laid)).Unlike(LeastLikeness)).OrderBy(p => p.Likeness)];
        return new PictureComparison(places.Length > 0 ? FrontAnswer.Different : FrontAnswer.Same, places, fit, laid);
    }

    /// <summary>Squares that overlap are one place.</summary>
    static IEnumerable<PicturePlace> Joined(IEnumerable<LetterSquare> squares)
    {
        var rest = squares.ToList();
        while (rest.Count > 0)
        {
            var place = new List<LetterSquare> { rest[^1] };
            rest.RemoveAt(rest.Count - 1);
            for (var i = 0; i < place.Count; i++)
            {
                place.AddRange(rest.Where(place[i].Overlaps));
                rest.RemoveAll(place[i].Overlaps);
            }

            const double dot = 25.4 / FrontForm.Dpi;
            var (left, top) = (place.Min(s => s.X), place.Min(s => s.Y));
            yield return new PicturePlace(
                dot * left, dot * top, dot * (place.Max(s => s.X) + LetterSquares.Side - left), dot * (place.Max(s => s.Y) + LetterSquares.Side - top),
                place.Min(s => s.Likeness));
        }
    }

    static Plane Doubled(Plane picture)
    {
        var doubled = new Plane(2 * picture.Width, 2 * picture.Height);
        for (var y = 0; y < doubled.Height; y++)
        {
            var from = picture.Row(y / 2);
            var to = doubled.Row(y);
            for (var x = 0; x < to.Length; x++)
                to[x] = from[x / 2];
        }

        return doubled;
    }
}
