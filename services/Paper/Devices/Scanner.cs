using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Devices;

/// <summary>What a flatbed scanner makes of paper.</summary>
/// <param name="Dpi">Of the picture.</param>
/// <param name="Skew">By how much the sheet lies turned, degrees clockwise.</param>
/// <param name="OffsetX">By how much it lies to the right, millimetres.</param>
/// <param name="OffsetY">By how much it lies down, millimetres.</param>
/// <param name="Blur">Of lens and sensor, sigma in millimetres.</param>
/// <param name="Noise">Sigma in greys of 255.</param>
/// <param name="Gamma">Above 1 makes the middle darker.</param>
public sealed record Scanner(
    int Dpi, double Skew = 0, double OffsetX = 0, double OffsetY = 0, double Blur = 0.04, double Noise = 2, double Gamma = 1)
{
    const double MillimetresPerInch = 25.4;

    /// <summary>Of the lid, where there is no paper.</summary>
    const byte Lid = 250;

    /// <summary>300 dpi, the sheet laid down with care.</summary>
    public static Scanner Office { get; } = new(300, Skew: 0.4, OffsetX: 0.8, OffsetY: 0.5);

    /// <summary>300 dpi, the sheet askew, the glass not clean.</summary>
    public static Scanner Careless { get; } = new(300, Skew: -2.6, OffsetX: 1.5, OffsetY: -1, Blur: 0.08, Noise: 6, Gamma: 1.3);

    /// <summary>600 dpi, as the viewer of latent images needs it.</summary>
    public static Scanner Fine { get; } = new(600, Skew: 0.3, Blur: 0.02);

    /// <summary>By the names that a command takes.</summary>
    public static IReadOnlyDictionary<string, Scanner> Models { get; } = new Dictionary<string, Scanner>
    {
        ["office"] = Office, ["careless"] = Careless, ["fine"] = Fine,
    };

    /// <param name="paper">600 dpi.</param>
    public GreyImage Scan(GreyImage paper, Random random)
    {
        var scale = (double)SheetInk.Dpi / Dpi;
        // A sensor sees an area: at least so much blur keeps fine screens from making patterns of their own.
        var sigma = Math.Max(Blur * SheetInk.Dpi / MillimetresPerInch, scale == 1 ? 0 : 0.35 * scale);
        var blurred = Lens.Blurred(paper, sigma);
        var picture = new GreyImage((int)Math.Round(paper.Width / scale), (int)Math.Round(paper.Height / scale));
        var (sin, cos) = Math.SinCos(Skew * Math.PI / 180);
        var (dx, dy) = (OffsetX * SheetInk.Dpi / MillimetresPerInch, OffsetY * SheetInk.Dpi / MillimetresPerInch);
        var tones = Enumerable.Range(0, 256).Select(grey => (byte)Math.Round(255 * Math.Pow(grey / 255.0, Gamma))).ToArray();
        var grain = new Grain(random, Noise, picture.Width);
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            var v = (y + 0.5) * scale - paper.Height / 2.0 - dy;
            for (var x = 0; x < row.Length; x++)
            {
                var u = (x + 0.5) * scale - paper.Width / 2.0 - dx;
                row[x] = tones[At(blurred, cos * u + sin * v + paper.Width / 2.0 - 0.5, cos * v - sin * u + paper.Height / 2.0 - 0.5)];
            }

            grain.AddTo(row, random);
        }

        return picture;
    }

    /// <summary>Between four dots.</summary>
    static byte At(GreyImage image, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (left < 0 || top < 0 || left >= image.Width - 1 || top >= image.Height - 1)
            return Lid;
        var (right, down) = ((int)((x - left) * 256), (int)((y - top) * 256));
        ReadOnlySpan<byte> upper = image.Row(top), lower = image.Row(top + 1);
        return (byte)(((upper[left] * (256 - right) + upper[left + 1] * right) * (256 - down)
            + (lower[left] * (256 - right) + lower[left + 1] * right) * down) >> 16);
    }
}
