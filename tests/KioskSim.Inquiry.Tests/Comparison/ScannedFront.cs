using System.Globalization;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Inquiry.Tests.Comparison;

/// <summary>Printed and scanned fronts: by our own printers and scanners, and by other people's programs.</summary>
static class ScannedFront
{
    /// <summary>Of every kind, with as many sheets as they have.</summary>
    static readonly CertificateRecord[] Records =
    [
        Samples.Household(2), Samples.Seal, TaxSamples.Taxed, FamilySamples.Register(4), Samples.Entries(Samples.Household(3)), FamilySamples.Supplement,
        Samples.Household(9), TaxSamples.Full, FamilySamples.One, Samples.Least,
    ];

    public static ComposedCertificate Certificate(int seed) => Samples.Press.Compose(Records[seed % Records.Length], Samples.Issue);

    /// <summary>The printer's and the scanner's models, the sheet askew by up to 2.5 degrees.</summary>
    public static GreyImage ByOurDevices(ComposedCertificate made, int sheet, int seed)
    {
        var random = new Random(seed);
        var printer = seed % 2 == 0 ? Printer.Good : Printer.Worn;
        var scanner = (seed / 2 % 2 == 0 ? Scanner.Office : Scanner.Careless) with { Skew = random.NextDouble() * 5 - 2.5 };
        return scanner.Scan(printer.Print(made.DrawForPrinter(2 * (sheet - 1)), random), random);
    }

    /// <summary>Drawn by poppler, black and white at 600 dpi or grey at 300, worn by ImageMagick.</summary>
    public static GreyImage ByOthers(ComposedCertificate made, int sheet, int seed, bool isGrey)
    {
        var random = new Random(seed);
        string Number(double least, double most) => (least + random.NextDouble() * (most - least)).ToString("F3", CultureInfo.InvariantCulture);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, made.ToPdf());
            var page = $"{2 * sheet - 1}";
            string[] drawing = isGrey ? ["-r", "300", "-gray"] : ["-r", "600", "-mono"];
            ForeignProgram.RunWell("poppler-utils", "pdftoppm", [.. drawing, "-singlefile", "-f", page, "-l", page, path, path]);
            ForeignProgram.RunWell(
                "imagemagick", "/usr/bin/convert",
                [
                    path + (isGrey ? ".pgm" : ".pbm"), "-depth", "8", "-resize", "2480x3508!", "-virtual-pixel", "white",
                    "-distort", "SRT", $"1240,1754 1 {Number(-2.5, 2.5)} {Number(1228, 1252)},{Number(1742, 1766)}",
                    "-blur", $"0x{Number(0.3, 1.2)}", "+level", $"{Number(5, 15)}%,{Number(90, 97)}%",
                    "-seed", $"{seed}", "-attenuate", Number(0.1, 0.5), "+noise", "Gaussian", "-colorspace", "Gray", "-quality", Number(75, 85), "jpg:" + path + ".jpg",
                ]);
            return ScanFile.Read(File.ReadAllBytes(path + ".jpg"), ScanLimits.Upload)[0].Image;
        }
        finally
        {
            foreach (var suffix in (string[])["", ".pgm", ".pbm", ".jpg"])
                File.Delete(path + suffix);
        }
    }
}
