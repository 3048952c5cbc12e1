using System.Numerics;
using System.Runtime.CompilerServices;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Latent;

/// <summary>
/// The latent image (偽造防止検出画像, 000-58): a cherry blossom of 40 mm in a screen of slanted lines, and in its middle 証 in a circle, hidden
/// there because its lines only lie half a period beside the others: no darker, no lighter, and gone when a copying machine has made
/// dots of its own of it. The same dots on every machine.
/// </summary>
public sealed class LatentImage
{
    /// <summary>Of the square, dots of 600 dpi.</summary>
    public const int Side = 944;

    /// <summary>The screen repeats after so many dots in a row: 168 lines an inch, 63 degrees steep.</summary>
    public const int Period = 8;

    const int LineWidth = 2;
    const float Points = 72f / SheetInk.Dpi;
    const float Radius = 462 * Points;
    const float OutlineWidth = 10 * Points;

    /// <summary>What is hidden: the radius of its ring, and the size of its letter.</summary>
    const float RingRadius = 198 * Points;
    const float RingWidth = 24 * Points;
    const float LetterSize = 290 * Points;
    const float Thickening = 0.05f;

    static readonly Vector2 Middle = new Vector2(Side, Side) / 2 * Points;
    static readonly ConditionalWeakTable<FontSet, LatentImage> Made = [];

    LatentImage(FontSet fonts)
    {
        Hidden = Ink(Ring(), 0);
        Hidden.Or(Ink(LetterShape.Of(fonts, '証', LetterSize, Matrix3x2.CreateTranslation(Middle)), Thickening * LetterSize), 0, 0);
        var petals = OnSheet(Blossom.Petals());
        Screened = Ink(petals, 0);
        Picture = Ink(petals, OutlineWidth);
        Remove(Picture, Screened);
        Picture.Or(Ink(OnSheet(Blossom.Stamens()), 0), 0, 0);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                if (Screened[x, y] && (x + 2 * y + (Hidden[x, y] ? Period / 2 : 0)) % Period < LineWidth)
                    Picture[x, y] = true;
            }
        }
    }

    /// <summary>What is printed.</summary>
    public Bitmap Picture { get; }

    /// <summary>証 in a circle: where the screen is moved.</summary>
    public Bitmap Hidden { get; }

    /// <summary>Where there is a screen at all.</summary>
    public Bitmap Screened { get; }

    /// <exception cref="MissingGlyphException">The fonts do not have 証.</exception>
    public static LatentImage Of(FontSet fonts) => Made.GetValue(fonts, f => new LatentImage(f));

    static Outline Ring()
    {
        var ring = new Outline();
        ring.AddCircle(Middle, RingRadius);
        ring.AddCircle(Middle, RingRadius - RingWidth, inward: true);
        return ring;
    }

    static Outline OnSheet(Outline blossom)
    {
        var outline = new Outline();
        outline.Append(blossom, Matrix3x2.CreateScale(Radius, -Radius) * Matrix3x2.CreateTranslation(Middle));
        return outline;
    }

    static Bitmap Ink(Outline outline, float stroke)
    {
        var bitmap = new Bitmap(Side, Side);
        if (new OutlinePen(new OutlineInker(SheetInk.Dpi), SheetInk.Dpi).OnPage(new InkedOutline(outline, stroke)) is { } ink)
            bitmap.Or(ink.Bitmap, ink.X, ink.Y);
        return bitmap;
    }

    static void Remove(Bitmap from, Bitmap ink)
    {
        for (var i = 0; i < from.Words.Length; i++)
            from.Words[i] &= ~ink.Words[i];
    }
}
