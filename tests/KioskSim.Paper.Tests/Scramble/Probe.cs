using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Scramble.Reading;
using KioskSim.Paper.Tests.Scramble.Wear;

namespace KioskSim.Paper.Tests.Scramble;

public sealed class Probe
{
    [Fact]
    public void Go()
    {
        var n = int.Parse(Environment.GetEnvironmentVariable("KIOSKSIM_SCRAMBLE_RUNS") ?? "10", null);
        var log = new StreamWriter("/tmp/scr/log.txt");
        var reader = new ScrambleReader();
        var ok = new Dictionary<string, int>();
        var bytes = new byte[4200];
        new Random(5).NextBytes(bytes);
        var image = ScrambleImage.Encode(bytes);
        for (var seed = 0; seed < n; seed++)
        {
            var page = PrintedBack.Print(image, 6, Conditions.Gain(seed), seed);
            var page2 = Photo.Halve(page);
            var hurt = new GreyImage(page2.Width, page2.Height); page2.Pixels.CopyTo(hurt.Pixels, 0);
            Conditions.Damage(hurt, image.Height * 3, seed);
            foreach (var (name, on, scan) in (IEnumerable<(string, GreyImage, Scan)>)[
                ("flat", page2, Conditions.Flatbed(seed)),
                ("hurt", hurt, Conditions.Flatbed(seed + 1000)),
                ("200", page2, Conditions.Flatbed(seed, 200)),
                ("600", page, seed % 5 == 0 ? Conditions.Flatbed(seed, 600) : null!),
                ("phone", page2, Conditions.Telephone(seed)),
                ("phonehurt", hurt, Conditions.Telephone(seed + 1000)) ])
            {
                if (scan is null) continue;
                var seen = scan.Of(on);
                var clock = TimeProviderNow();
                var r = reader.Read(seen);
                var ms = TimeProviderNow() - clock;
                var good = r.Payload?.AsSpan().SequenceEqual(bytes) ?? false;
                ok[name] = ok.GetValueOrDefault(name) + (good ? 1 : 0);
                log.WriteLine($"{(good ? "" : "FAIL ")}{seed} {name} {r.Failure} dots {r.DotsPerModule:F2} marks {r.MarksFound:F2} raw {r.RawErrors:F4} eq {r.ErrorsBeforeCode:F4} blocks {r.Blocks} ms {ms:F0} angle {scan.Angle:F1} blur {scan.BlurAlong.Length} {scan.BlurAlong.Max():F2} noise {scan.Noise:F0} tilt {scan.Tilt} {ScrambleReader.Times}");
                log.Flush();
                if (!good) Pgm($"/tmp/scr/fail-{name}-{seed}.pgm", seen);
            }
        }
        log.WriteLine(string.Join(", ", ok));
        log.Close();
    }

#pragma warning disable RS0030
    internal static double TimeProviderNow() => System.Diagnostics.Stopwatch.GetTimestamp() / 1e6;
#pragma warning restore RS0030

    internal static void Pgm(string path, GreyImage image) => File.WriteAllBytes(path, [.. System.Text.Encoding.ASCII.GetBytes($"P5 {image.Width} {image.Height} 255\n"), .. image.Pixels]);
}
