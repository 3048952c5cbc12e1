using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Scramble.Wear;

/// <summary>
/// The back of a sheet as a laser printer leaves it, A4 at 600 dpi: an image in its room, lines of text above, the framed box of
/// explanations and a figure below. Shares nothing with what draws certificates.
/// </summary>
public static class PrintedBack
{
    public const int Dpi = 600;
    public const int Width = 4960;
    public const int Height = 7016;

    const int Spread = 12;

    /// <summary>Where the room for the image begins.</summary>
    public const int Left = 375;
    public const int Top = 483;

    /// <param name="modules">An image, a dot a module.</param>
    /// <param name="dots">Dots of the printer a module.</param>
    /// <param name="gain">How far toner spreads: dots on each side, about.</param>
    public static GreyImage Print(Bitmap modules, int dots, float gain, int seed)
    {
        var page = new GreyImage(Width, Height);
        page.Pixels.AsSpan().Fill(255);
        Clutter(page, new Random(seed));
        for (var y = 0; y < modules.Height * dots; y++)
        {
            var row = page.Row(Top + y);
            for (var x = 0; x < modules.Width * dots; x++)
                row[Left + x] = modules[x / dots, y / dots] ? (byte)0 : (byte)255;
        }

        Toner(page, gain, Top - Spread, Top + modules.Height * dots + Spread);
        return page;
    }

    static void Clutter(GreyImage page, Random chance)
    {
        Text(page, chance, 375, 250, 60, 5);
        Text(page, chance, 1600, 5350, 36, 70);
        Text(page, chance, 1600, 5500, 36, 66);
        Text(page, chance, 1600, 5650, 36, 40);
        Frame(page, 1480, 5180, 4570, 6670);
        for (var y = 5540; y < 6480; y++) // a figure: fine slanting lines
        {
            for (var x = 375; x < 1320; x++)
                page.Row(y)[x] = (x + 2 * y) % 8 < 2 ? (byte)0 : (byte)255;
        }
    }

    /// <summary>A line of what has the strokes of writing.</summary>
    static void Text(GreyImage page, Random chance, int left, int top, int size, int letters)
    {
        for (var letter = 0; letter < letters; letter++)
        {
            for (var stroke = 0; stroke < 6; stroke++)
            {
                var (x, y) = (left + letter * (size + 4) + chance.Next(size / 2), top + chance.Next(size - 4));
                var across = chance.Next(2) == 0;
                Fill(page, x, across ? y : top, x + (across ? size / 2 : 4), across ? y + 3 : top + size);
            }
        }
    }

    static void Frame(GreyImage page, int left, int top, int right, int bottom)
    {
        Fill(page, left, top, right, top + 4);
        Fill(page, left, bottom - 4, right, bottom);
        Fill(page, left, top, left + 4, bottom);
        Fill(page, right - 4, top, right, bottom);
    }

    static void Fill(GreyImage page, int left, int top, int right, int bottom)
    {
        for (var y = top; y < bottom; y++)
            page.Row(y)[left..right].Clear();
    }

    /// <summary>
    /// Toner has no sharp edge: blurred by a dot, then hardened around a grey that decides how far it spreads. Only where the image is; the
    /// rest of the page is there to be in the way.
    /// </summary>
    static void Toner(GreyImage page, float gain, int top, int bottom)
    {
        var band = new GreyImage(page.Width, bottom - top);
        page.Pixels.AsSpan(top * page.Width, band.Pixels.Length).CopyTo(band.Pixels);
        var weights = Blur.Gaussian(0.9f);
        var soft = Blur.Apply(band, weights, weights);
        var hardened = new byte[256];
        for (var grey = 0; grey < 256; grey++)
            hardened[grey] = (byte)Math.Round(255 / (1 + Math.Exp(-(grey / 255.0 - 0.5 - 0.3 * gain) * 9)));
        for (var i = 0; i < soft.Pixels.Length; i++)
            page.Pixels[top * page.Width + i] = hardened[soft.Pixels[i]];
    }
}
