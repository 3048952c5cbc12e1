namespace KioskSim.Paper.Drawing;

/// <summary>
/// A4 as the kiosk prints it, points. Not 595.28 x 841.89: this size is exactly 4960 x 7016 dots at 600 dpi, so that what is drawn by
/// the dot (grounds, scramble image) falls on the printer's grid.
/// </summary>
public static class PageSize
{
    public const float Width = 595.2f;
    public const float Height = 841.92f;

    /// <summary>Millimetres to points.</summary>
    public static float Millimetres(float length) => length * 72 / 25.4f;

    /// <summary>A length in points as pages are drawn: to the hundredth, a 288th of a millimetre.</summary>
    public static int Hundredths(float points) => (int)MathF.Round(points * 100);

    /// <summary>A height on the page in hundredths from the top. PDF reckons from the bottom, and that is where it is rounded.</summary>
    public static int HundredthsFromTop(float y) => Hundredths(Height) - Hundredths(Height - y);
}
