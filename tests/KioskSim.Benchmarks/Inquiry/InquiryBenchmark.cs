using System.Globalization;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Fixtures;
using KioskSim.Inquiry.Host;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.World;

namespace KioskSim.Benchmarks.Inquiry;

/// <summary>
/// How long a visitor of the inquiry site waits: from the first byte of a scan to the last of the page. Certificates from a kiosk, drawn by
/// poppler, printed and scanned askew by the devices, packed by ImageMagick. The measure is ImageMagick, which only unpacks the same file.
/// </summary>
static class InquiryBenchmark
{
    const int Times = 9;

    static readonly MunicipalityCode City = new("482013");

#pragma warning disable RS0030 // A benchmark measures real time.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;
        try
        {
            var world = Path.Combine(folder, "world");
            WorldGenerator.Generate(new WorldOptions { Seed = 1, Residents = 2000, Cities = [City] }, world, null, CancellationToken.None);
            await using var cluster = await LocalCluster.StartAsync(new ClusterOptions
            {
                World = world, Clock = new SimulatedClock(ClusterOptions.UsualTime, Clock), Kiosk = new() { LastScreen = TimeSpan.Zero },
                Inquiry = new() { Burst = 1000, InquiriesAMinute = 1000 },
            });
            var pdf = await IssueAsync(cluster);
            using var browser = new HttpClient { BaseAddress = new Uri($"http://{cluster.Deployment.Address(InquiryHost.PlainHttp)}") };
            Console.WriteLine("a back at 300 dpi       MB   answer p50 ms   max ms   unpacked by ImageMagick ms");
            foreach (var (scanner, name) in ((Scanner, string)[])[(Scanner.Office, "office"), (Scanner.Careless, "careless")])
            {
                foreach (var kind in (string[])["png", "jpg", "tif"])
                {
                    var file = Back(pdf, scanner, kind, folder);
                    await AskAsync(browser, file);
                    var took = new List<double>();
                    for (var i = 0; i < Times; i++)
                        took.Add(await TimedAsync(() => AskAsync(browser, file)));
                    took.Sort();
                    var unpacked = await TimedAsync(() => Task.Run(() => Magick([Path.Combine(folder, $"back.{kind}"), "gray:/dev/null"])));
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{name + ", " + kind,-18} {file.Length / 1e6,8:F2} {took[Times / 2],15:F0} {took[^1],8:F0} {unpacked,28:F0}"));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<byte[]> IssueAsync(LocalCluster cluster)
    {
        var person = Trait.Of("usable", cluster.World.Summary.AsOf).Find(cluster.World, City, seed: 1).First().Id.ToString();
        var pin = await cluster.Wallet.RememberPinAsync(City, person, default);
        using var citizen = cluster.CitizenAt(cluster.Kiosks[0]);
        var end = await citizen.RunAsync(new Errand(City, City, person, CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold, 1, pin.Reveal()), default);
        return end.Error is { } error ? throw new InvalidOperationException($"The issuance ended with {error}.") : end.Copies[0].Pdf.ToByteArray();
    }

    static byte[] Back(byte[] pdf, Scanner scanner, string kind, string folder)
    {
        var drawn = ForeignProgram.RunWell("poppler-utils", "pdftoppm", ["-r", "600", "-mono", "-png", "-singlefile", "-f", "2", "-l", "2", "-"], input: pdf).Output;
        var random = new Random(1);
        var scan = scanner.Scan(Printer.Good.Print(Ink(ScanFile.Read(drawn, ScanLimits.Desk)[0].Image), random), random);
        var png = Path.Combine(folder, "back.png");
        File.WriteAllBytes(png, scan.ToPng(300));
        foreach (var other in (string[])["jpg", "tif"])
            Magick([png, "-quality", "85", Path.Combine(folder, $"back.{other}")]);
        return File.ReadAllBytes(Path.Combine(folder, $"back.{kind}"));
    }

    static Bitmap Ink(GreyImage page)
    {
        var ink = new Bitmap(page.Width, page.Height);
        for (var y = 0; y < page.Height; y++)
        {
            for (var x = 0; x < page.Width; x++)
                ink[x, y] = page.Row(y)[x] < 128;
        }

        return ink;
    }

    static void Magick(string[] arguments) => ForeignProgram.RunWell("imagemagick", "/usr/bin/convert", arguments);

    static async Task AskAsync(HttpClient browser, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "scan", "back" } };
        using var answer = await browser.PostAsync("/", form);
        var page = await answer.Content.ReadAsStringAsync();
        if (!page.Contains("<section class=\"sheet good\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"The back was not read: {answer.StatusCode}");
    }

    static async Task<double> TimedAsync(Func<Task> work)
    {
        var start = Clock.GetTimestamp();
        await work();
        return Clock.GetElapsedTime(start).TotalMilliseconds;
    }
}
