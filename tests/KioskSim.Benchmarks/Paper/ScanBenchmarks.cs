using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// A4 at 300 dpi, 8.7 million dots of noisy paper with ink, from a file to grey. Beside it libjpeg-turbo's and ImageMagick's programs on
/// the same files; of their time a few milliseconds are the start of a process. The aim is 150 ms a page.
/// </summary>
[MemoryDiagnoser]
public class ScanBenchmarks
{
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-scans-").FullName;

    byte[] _jpeg = [], _progressive = [], _png = [];
    GreyImage _sheet = new(1, 1);

    [GlobalSetup]
    public void Prepare()
    {
        _sheet = Sheet(2480, 3508);
        _png = _sheet.ToPng(300);
        File.WriteAllBytes(Of("a.png"), _png);
        File.WriteAllBytes(Of("a.pgm"), [.. "P5\n2480 3508\n255\n"u8, .. _sheet.Pixels]);
        Run("convert", Of("a.pgm"), "-type", "TrueColor", "PPM:" + Of("a.ppm"));
        Run("cjpeg", "-quality", "85", "-outfile", Of("a.jpg"), Of("a.ppm"));
        Run("cjpeg", "-quality", "85", "-progressive", "-outfile", Of("p.jpg"), Of("a.ppm"));
        (_jpeg, _progressive) = (File.ReadAllBytes(Of("a.jpg")), File.ReadAllBytes(Of("p.jpg")));
    }

    [GlobalCleanup]
    public void CleanUp() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public object Jpeg() => ScanFile.Read(_jpeg, ScanLimits.Upload);

    [Benchmark]
    public int JpegByDjpeg() => Run("djpeg", "-grayscale", "-outfile", "/dev/null", Of("a.jpg"));

    [Benchmark]
    public object ProgressiveJpeg() => ScanFile.Read(_progressive, ScanLimits.Upload);

    [Benchmark]
    public int ProgressiveJpegByDjpeg() => Run("djpeg", "-grayscale", "-outfile", "/dev/null", Of("p.jpg"));

    [Benchmark]
    public object Png() => ScanFile.Read(_png, ScanLimits.Upload);

    [Benchmark]
    public int PngByImageMagick() => Run("convert", Of("a.png"), "PGM:/dev/null");

    [Benchmark]
    public byte[] WritePng() => _sheet.ToPng(300);

    string Of(string file) => Path.Combine(_folder, file);

    static int Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/" + program, arguments);
        start.Environment["MAGICK_THREAD_LIMIT"] = "1";
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode == 0 ? 0 : throw new InvalidOperationException($"{program} failed.");
    }

    static GreyImage Sheet(int width, int height)
    {
        var random = new Random(7);
        var sheet = new GreyImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var inked = (x / 40 % 37, y / 60 % 29) is ( > 3, > 2) && (x * 7 / 9 + y * 3 / 5) % 31 < 5 && y / 30 % 2 == 0;
                sheet.Row(y)[x] = (byte)((inked ? 40 : 235) + random.Next(-6, 7));
            }
        }

        return sheet;
    }
}
