using System.Globalization;
using KioskSim.Benchmarks.Jpki;
using KioskSim.Paper.Fonts;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// A certificate with its front and back, without the scramble image that a city adds, against Typst drawing a like front page alone (npm
/// @myriaddreamin/typst-ts-node-compiler, which is fetched for the run). The aim is a tenth of the time.
/// </summary>
static class TypstBenchmark
{
    const int Rounds = 200;

    // Until the code is compiled as well as it will be; Typst's came compiled.
    const int Warm = 5000;
    const string Package = "@myriaddreamin/typst-ts-node-compiler";

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-typst-").FullName;
        try
        {
            foreach (var file in (string[])["page.typ", "run.mjs"])
                File.Copy(Path.Combine(AppContext.BaseDirectory, "Paper", "Typst", file), Path.Combine(folder, file));
            await Tool.RunAsync("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, Package);
            string[] fonts = [.. ((string[])["ipaexm.ttf", "ipamjm.ttf"]).Select(font => Path.GetDirectoryName(FontFolder.Find(font))!).Distinct()];
            var typst = double.Parse(
                await Tool.RunInAsync(folder, "node", ["run.mjs", Rounds.ToString(CultureInfo.InvariantCulture), .. fonts]), CultureInfo.InvariantCulture);
            var ours = Ours();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Typst, the front alone: {typst:F2} ms. KioskSim, front and back: {ours:F2} ms. Ratio {typst / ours:F0}."));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static double Ours()
    {
        var work = new CertificateBenchmarks { Members = 4 };
        work.Prepare();
        for (var i = 0; i < Warm; i++)
            work.ResidentRecord();
        var begun = WallClock.Clock.GetTimestamp();
        for (var i = 0; i < Rounds; i++)
            work.ResidentRecord();
        return WallClock.Clock.GetElapsedTime(begun).TotalMilliseconds / Rounds;
    }
}
