using KioskSim.Benchmarks.Jpki;
using KioskSim.Paper.Images;
using KioskSim.Paper.Tests.Scramble.Wear;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// How many bytes a square centimetre of paper gives back: the scramble image against QR and Data Matrix, printed and scanned alike, each
/// with the smallest modules that every scan of a set still yields. Others get a second try on a picture of twice the size. Aim: twice QR.
/// </summary>
static class ScramblePeers
{
    const int Scans = 3;

    static readonly int[] Dots = [3, 4, 5, 6, 8, 10, 12];

    static readonly (string Name, float Gain, Func<int, Scan> Scan)[] Sets =
    [
        ("light: turned 0.7 degrees, blur 0.6 dots, noise 2, JPEG 85", 0.2f, seed => Worn(seed, 0.7f, 0.6f, 2, 85)),
        ("medium: 3 degrees, blur 1.0, noise 8, gamma 1.3, JPEG 60", 0.4f, seed => Worn(seed, 3, 1.0f, 8, 60) with { Gamma = 1.3f }),
        ("hard: 3 degrees, barrel 0.4 %, blur 1.3, noise 16, gamma 1.5, JPEG 60", 0.8f, seed => Worn(seed, 3, 1.3f, 16, 60) with { Gamma = 1.5f, Barrel = 0.004f }),
    ];

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;
        try
        {
            var symbols = await PrintedSymbol.MakeAsync(folder);
            foreach (var set in Sets)
            {
                Console.WriteLine($"{set.Name}; 300 dpi, {Scans} scans each");
                foreach (var symbol in symbols)
                    Console.WriteLine($"  {symbol.Name,-30} {await SmallestAsync(symbol, set.Gain, set.Scan, folder)}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<string> SmallestAsync(PrintedSymbol symbol, float gain, Func<int, Scan> scan, string folder)
    {
        foreach (var dots in Dots)
        {
            if (symbol.Modules.Width * dots > PrintedBack.Width - 2 * PrintedBack.Left)
                break;
            var page = Blur.Halve(PrintedBack.Print(symbol.Modules, dots, gain, seed: 1));
            var recovered = 0;
            for (var seed = 0; seed < Scans && recovered == seed; seed++)
                recovered += await IsReadAsync(symbol, scan(seed).Of(page), folder) ? 1 : 0;
            if (recovered == Scans)
                return $"{dots * 25.4 / 600:F3} mm   {symbol.BytesPerSquareCentimetre(dots),5:F0} B/cm2";
        }

        return "none";
    }

    static async Task<bool> IsReadAsync(PrintedSymbol symbol, GreyImage picture, string folder)
    {
        var (path, twice) = (Path.Combine(folder, "scan.pgm"), Path.Combine(folder, "twice.pgm"));
        File.WriteAllBytes(path, [.. "P5\n"u8, .. System.Text.Encoding.ASCII.GetBytes($"{picture.Width} {picture.Height}\n255\n"), .. picture.Pixels]);
        if ((await symbol.Read(path, picture)).AsSpan().SequenceEqual(symbol.Bytes))
            return true;
        if (symbol.Name.StartsWith("scramble", StringComparison.Ordinal))
            return false;
        await Tool.RunAsync("convert", path, "-resize", "200%", twice);
        return (await symbol.Read(twice, picture)).AsSpan().SequenceEqual(symbol.Bytes);
    }

    static Scan Worn(int seed, float angle, float blur, float noise, int quality) => new()
    {
        Angle = seed % 2 == 0 ? angle : -angle + 0.1f * seed,
        BlurAlong = Blur.Gaussian(blur),
        BlurDown = Blur.Gaussian(blur),
        Noise = noise,
        Quality = quality,
        Seed = seed,
    };
}
