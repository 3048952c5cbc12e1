using KioskSim.Inquiry.Comparison;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Show.Sheet;

/// <summary>Where two fronts differ, as it is shown.</summary>
static class FrontPlace
{
    const double DotsPerMillimetre = FrontForm.Dpi / 25.4;

    /// <summary>Millimetres between a difference and its frame, and of the sheet to both sides of it that tell which line it is in.</summary>
    const double Clearance = 1.5;
    const double Before = 22;
    const double Above = 5;

    public static (double X, double Y, double Width, double Height) Around(PicturePlace place) =>
        (place.X - Clearance, place.Y - Clearance, place.Width + 2 * Clearance, place.Height + 2 * Clearance);

    /// <param name="front">150 dpi.</param>
    /// <returns>The place with its neighbourhood.</returns>
    public static GreyImage Cut(GreyImage front, PicturePlace place)
    {
        var (left, right) = (Dots(place.X - Before, front.Width), Dots(place.X + place.Width + Before, front.Width));
        var (top, bottom) = (Dots(place.Y - Above, front.Height), Dots(place.Y + place.Height + Above, front.Height));
        var cut = new GreyImage(right - left, bottom - top);
        for (var y = 0; y < cut.Height; y++)
            front.Row(top + y)[left..right].CopyTo(cut.Row(y));
        return cut;
    }

    /// <summary>As a picture that is part of a page.</summary>
    public static string Inline(GreyImage picture) => $"data:image/png;base64,{Convert.ToBase64String(picture.ToPng())}";

    static int Dots(double millimetres, int most) => Math.Clamp((int)(millimetres * DotsPerMillimetre), 0, most);
}
