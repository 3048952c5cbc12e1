using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Devices;

public enum Screening
{
    /// <summary>Black or white, as for text.</summary>
    Threshold,

    /// <summary>Greys as dots that grow, in lines at 45 degrees, as for photographs.</summary>
    Clustered,

    /// <summary>Greys as scattered dots, each passing its error on (Floyd and Steinberg).</summary>
    Diffused,
}

/// <summary>
/// A copying machine: it looks at the paper, drops what is nearly white, and prints what it has seen with a screen of its own.
/// </summary>
/// <param name="Dpi">At which it sees and prints: 600 or a whole part of it.</param>
/// <param name="Blur">Sigma in millimetres.</param>
/// <param name="Lightest">Darkness (0 white, 1 black) up to which it sees white.</param>
/// <param name="Darkest">Darkness from which on it sees black.</param>
public sealed record Photocopier(int Dpi, double Blur, Screening Screening, double Lightest = 0.25, double Darkest = 0.8)
{
    /// <summary>A good office machine, set to text.</summary>
    public static Photocopier Sharp { get; } = new(300, 0.05, Screening.Threshold);

    /// <summary>A common one, set to text.</summary>
    public static Photocopier Common { get; } = new(300, 0.07, Screening.Threshold);

    /// <summary>A facsimile machine or an old copier, set to text.</summary>
    public static Photocopier Coarse { get; } = new(200, 0.08, Screening.Threshold);

    /// <summary>A common one, set to photographs.</summary>
    public static Photocopier Photograph { get; } = new(600, 0.07, Screening.Clustered);

    /// <summary>A multi-function printer, set to text and photographs.</summary>
    public static Photocopier Mixed { get; } = new(300, 0.06, Screening.Diffused);

    /// <summary>By the names that a command takes.</summary>
    public static IReadOnlyDictionary<string, Photocopier> Models { get; } = new Dictionary<string, Photocopier>
    {
        ["sharp"] = Sharp, ["common"] = Common, ["coarse"] = Coarse, ["photograph"] = Photograph, ["mixed"] = Mixed,
    };

    /// <param name="paper">The original, 600 dpi.</param>
    /// <param name="printer">The machine's printing part.</param>
    /// <returns>The copy, 600 dpi.</returns>
    public GreyImage Copy(GreyImage paper, Printer printer, Random random) => printer.Print(Dots(paper, random), random);

    /// <summary>The dots that it prints, at 600 dpi.</summary>
    Bitmap Dots(GreyImage paper, Random random)
    {
        var seen = new Scanner(Dpi, Blur: Blur).Scan(paper, random);
        var (step, dots) = (SheetInk.Dpi / Dpi, new Bitmap(paper.Width, paper.Height));
        var (error, next) = (new int[seen.Width + 2], new int[seen.Width + 2]);
        for (var y = 0; y < seen.Height; y++)
        {
            var row = seen.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var ink = Darkness(row[x]);
                var isBlack = Screening switch
                {
                    Screening.Clustered => ink > Cluster(x, y),
                    Screening.Diffused => Diffuse(ink, error, next, x),
                    _ => ink >= 128,
                };
                if (isBlack)
                    dots.Fill(x * step, y * step, step, step);
            }

            (error, next) = (next, error);
            Array.Clear(next);
        }

        return dots;
    }

    /// <returns>0 for white to 255 for black.</returns>
    int Darkness(byte grey) =>
        (int)Math.Clamp(255 * ((double)(Printer.Paper - grey) / (Printer.Paper - Printer.Toner) - Lightest) / (Darkest - Lightest), 0, 255);

    /// <summary>The threshold of a screen whose cells, of 18 dots, stand at 45 degrees: 141 lines an inch at 600 dpi.</summary>
    static int Cluster(int x, int y)
    {
        const double cell = 6;
        var (u, v) = (2 * Math.PI * (x + y) / cell, 2 * Math.PI * (x - y) / cell);
        return (int)(127.5 * (1 - (Math.Cos(u) + Math.Cos(v)) / 2)) + 1;
    }

    static bool Diffuse(int ink, int[] error, int[] next, int x)
    {
        var wanted = ink + error[x + 1] / 16;
        var isBlack = wanted >= 128;
        var left = wanted - (isBlack ? 255 : 0);
        if (x + 2 < error.Length)
        {
            error[x + 2] += 7 * left;
            next[x + 2] += left;
        }

        next[x] += 3 * left;
        next[x + 1] += 5 * left;
        return isBlack;
    }
}
