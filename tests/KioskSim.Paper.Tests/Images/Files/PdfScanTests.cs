using System.IO.Compression;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>PDF files as scanners and the software behind them make them: by img2pdf, libtiff, Ghostscript, rewritten by qpdf.</summary>
public sealed class PdfScanTests
{
    static readonly GreyImage s_grey = SampleSheet.Grey(301, 217), s_ink = SampleSheet.Ink(301, 217);

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var source in (string[])["grey.png", "ink.png", "palette.png", "interlaced.png", "grey.jpg", "ink.tif"])
            {
                files.Add(source, "");
                files.Add(source, "--object-streams=generate");
            }

            files.Add("grey.png", "--linearize");
            files.Add("grey.png", "--object-streams=disable --compress-streams=n --qdf");
            files.Add("grey.png", "--rotate=+90");
            files.Add("ink.tif", "--rotate=+180 --object-streams=generate");
            files.Add("grey.jpg", "--rotate=+270");
            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Pages_of_img2pdf_are_read_whatever_qpdf_makes_of_them_000_57(string source, string rewriting)
    {
        using var workshop = new Workshop();
        var expected = Make(workshop, source);
        workshop.Run("img2pdf", "img2pdf", source, "--imgsize", "300dpix300dpi", "-o", "a.pdf");
        if (rewriting.Length > 0)
            workshop.Run("qpdf", "qpdf", [.. rewriting.Split(' '), "a.pdf", "b.pdf"]);
        if (rewriting.Contains("rotate", StringComparison.Ordinal))
            expected = Turned(workshop, expected, rewriting.Split('+', ' ')[1]);

        var page = Assert.Single(ScanFile.Read(workshop.Read(rewriting.Length > 0 ? "b.pdf" : "a.pdf"), ScanLimits.Upload));

        Assert.InRange(Pictures.Farthest(expected, page.Image), 0, source.EndsWith("jpg", StringComparison.Ordinal) ? 2 : 0);
        Assert.Equal(300, page.Dpi!.Value, 1.0);
    }

    [Theory]
    [InlineData("none", "grey.tif")]
    [InlineData("none", "rgb.tif")]
    [InlineData("-z", "grey.tif")]
    [InlineData("-z", "rgb.tif")]
    [InlineData("none", "ink.tif")]
    public void Pages_of_libtiff_are_read(string way, string source)
    {
        using var workshop = new Workshop();
        var expected = Make(workshop, source);
        workshop.Run("libtiff-tools", "tiff2pdf", [.. way == "none" ? (string[])[] : [way], "-o", "a.pdf", source]);

        var page = Assert.Single(ScanFile.Read(workshop.Read("a.pdf"), ScanLimits.Upload));

        Assert.InRange(Pictures.Farthest(expected, page.Image), 0, source == "rgb.tif" ? 1 : 0);
    }

    [Fact]
    public void What_Ghostscript_makes_of_a_scan_is_read()
    {
        using var workshop = new Workshop();
        var expected = Make(workshop, "grey.png");
        workshop.Run("img2pdf", "img2pdf", "grey.png", "--imgsize", "300dpix300dpi", "-o", "a.pdf");
        workshop.Run(
            "ghostscript", "gs", "-q", "-o", "b.pdf", "-sDEVICE=pdfwrite", "-dAutoFilterGrayImages=false", "-dGrayImageFilter=/FlateEncode",
            "-dDownsampleGrayImages=false", "a.pdf");

        Assert.Equal(0, Pictures.Farthest(expected, Assert.Single(ScanFile.Read(workshop.Read("b.pdf"), ScanLimits.Upload)).Image));
    }

    [Fact]
    public void Several_pages_come_in_order()
    {
        using var workshop = new Workshop();
        foreach (var source in (string[])["grey.png", "ink.tif"])
            Make(workshop, source);
        workshop.Run("img2pdf", "img2pdf", "grey.png", "ink.tif", "grey.png", "-o", "a.pdf");

        var pages = ScanFile.Read(workshop.Read("a.pdf"), ScanLimits.Upload);

        Assert.All([(s_grey, 0), (s_ink, 1), (s_grey, 2)], p => Assert.Equal(0, Pictures.Farthest(p.Item1, pages[p.Item2].Image)));
        var fault = Assert.Throws<ScanFileException>(() => ScanFile.Read(workshop.Read("a.pdf"), ScanLimits.Upload with { Pages = 2 }));
        Assert.Equal(ScanFault.TooManyPages, fault.Fault);
    }

    [Fact]
    public void Strips_one_below_the_other_are_one_picture()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(s_grey.Pixels.AsSpan(0, 301 * 100));
        var draft = PdfDraft.OnePage("q 150.5 0 0 50 10 60 cm /P5 Do Q q 150.5 0 0 58.5 10 1.5 cm /P6 Do Q", 2)
            .AddStream(Picture(301, 100) + "/Filter /FlateDecode", packed.ToArray())
            .AddStream(Picture(301, 117), s_grey.Pixels[(301 * 100)..]);

        var page = Assert.Single(ScanFile.Read(draft.File(), ScanLimits.Upload));

        Assert.Equal(0, Pictures.Farthest(s_grey, page.Image));
        Assert.Equal(144, page.Dpi!.Value, 0.5);
    }

    [Fact]
    public void A_form_around_the_picture_a_mask_and_a_mirror_are_followed()
    {
        var draft = PdfDraft.OnePage("q 2 0 0 2 0 0 cm /P5 Do Q", 1)
            .AddStream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 -1 0 90] /Resources << /XObject << /X 6 0 R >> >>", "q 72 0 0 72 0 0 cm /X Do Q")
            .AddStream("/Subtype /Image /Width 16 /Height 2 /ImageMask true", [0xF0, 0x0F, 0xFF, 0x00]);

        var page = Assert.Single(ScanFile.Read(draft.File(), ScanLimits.Upload));

        // The second row comes first, and what a mask has as 0 is painted.
        Assert.Equal([.. Enumerable.Repeat((byte)255, 8), .. new byte[8]], page.Image.Row(0));
        Assert.Equal([.. Enumerable.Repeat((byte)255, 4), .. new byte[8], .. Enumerable.Repeat((byte)255, 4)], page.Image.Row(1));
        Assert.Null(page.Dpi);
    }

    [Fact]
    public void Without_a_table_the_objects_are_looked_for()
    {
        using var workshop = new Workshop();
        Make(workshop, "grey.png");
        workshop.Run("img2pdf", "img2pdf", "grey.png", "-o", "a.pdf");
        workshop.Run("qpdf", "qpdf", "--object-streams=generate", "a.pdf", "b.pdf");
        foreach (var name in (string[])["a.pdf", "b.pdf"])
        {
            var file = workshop.Read(name);
            var at = file.AsSpan().LastIndexOf("startxref"u8);
            file.AsSpan(at, 20).Replace((byte)'1', (byte)'9');
            "startnone"u8.CopyTo(file.AsSpan(at));
            Assert.Equal(0, Pictures.Farthest(s_grey, Assert.Single(ScanFile.Read(file, ScanLimits.Upload)).Image));
        }
    }

    [Fact]
    public void A_certificates_own_PDF_is_no_scan()
    {
        var fault = Assert.Throws<ScanFileException>(
            () => ScanFile.Read(Samples.Press.Compose(Samples.Seal, Samples.Issue).ToPdf(), ScanLimits.Upload));

        Assert.Equal(ScanFault.NotSupported, fault.Fault);
        Assert.Contains("holds no scanned picture", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_a_scanner_recognised_and_hid_is_passed_over()
    {
        var draft = PdfDraft.OnePage("BT 3 Tr /F1 9 Tf (hidden) Tj ET q 72 0 0 72 0 0 cm /P5 Do Q", 1).AddStream(Picture(1, 1), [7]);

        Assert.Equal(7, Assert.Single(ScanFile.Read(draft.File(), ScanLimits.Upload)).Image.Pixels[0]);
    }

    static string Picture(int width, int height) =>
        $"/Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8 ";

    static GreyImage Turned(Workshop workshop, GreyImage image, string degrees)
    {
        workshop.Write("t.pgm", Netpbm.Pgm(image));
        return Netpbm.ToGrey(workshop.Magick("t.pgm", "-rotate", degrees, "PGM:-"));
    }

    /// <summary>Writes a file, and gives what it must be read as.</summary>
    static GreyImage Make(Workshop workshop, string name)
    {
        var (kind, type) = (name.Split('.')[0], name.Split('.')[1]);
        var picture = kind is "ink" or "palette" ? s_ink : s_grey;
        var rgb = Netpbm.Ppm(301, 217, SampleSheet.Rgb(301, 217));
        workshop.Write("a.pnm", kind == "rgb" ? rgb : Netpbm.Pgm(picture));
        string[] how = (kind, type) switch
        {
            ("ink", "tif") => ["-type", "Bilevel", "-compress", "Group4"],
            (_, "tif") => ["-compress", "None"],
            ("ink", _) => ["-type", "Bilevel", "-depth", "1"],
            ("palette", _) => ["-type", "Palette", "-define", "png:color-type=3"],
            ("interlaced", _) => ["-interlace", "PNG"],
            ("grey", "jpg") => ["-quality", "85"],
            _ => [],
        };
        workshop.Magick(["a.pnm", .. how, "-units", "PixelsPerInch", "-density", "300", name]);
        return kind == "rgb" ? Netpbm.ToGrey(rgb)
            : type == "jpg" ? Netpbm.ToGrey(workshop.Run("libjpeg-turbo-progs", "djpeg", "-grayscale", "-pnm", name))
            : picture;
    }
}
