using System.Globalization;
using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Tests.Images.Files;
using KioskSim.Paper.Tests.Tools;
using static KioskSim.Paper.Tests.Scramble.ScrambleRuns;

namespace KioskSim.Paper.Tests.Scramble;

/// <summary>Print and scan by a program that knows nothing of us: turned, bulging, blurred, noisy, through a JPEG file.</summary>
public sealed class ImageMagickTests(ITestOutputHelper output)
{
    static readonly int Runs = Math.Max(1, Count / 5);

    [Fact]
    public void Worn_by_another_program_it_comes_back_000_57()
    {
        var (reader, recovered) = (new ScrambleReader(), 0);
        for (var seed = 0; seed < Runs; seed++)
        {
            var payload = Payload(4_200, seed);
            var reading = reader.Read(Wear(ScannedTests.Page(payload, damaged: seed % 2 == 1, seed, 300), new Random(seed)));
            output.WriteLine($"{seed}: {reading.Failure}, {reading.RawErrors:P2} wrong before, {reading.ErrorsBeforeCode:P2} after the equaliser");
            Assert.True(reading.Payload is null || reading.Payload.AsSpan().SequenceEqual(payload));
            recovered += reading.Payload is null ? 0 : 1;
        }

        Assert.InRange(recovered, AtLeast(Runs), Runs);
    }

    static GreyImage Wear(GreyImage page, Random chance)
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-scan-").FullName;
        try
        {
            var (from, jpeg, to) = (Path.Combine(folder, "page.pgm"), Path.Combine(folder, "scan.jpg"), Path.Combine(folder, "scan.pgm"));
            File.WriteAllBytes(from, Netpbm.Pgm(page));
            DebianTool.ImageMagick(
                from, "-virtual-pixel", "white", "-filter", "Point", "-interpolate", "Bilinear", "-distort", "SRT", Number(chance.NextDouble() * 6 - 3),
                "-distort", "Barrel", $"0 0 {Number(0.004)} {Number(0.996)}", "-blur", $"0x{Number(0.5 + 0.8 * chance.NextDouble())}",
                "-seed", $"{chance.Next(1_000)}", "-attenuate", Number(0.1 + 0.3 * chance.NextDouble()), "+noise", "Gaussian",
                "-gamma", Number(0.7 + 0.6 * chance.NextDouble()), "+level", "10%,92%", "-quality", "60", jpeg);
            DebianTool.ImageMagick(jpeg, "-colorspace", "Gray", "-depth", "8", to);
            return Netpbm.ToGrey(File.ReadAllBytes(to));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
