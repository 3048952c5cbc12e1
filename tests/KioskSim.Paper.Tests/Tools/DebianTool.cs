using System.Globalization;
using System.Text;
using KioskSim.Fixtures;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Images;
using KioskSim.Paper.Tests.Images.Files;

namespace KioskSim.Paper.Tests.Tools;

/// <summary>Other people's PDF software, which judges our files. A missing program skips the test and names its package.</summary>
public static class DebianTool
{
    public static string Qpdf(params string[] arguments) => Run("qpdf", "qpdf", arguments);

    public static string Poppler(string program, params string[] arguments) => Run(program, "poppler-utils", arguments);

    public static string MuPdf(params string[] arguments) => Run("mutool", "mupdf-tools", arguments);

    public static string ImageMagick(params string[] arguments) => Run("/usr/bin/convert", "imagemagick", arguments);

    /// <summary>A page in 255 greys.</summary>
    /// <param name="page">From 1.</param>
    public static GreyImage Page(PdfOnDisk pdf, int page, int dpi)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        Poppler(
            "pdftoppm", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-gray", "-singlefile", "-f", number, "-l", number, pdf.Path, pdf.Path);
        return TakePgm(pdf.Path + ".pgm");
    }

    /// <summary>A page in black and white.</summary>
    /// <param name="page">From 1.</param>
    public static Bitmap Dots(PdfOnDisk pdf, int page, int dpi)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        Poppler(
            "pdftoppm", "-r", dpi.ToString(CultureInfo.InvariantCulture), "-mono", "-singlefile", "-f", number, "-l", number, pdf.Path, pdf.Path);
        var pbm = File.ReadAllBytes(pdf.Path + ".pbm");
        File.Delete(pdf.Path + ".pbm");
        return Netpbm.ToDots(pbm);
    }

    /// <summary>A picture file in 255 greys, as ImageMagick reads it.</summary>
    public static GreyImage Picture(byte[] file)
    {
        using var disk = new PdfOnDisk(file);
        ImageMagick(disk.Path, "-depth", "8", "-colorspace", "Gray", "pgm:" + disk.Path + ".pgm");
        return TakePgm(disk.Path + ".pgm");
    }

    static GreyImage TakePgm(string path)
    {
        var pgm = File.ReadAllBytes(path);
        File.Delete(path);
        return Netpbm.ToGrey(pgm);
    }

    /// <summary>Dots at 300 dpi in a box of the first page, as another program draws it: how many are inked, of how many.</summary>
    public static (int Inked, int All) Drawn(PdfOnDisk pdf, Rect box)
    {
        static string Dots(float points) => ((int)(points * 300 / 72)).ToString(CultureInfo.InvariantCulture);
        Poppler(
            "pdftoppm", "-r", "300", "-gray", "-singlefile", "-x", Dots(box.X), "-y", Dots(box.Y), "-W", Dots(box.Width), "-H", Dots(box.Height),
            pdf.Path, pdf.Path);
        var image = File.ReadAllBytes(pdf.Path + ".pgm");
        File.Delete(pdf.Path + ".pgm");
        var all = int.Parse(Dots(box.Width), CultureInfo.InvariantCulture) * int.Parse(Dots(box.Height), CultureInfo.InvariantCulture);
        return (image[^all..].Count(dot => dot < 128), all);
    }

    /// <summary>What a reader that sees only ink makes of the first page at 300 dpi.</summary>
    public static string Tesseract(PdfOnDisk pdf)
    {
        Poppler("pdftoppm", "-r", "300", "-gray", "-singlefile", pdf.Path, pdf.Path);
        return Tesseract(pdf.Path + ".pgm");
    }

    /// <summary>The same of a picture, read as a block of lines.</summary>
    public static string Tesseract(GreyImage image)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Netpbm.Pgm(image));
        return Tesseract(path);
    }

    static string Tesseract(string path)
    {
        const string package = "tesseract-ocr-jpn";
        try
        {
            if (!Run("tesseract", package, ["--list-langs"]).Split('\n').Contains("jpn"))
                Assert.Skip($"tesseract knows no Japanese (Debian package {package}).");
            return Run("tesseract", package, [path, "-", "-l", "jpn", "--psm", "6", "--dpi", "300", "-c", "debug_file=/dev/null"]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The text of each page, as a reader that knows nothing of us extracts it in drawing order.</summary>
    public static string[] PopplerText(PdfOnDisk pdf) => Poppler("pdftotext", "-raw", "-enc", "UTF-8", pdf.Path, "-").Split('\f')[..^1];

    /// <summary>The same from a reader with another parser.</summary>
    public static string[] MuPdfText(PdfOnDisk pdf)
    {
        var output = pdf.Path + ".txt";
        MuPdf("draw", "-q", "-N", "-F", "text", "-o", output, pdf.Path);
        var bytes = File.ReadAllBytes(output);
        File.Delete(output);
        return [.. PairedText(bytes).Split('\f').Where(page => !string.IsNullOrWhiteSpace(page))];
    }

    /// <summary>
    /// MuPDF takes the text of one glyph apart into UTF-16 units and writes each as if it were a character: a selector above the basic
    /// plane comes as two three-byte halves of a pair.
    /// </summary>
    static string PairedText(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            if (bytes is [0xED, >= 0xA0 and var middle, var last, ..])
            {
                text.Append((char)(0xD000 | (middle & 0x3F) << 6 | (last & 0x3F)));
                bytes = bytes[3..];
                continue;
            }

            Assert.Equal(System.Buffers.OperationStatus.Done, Rune.DecodeFromUtf8(bytes, out var rune, out var length));
            text.Append(rune);
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    static string Run(string program, string package, string[] arguments)
    {
        var run = ForeignProgram.RunWell(package, program, arguments);
        Assert.True(run.Errors.Length == 0, $"{program} warns: {run.Errors}");
        return run.Text;
    }
}

/// <summary>A file for programs that read files; gone after the test.</summary>
public sealed class PdfOnDisk : IDisposable
{
    public PdfOnDisk(byte[] pdf)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllBytes(Path, pdf);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
