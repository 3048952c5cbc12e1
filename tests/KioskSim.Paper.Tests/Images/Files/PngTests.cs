using System.Globalization;
using System.Text;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>PNG of every colour type, depth and interlace as ImageMagick writes it, read as it reads it, and what we write read by it.</summary>
public sealed class PngTests
{
    public static TheoryData<int, int, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<int, int, bool>();
            foreach (var (colour, bits) in ((int, int)[])
                [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 8), (2, 16), (3, 1), (3, 2), (3, 4), (3, 8), (4, 8), (4, 16), (6, 8), (6, 16)])
            {
                kinds.Add(colour, bits, false);
                kinds.Add(colour, bits, true);
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Is_read_as_ImageMagick_reads_it_000_57(int colour, int bits, bool interlaced)
    {
        foreach (var (width, height) in ((int, int)[])[(61, 43), (3, 5)])
        {
            using var workshop = new Workshop();
            workshop.Write("a.ppm", Netpbm.Ppm(width, height, SampleSheet.Rgb(width, height)));
            string[] colours = colour switch
            {
                0 when bits < 8 => ["-colorspace", "Gray", "+dither", "-posterize", $"{1 << bits}"],
                0 => ["-colorspace", "Gray"],
                3 when bits == 1 => ["-monochrome", "-fill", "red", "-opaque", "black"],
                3 => ["+dither", "-type", "Palette", "-colors", $"{(1 << bits) - 1}"],
                4 => ["-colorspace", "Gray", "-alpha", "set", "-channel", "A", "-evaluate", "set", "60%", "+channel"],
                6 => ["-alpha", "set", "-channel", "A", "-evaluate", "set", "60%", "+channel"],
                _ => [],
            };
            workshop.Magick([
                "a.ppm", "-depth", bits == 16 ? "16" : "8", .. colours, "-interlace", interlaced ? "PNG" : "None",
                "-define", $"png:color-type={colour}", "-define", $"png:bit-depth={bits}", "PNG:a.png",
            ]);
            var file = workshop.Read("a.png");
            Assert.Equal((bits, colour, interlaced ? 1 : 0), (file[24], file[25], file[28]));
            var theirs = Netpbm.ToGrey(workshop.Magick("a.png", "-background", "white", "-alpha", "remove", "-depth", "8", "PPM:-"));
            var ours = Assert.Single(ScanFile.Read(file, ScanLimits.Upload)).Image;
            // 16 bits are mixed with white in 16 bits there and in 8 here.
            Assert.InRange(Pictures.Farthest(theirs, ours), 0, colour == 6 && bits == 16 ? 2 : 1);
        }
    }

    [Fact]
    public void Resolution_is_read()
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(20, 10)));
        workshop.Magick("a.pgm", "-units", "PixelsPerInch", "-density", "300", "a.png");

        Assert.Equal(300, Assert.Single(ScanFile.Read(workshop.Read("a.png"), ScanLimits.Upload)).Dpi!.Value, 0.1);
    }

    [Fact]
    public void What_is_written_is_read_by_others_and_by_us()
    {
        using var workshop = new Workshop();
        foreach (var width in (int[])[1, 63, 64, 65, 200])
        {
            var grey = SampleSheet.Grey(width, 31);
            var ink = new Bitmap(width, 31);
            var inked = SampleSheet.Ink(width, 31);
            for (var i = 0; i < inked.Pixels.Length; i++)
                ink[i % width, i / width] = inked.Pixels[i] == 0;
            foreach (var (png, expected, bits) in ((byte[], GreyImage, int)[])[(grey.ToPng(300), grey, 8), (ink.ToPng(600), inked, 1)])
            {
                Assert.Equal(bits, png[24]);
                workshop.Write("a.png", png);
                Assert.Equal(0, Pictures.Farthest(expected, Netpbm.ToGrey(workshop.Magick("a.png", "-depth", "8", "PPM:-"))));
                var page = Assert.Single(ScanFile.Read(png, ScanLimits.Upload));
                Assert.Equal(0, Pictures.Farthest(expected, page.Image));
                var dpi = Encoding.ASCII.GetString(workshop.Run("imagemagick", "identify", "-units", "PixelsPerInch", "-format", "%x", "a.png"));
                Assert.Equal(page.Dpi!.Value, double.Parse(dpi, CultureInfo.InvariantCulture), 0.1);
            }
        }
    }

    [Fact]
    public void Any_flipped_bit_is_noticed()
    {
        var png = SampleSheet.Grey(40, 30).ToPng(300);
        for (var bit = 0; bit < 8 * png.Length; bit++)
        {
            png[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<ScanFileException>(() => ScanFile.Read(png, ScanLimits.Upload));
            png[bit / 8] ^= (byte)(1 << bit % 8);
        }
    }
}
