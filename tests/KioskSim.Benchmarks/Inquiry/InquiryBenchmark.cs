using System.Globalization;
using KioskSim.Domain.Values;
using KioskSim.Fixtures;
using KioskSim.Inquiry.Host;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Tests.Images.Files;

namespace KioskSim.Benchmarks.Inquiry;

/// <summary>
/// How long a visitor of the inquiry site waits: from the first byte of a scan to the last of the page. Certificates from a kiosk, drawn by
/// poppler, printed and scanned askew by the devices, packed by ImageMagick. The measure is ImageMagick, which only unpacks the same file.
/// </summary>
static class InquiryBenchmark
{
    const int Times = 9;

    public static async Task RunAsync()
    {
        await using var city = await OneCity.StartAsync(options => options with { Inquiry = new() { Burst = 1000, InquiriesAMinute = 1000 } });
        var pdf = (await city.RunAsync((await city.ErrandsAsync(1, CertificateKind.ResidentRecord))[0])).Copies[0].Pdf.ToByteArray();
        using var browser = new HttpClient { BaseAddress = new Uri($"http://{city.Cluster.Deployment.Address(InquiryHost.PlainHttp)}") };
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-");
        try
        {
            Console.WriteLine("a back at 300 dpi       MB   answer p50 ms   max ms   unpacked by ImageMagick ms");
            foreach (var (name, scanner) in Scanner.Models.Where(m => m.Value.Dpi == 300))
            {
                foreach (var path in Scan(pdf, scanner, folder.FullName))
                    await MeasureAsync(browser, $"{name}, {Path.GetExtension(path)[1..]}", path);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task MeasureAsync(HttpClient browser, string name, string path)
    {
        var file = File.ReadAllBytes(path);
        await AskAsync(browser, file);
        var took = new List<double>();
        for (var i = 0; i < Times; i++)
            took.Add(1000 * await WallClock.SecondsAsync(() => AskAsync(browser, file)));
        took.Sort();
        var unpacked = 1000 * WallClock.Seconds(() => Magick(path, "gray:/dev/null"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-18} {file.Length / 1e6,8:F2} {took[Times / 2],15:F0} {took[^1],8:F0} {unpacked,28:F0}"));
    }

    /// <returns>The same scan in each packing.</returns>
    static string[] Scan(byte[] pdf, Scanner scanner, string folder)
    {
        var back = Netpbm.ToDots(ForeignProgram.RunWell(
            "poppler-utils", "pdftoppm", ["-r", $"{SheetInk.Dpi}", "-mono", "-singlefile", "-f", "2", "-l", "2", "-"], input: pdf).Output);
        var random = new Random(1);
        string[] paths = [.. ((string[])["png", "jpg", "tif"]).Select(packing => Path.Combine(folder, $"back.{packing}"))];
        File.WriteAllBytes(paths[0], scanner.Scan(Printer.Good.Print(back, random), random).ToPng(scanner.Dpi));
        foreach (var path in paths[1..])
            Magick(paths[0], "-quality", "85", path);
        return paths;
    }

    static void Magick(params string[] arguments) => ForeignProgram.RunWell("imagemagick", "/usr/bin/convert", arguments);

    static async Task AskAsync(HttpClient browser, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "scan", "back" } };
        using var answer = await browser.PostAsync("/", form);
        var page = await answer.Content.ReadAsStringAsync();
        if (!page.Contains("<section class=\"sheet good\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"The back was not read: {answer.StatusCode}");
    }
}
