using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Tests.Scramble.Wear;

namespace KioskSim.Paper.Tests.Scramble;

public sealed class Probe
{
    [Fact]
    public void Go()
    {
        var log = new List<string>();
        var bytes = new byte[4200];
        new Random(5).NextBytes(bytes);
        var image = ScrambleImage.Encode(bytes);
        Pgm("/tmp/scr/sym.pgm", image);
        foreach (var dots in (int[])[6, 5, 4])
        {
            var page = PrintedBack.Print(image, dots, 0.3f, 1);
            var reader = new ScrambleReader();
            foreach (var (name, scan) in (IEnumerable<(string, Scan)>)[
                ("L0", new Scan()),
                ("L1", new Scan { Angle = .7f, BlurAlong = Blur.Gaussian(1.2f), BlurDown = Blur.Gaussian(1.2f), Noise = 2, Quality = 85 }),
                ("L2", new Scan { Angle = -3f, BlurAlong = Blur.Gaussian(2f), BlurDown = Blur.Gaussian(2f), Noise = 8, Gamma = 1.3f, Quality = 60 }),
                ("L2u", new Scan { Angle = 183f, BlurAlong = Blur.Gaussian(2f), BlurDown = Blur.Gaussian(2f), Noise = 8, Gamma = 1.3f, Quality = 60 }),
                ("L3", new Scan { Angle = 3f, Barrel=.004f, BlurAlong = Blur.Gaussian(2.4f), BlurDown = Blur.Gaussian(2.4f), Noise = 16, Gamma = 1.5f, Quality = 60 })])
            {
                var seen = scan.Of(page);
                if (dots == 6) Pgm($"/tmp/scr/{name}.pgm", seen);
                var clock = TimeProviderNow();
                var r = reader.Read(seen);
                var ms = TimeProviderNow() - clock;
                log.Add($"{dots} {name} {r.Failure} {r.Payload?.AsSpan().SequenceEqual(bytes)} dots {r.DotsPerModule:F2} marks {r.MarksFound:F2} raw {r.RawErrors:F4} eq {r.ErrorsBeforeCode:F4} blocks {r.Blocks} ms {ms:F0}");
            }
        }

        File.WriteAllLines("/tmp/scr/log.txt", log);
    }

#pragma warning disable RS0030
    internal static double TimeProviderNow() => System.Diagnostics.Stopwatch.GetTimestamp() / 1e6;
#pragma warning restore RS0030

    internal static void Pgm(string path, GreyImage image) => File.WriteAllBytes(path, [.. System.Text.Encoding.ASCII.GetBytes($"P5 {image.Width} {image.Height} 255\n"), .. image.Pixels]);

    internal static void Pgm(string path, Bitmap image)
    {
        var grey = new GreyImage(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
            for (var x = 0; x < image.Width; x++)
                grey.Row(y)[x] = image[x, y] ? (byte)0 : (byte)255;
        Pgm(path, grey);
    }
}
