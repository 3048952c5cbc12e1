using KioskSim.Fixtures;
using KioskSim.Paper.Images.Files;

namespace KioskSim.Web.Tests.Sheet;

/// <summary>What a reader who sees only ink makes of pictures.</summary>
static class Reading
{
    /// <summary>How often the word is found in the ground, from so far that its dots run together and turned so that its rows lie level.</summary>
    public static int CountInGround(byte[] png, string word) =>
        Of(Convert(png, ["-blur", "0x2.6", "-resize", "48%", "-background", "white", "-rotate", "22.62", "-normalize"]), layout: 6).Split(word).Length - 1;

    /// <summary>What is written in the middle of a latent image, as far as one circle holds; light on dark.</summary>
    public static string InTheMiddle(byte[] png) =>
        Of(Convert(png, ["-gravity", "center", "-crop", "25%x25%+0+0", "+repage", "-negate", "-normalize", "-bordercolor", "white", "-border", "40"]), layout: 10);

    /// <summary>All of it, without blanks.</summary>
    /// <param name="layout">What is expected: 6 is a block of lines, 10 is one character.</param>
    public static string Of(byte[] png, int layout)
    {
        const string package = "tesseract-ocr-jpn";
        Assert.SkipUnless(ForeignProgram.Run(package, "tesseract", ["--list-langs"]).Text.Contains("jpn", StringComparison.Ordinal), package);
        var text = ForeignProgram.RunWell(package, "tesseract", ["-", "-", "-l", "jpn", "--psm", $"{layout}", "--dpi", "300"], input: png).Text;
        return string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    /// <summary>The box, in millimetres of an A4 sheet, that holds every dot in which two pictures plainly differ.</summary>
    public static (double Left, double Top, double Right, double Bottom) WhereTheyDiffer(byte[] one, byte[] other)
    {
        var (a, b) = (ScanFile.Read(one, ScanLimits.Desk)[0].Image, ScanFile.Read(other, ScanLimits.Desk)[0].Image);
        var differing = Enumerable.Range(0, a.Pixels.Length).Where(i => Math.Abs(a.Pixels[i] - b.Pixels[i]) > 8).ToList();
        Assert.NotEmpty(differing);
        var dot = 210.0 / a.Width;
        return (dot * differing.Min(i => i % a.Width), dot * differing.Min(i => i / a.Width), dot * differing.Max(i => i % a.Width), dot * differing.Max(i => i / a.Width));
    }

    static byte[] Convert(byte[] png, string[] how) => ForeignProgram.RunWell("imagemagick", "/usr/bin/convert", ["png:-", .. how, "png:-"], input: png).Output;
}
