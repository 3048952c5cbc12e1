using KioskSim.Paper.Drawing;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Certificates;

/// <summary>
/// Where things stand on both sides of every sheet, points. The rooms on the back are kept clear for the anti-forgery images
/// (000-56, 000-58); the deterrent ground (000-55) lies below everything on both sides and needs no room.
/// </summary>
public static class SheetGeometry
{
    public const float Left = 45;
    public const float Right = PageSize.Width - Left;
    public const float Width = Right - Left;

    internal const float HeaderMiddle = 42;
    internal const float TitleMiddle = 62;
    internal const float BodyTop = 92;
    internal const float BodyBottom = 639;
    internal const float AttestationTop = 653;
    internal const float FooterMiddle = 803;

    const float ExplanationTop = 622;
    const float ExplanationLeft = 178.4f;

    internal static Rect TitleRoom { get; } = new(Left, TitleMiddle - 13, Width, 26);

    /// <summary>Back: the scramble image.</summary>
    public static Rect ScrambleRoom { get; } = new(Left, 58, Width, PageSize.Millimetres(180));

    /// <summary>Back, lower left: the latent image, 40 mm square.</summary>
    public static Rect LatentRoom { get; } = new(Left, 664, PageSize.Millimetres(40), PageSize.Millimetres(40));

    /// <summary>The room of the scramble image on the printer's grid, dots of 600 dpi.</summary>
    public static DotBox ScrambleDots { get; } = Dots(ScrambleRoom);

    /// <summary>The room of the latent image on the printer's grid, dots of 600 dpi.</summary>
    public static DotBox LatentDots { get; } = Dots(LatentRoom);

    /// <summary>Back, beside the latent image: how to check the certificate.</summary>
    internal static Rect ExplanationRoom { get; } = new(ExplanationLeft, ExplanationTop, Right - ExplanationLeft, LatentRoom.Bottom - ExplanationTop);

    /// <summary>What lies wholly inside.</summary>
    static DotBox Dots(Rect room)
    {
        const float dot = 72f / SheetInk.Dpi;
        var (x, y) = ((int)MathF.Ceiling(room.X / dot - 0.01f), (int)MathF.Ceiling(room.Y / dot - 0.01f));
        return new DotBox(x, y, (int)MathF.Floor(room.Right / dot + 0.01f) - x, (int)MathF.Floor(room.Bottom / dot + 0.01f) - y);
    }
}
