using System.Numerics;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Pdf;

/// <summary>Makes one picture of what a page draws: a single one, turned as it is shown, or strips that lie one below the other.</summary>
internal static class PdfScanPage
{
    const double PointsPerInch = 72;

    /// <summary>Dots by which strips may miss each other: placed lengths are rounded.</summary>
    const double Slack = 1.5;

    public static ScanPage Read(PdfPage page, int number, PdfObjects objects, ScanBudget budget)
    {
        var placements = PdfContent.Placements(page, objects, budget);
        if (placements.Count == 0)
            throw ScanFileException.NotSupported("This PDF holds no scanned picture.");
        var reader = new PdfPicture(objects, budget);
        var (stored, place) = placements.Count == 1
            ? (reader.Read(placements[0].Picture), placements[0].Place)
            : Stack(placements, reader, objects, budget);
        var shown = stored.Upright(OrientationOf(place).Turned(page.Turns), budget);
        return new ScanPage(number, shown, ResolutionOf(stored.Width, stored.Height, place).Dpi);
    }

    static Resolution ResolutionOf(int width, int height, Matrix3x2 place) => new(
        PointsPerInch * width / double.Hypot(place.M11, place.M12), PointsPerInch * height / double.Hypot(place.M21, place.M22));

    /// <summary>By the nearest quarter turn: some software puts a page straight by placing its picture askew.</summary>
    static Orientation OrientationOf(Matrix3x2 place)
    {
        var lying = Math.Abs(place.M12 * place.M21) > Math.Abs(place.M11 * place.M22);
        return lying
            ? (place.M12 > 0, place.M21 > 0) switch
            {
                (true, true) => Orientation.RightBottom,
                (true, false) => Orientation.LeftBottom,
                (false, true) => Orientation.RightTop,
                _ => Orientation.LeftTop,
            }
            : (place.M11 < 0, place.M22 < 0) switch
            {
                (true, true) => Orientation.BottomRight,
                (true, false) => Orientation.TopRight,
                (false, true) => Orientation.BottomLeft,
                _ => Orientation.TopLeft,
            };
    }

    static (GreyImage, Matrix3x2) Stack(IReadOnlyList<PdfPlacement> placements, PdfPicture reader, PdfObjects objects, ScanBudget budget)
    {
        var strips = placements.OrderByDescending(p => p.Place.M32).ToArray();
        var (first, last) = (strips[0], strips[^1].Place);
        var width = objects.Number(first.Picture.Dictionary["Width"], 0);
        var heights = strips.Select(s => objects.Number(s.Picture.Dictionary["Height"], 0)).ToArray();
        if (width <= 0 || heights.Any(h => h <= 0))
            throw ScanFileException.Damaged("A picture has no width or no height.");
        var dot = first.Place.M11 / width;
        var bottom = first.Place.M32 + first.Place.M22;
        for (var i = 0; i < strips.Length; i++)
        {
            var (strip, place) = (strips[i], strips[i].Place);
            var isStrip = place is { M11: > 0, M22: > 0, M12: 0, M21: 0 } && objects.Number(strip.Picture.Dictionary["Width"], 0) == width
                && Math.Abs(place.M31 - first.Place.M31) < Slack * dot && Math.Abs(place.M11 - first.Place.M11) < Slack * dot
                && Math.Abs(place.M32 + place.M22 - bottom) < Slack * dot && Math.Abs(place.M22 - heights[i] * dot) < Slack * dot;
            if (!isStrip)
                throw ScanFileException.NotSupported("The PDF has a page of several pictures, which is not read.");
            bottom = place.M32;
        }

        var whole = budget.Picture(width, heights.Sum(h => (long)h));
        var y = 0;
        foreach (var (strip, height) in strips.Zip(heights))
        {
            var part = reader.Read(strip.Picture);
            if ((part.Width, part.Height) != (width, height))
                throw ScanFileException.Damaged("The PDF has a picture of another size than it says.");
            part.Pixels.CopyTo(whole.Pixels.AsSpan(y * width));
            y += height;
        }

        return (whole, first.Place with { M22 = first.Place.M32 + first.Place.M22 - last.M32, M32 = last.M32 });
    }
}
