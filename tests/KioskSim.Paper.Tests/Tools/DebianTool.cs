using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Tools;

/// <summary>Other people's PDF software, which judges our files. A missing program skips the test and names its package.</summary>
public static class DebianTool
{
    public static string Qpdf(params string[] arguments) => Run("qpdf", "qpdf", arguments);

    public static string Poppler(string program, params string[] arguments) => Run(program, "poppler-utils", arguments);

    public static string MuPdf(params string[] arguments) => Run("mutool", "mupdf-tools", arguments);

    public static string ImageMagick(params string[] arguments) => Run("convert", "imagemagick", arguments);

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
        var fields = Encoding.ASCII.GetString(pbm, 0, Math.Min(30, pbm.Length)).Split([' ', '\n'], 4);
        Assert.Equal("P4", fields[0]);
        var bitmap = new Bitmap(int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture));
        var rows = pbm.AsSpan(pbm.Length - bitmap.RowBytes * bitmap.Height);
        for (var i = 0; i < rows.Length; i++)
            bitmap.Row(i / bitmap.RowBytes)[i % bitmap.RowBytes / 8] |= (ulong)rows[i] << (56 - 8 * (i % bitmap.RowBytes % 8));
        return bitmap;
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
        var fields = Encoding.ASCII.GetString(pgm, 0, Math.Min(40, pgm.Length)).Split([' ', '\n'], 5);
        Assert.Equal(("P5", "255"), (fields[0], fields[3]));
        var image = new GreyImage(int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture));
        pgm.AsSpan(pgm.Length - image.Pixels.Length).CopyTo(image.Pixels);
        return image;
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
        File.WriteAllBytes(path, [.. Encoding.ASCII.GetBytes($"P5 {image.Width} {image.Height} 255\n"), .. image.Pixels]);
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
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.StandardOutputEncoding = Encoding.UTF8;
        start.Environment["OMP_THREAD_LIMIT"] = "1"; // tesseract's threads wait for each other longer than they work
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian package {package}).");
            throw;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} says: {output}{errors.Result}");
            Assert.True(errors.Result.Length == 0, $"{program} warns: {errors.Result}");
            return output;
        }
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
