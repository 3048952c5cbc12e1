using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>TIFF as libtiff's own program writes it in every way that is read.</summary>
public sealed class TiffTests
{
    const string Package = "libtiff-tools";

    public static TheoryData<string, string> Ways
    {
        get
        {
            var ways = new TheoryData<string, string>();
            foreach (var kind in (string[])["grey", "rgb", "ink"])
            {
                foreach (var way in (string[])["-c none", "-c packbits", "-c lzw", "-c zip", "-c none -B -r 7", "-c lzw -L -r 1", "-c zip -r 50"])
                    ways.Add(kind, way);
            }

            ways.Add("grey", "-c lzw:2");
            ways.Add("rgb", "-c lzw:2 -r 13");
            ways.Add("rgb", "-c zip:2");
            ways.Add("ink", "-c g4");
            ways.Add("ink", "-c g4 -r 9 -B");
            ways.Add("ink", "-c g4 -f lsb2msb");
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Is_read_as_it_was_before_000_57(string kind, string way)
    {
        foreach (var (width, height) in ((int, int)[])[(301, 217), kind == "ink" ? (2600, 40) : (9, 5)])
        {
            using var workshop = new Workshop();
            var expected = Make(workshop, kind, width, height);
            workshop.Run(Package, "tiffcp", [.. way.Split(' '), "a.tif", "b.tif"]);
            var page = Assert.Single(ScanFile.Read(workshop.Read("b.tif"), ScanLimits.Upload));
            Assert.InRange(Pictures.Farthest(expected, page.Image), 0, kind == "rgb" ? 1 : 0);
            Assert.Equal(300, page.Dpi!.Value, 0.01);
        }
    }

    [Fact]
    public void Fax_runs_of_every_code_and_colour_are_read()
    {
        using var workshop = new Workshop();
        var expected = SampleSheet.EveryRun();
        workshop.Write("a.pnm", Netpbm.Pgm(expected));
        workshop.Magick("a.pnm", "-type", "Bilevel", "-depth", "1", "-compress", "None", "a.tif");
        workshop.Run(Package, "tiffcp", "-c", "g4", "a.tif", "b.tif");

        Assert.Equal(0, Pictures.Farthest(expected, Assert.Single(ScanFile.Read(workshop.Read("b.tif"), ScanLimits.Upload)).Image));
    }

    [Theory]
    [InlineData("grey", "-c jpeg -r 16")]
    [InlineData("neutral", "-c jpeg -r 224")]
    [InlineData("neutral", "-c jpeg -r 32")]
    public void Jpeg_in_strips_is_read_as_libtiff_reads_it(string kind, string way)
    {
        using var workshop = new Workshop();
        Make(workshop, kind, 301, 217);
        workshop.Run(Package, "tiffcp", [.. way.Split(' '), "a.tif", "b.tif"]);
        workshop.Run(Package, "tiffcp", "-c", "none", "b.tif", "c.tif");
        var theirs = Netpbm.ToGrey(workshop.Magick("c.tif", "-depth", "8", "PPM:-"));

        var page = Assert.Single(ScanFile.Read(workshop.Read("b.tif"), ScanLimits.Upload));

        Assert.InRange(Pictures.Farthest(theirs, page.Image), 0, 3);
    }

    [Fact]
    public void Every_page_is_read_in_order()
    {
        using var workshop = new Workshop();
        var first = Make(workshop, "grey", 40, 30);
        workshop.Run(Package, "tiffcp", "-c", "lzw", "a.tif", "x.tif");
        var second = Make(workshop, "ink", 90, 20);
        workshop.Run(Package, "tiffcp", "-c", "g4", "a.tif", "y.tif");
        workshop.Run(Package, "tiffcp", "x.tif", "y.tif", "x.tif", "b.tif");

        var pages = ScanFile.Read(workshop.Read("b.tif"), ScanLimits.Upload);

        Assert.Equal([1, 2, 3], pages.Select(p => p.Number));
        Assert.All([(first, 0), (second, 1), (first, 2)], p => Assert.Equal(0, Pictures.Farthest(p.Item1, pages[p.Item2].Image)));
        var fault = Assert.Throws<ScanFileException>(() => ScanFile.Read(workshop.Read("b.tif"), ScanLimits.Upload with { Pages = 2 }));
        Assert.Equal(ScanFault.TooManyPages, fault.Fault);
    }

    [Theory]
    [InlineData("-t -w 16 -l 16", "tiles")]
    [InlineData("-p separate", "planes")]
    [InlineData("-c jpeg:r -r 64", "JPEG of colours")]
    [InlineData("-c g3", "compression")]
    public void What_is_not_read_says_so(string way, string word)
    {
        using var workshop = new Workshop();
        Make(workshop, way.EndsWith("g3", StringComparison.Ordinal) ? "ink" : "rgb", 64, 64);
        workshop.Run(Package, "tiffcp", [.. way.Split(' '), "a.tif", "b.tif"]);

        var fault = Assert.Throws<ScanFileException>(() => ScanFile.Read(workshop.Read("b.tif"), ScanLimits.Upload));

        Assert.Equal(ScanFault.NotSupported, fault.Fault);
        Assert.Contains(word, fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes a.tif, and gives what it must be read as.</summary>
    static GreyImage Make(Workshop workshop, string kind, int width, int height)
    {
        var picture = kind == "ink" ? SampleSheet.Ink(width, height) : SampleSheet.Grey(width, height);
        var source = kind == "rgb" ? Netpbm.Ppm(width, height, SampleSheet.Rgb(width, height)) : Netpbm.Pgm(picture);
        // In colours none of which is far from grey, nothing is clipped on the way from JPEG's colours to red, green and blue.
        workshop.Write("a.pnm", source);
        string[] type = kind switch { "ink" => ["-type", "Bilevel", "-depth", "1"], "rgb" or "neutral" => ["-type", "TrueColor"], _ => ["-type", "Grayscale"] };
        workshop.Magick(["a.pnm", .. type, "-units", "PixelsPerInch", "-density", "300", "-compress", "None", "a.tif"]);
        return kind == "rgb" ? Netpbm.ToGrey(source) : picture;
    }
}
