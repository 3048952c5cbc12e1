using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using KioskSim.Fixtures.BadInput;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>
/// Sound files of every kind, damaged: cut anywhere, bits turned, bytes set, stretches moved. They are refused by the one exception or
/// read, within bounded memory; no time is measured, but a reader that goes on for ever never passes. KIOSKSIM_FUZZ=100000 for a long run.
/// </summary>
public sealed class MalformedScanTests
{
    /// <summary>Small, so that what a damaged file asks for shows.</summary>
    static readonly ScanLimits s_limits = new()
    {
        FileBytes = 1_000_000, PagePixels = 500_000, Pages = 4, DecodedBytes = 4_000_000, Steps = 40_000_000,
    };

    static readonly Arbitrary<int[]> s_choices = Gen.Choose(0, int.MaxValue - 1).ArrayOf(40).ToArbitrary();

    static readonly Lazy<byte[][]> s_files = new(MakeFiles);

    [Fact]
    public void Nothing_but_the_one_exception_comes_of_damage_000_57()
    {
        var files = s_files.Value;
        Assert.All(files, file => Assert.NotEmpty(ScanFile.Read(file, s_limits)));
        var read = 0;
        Prop.ForAll(s_choices, choices =>
        {
            var next = 0;
            int Choose(int below) => choices[next++ % choices.Length] % Math.Max(1, below);
            var file = Damaged((byte[])files[Choose(files.Length)].Clone(), Choose);
            read += Try(file) ? 1 : 0;
        }).Check(FuzzRuns.Seeded);

        // Damage that always stops at a first check would test nothing behind it.
        Assert.InRange(read, FuzzRuns.Count / 50, FuzzRuns.Count);
    }

    [Fact]
    public void Cut_at_any_byte_nothing_else_comes_of_a_file()
    {
        foreach (var file in s_files.Value)
        {
            // Of the larger files every few bytes, which is every byte of what tells how the rest is to be read.
            var step = Math.Max(1, file.Length / 1_500);
            for (var length = 0; length < file.Length; length += length < 700 ? 1 : step)
                Try(file[..length]);
        }
    }

    /// <returns>Whether it was read.</returns>
    static bool Try(byte[] file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = true;
        try
        {
            Assert.All(ScanFile.Read(file, s_limits), page => Assert.Equal(page.Image.Width * page.Image.Height, page.Image.Pixels.Length));
        }
        catch (ScanFileException)
        {
            read = false;
        }

        // What was charged, and as much again for what is copied as it grows.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * s_limits.DecodedBytes + 2_000_000);
        return read;
    }

    static byte[] Damaged(byte[] file, Func<int, int> choose)
    {
        for (var times = 1 + choose(4); times > 0 && file.Length > 0; times--)
        {
            // What tells how to read the rest is mostly in front, and in a PDF behind.
            var at = choose(3) switch { 0 => choose(Math.Min(700, file.Length)), 1 => file.Length - 1 - choose(Math.Min(1200, file.Length)), _ => choose(file.Length) };
            var length = Math.Min(1 + choose(12), file.Length - at);
            switch (choose(7))
            {
                case 0:
                    file[at] = (byte)choose(256);
                    break;
                case 1:
                    file[at] ^= (byte)(1 << choose(8));
                    break;
                case 2:
                    file.AsSpan(at, length).Fill((byte)(choose(2) * 255));
                    break;
                case 3:
                    file = [.. file[..at], .. file[(at + length)..]];
                    break;
                case 4:
                    file = [.. file[..at], .. file[at..(at + length)], .. file[at..]];
                    break;
                case 5:
                    file.AsSpan(choose(file.Length - length), length).CopyTo(file.AsSpan(at));
                    break;
                default:
                    file = file[..Math.Max(1, at)];
                    break;
            }
        }

        if (file is [0x89, ..] && choose(4) > 0)
            PutChecksumsRight(file);
        return file;
    }

    /// <summary>Otherwise nothing of a damaged PNG would be read at all.</summary>
    static void PutChecksumsRight(byte[] png)
    {
        for (var at = 8L; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan((int)at));
            if (at + 12 + length > png.Length)
                return;
            BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan((int)(at + 8 + length)), Crc32.Of(png.AsSpan((int)at + 4, (int)length + 4)));
            at += 12 + length;
        }
    }

    static byte[][] MakeFiles()
    {
        const int width = 120, height = 70;
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(width, height)));
        workshop.Write("a.ppm", Netpbm.Ppm(width, height, SampleSheet.Rgb(width, height)));
        workshop.Write("ink.pgm", Netpbm.Pgm(SampleSheet.Ink(width, height)));
        var names = new List<string>();
        void Jpeg(string way)
        {
            names.Add($"{names.Count}.jpg");
            workshop.Run("libjpeg-turbo-progs", "cjpeg", [.. way.Split(' '), "-outfile", names[^1], "a.ppm"]);
        }

        void Magick(string name, string source, string way)
        {
            names.Add(name);
            workshop.Magick([source, .. way.Split(' '), name]);
        }

        void Tiff(string source, string way)
        {
            names.Add($"{names.Count}.tif");
            workshop.Run("libtiff-tools", "tiffcp", [.. way.Split(' '), source, names[^1]]);
        }

        void Pdf(string source, string way)
        {
            names.Add($"{names.Count}.pdf");
            workshop.Run("img2pdf", "img2pdf", source, "-o", "made.pdf");
            workshop.Run("qpdf", "qpdf", [.. way.Split(' '), "made.pdf", names[^1]]);
        }

        Jpeg("-sample 2x2");
        Jpeg("-sample 1x1 -restart 3B");
        Jpeg("-progressive");
        Jpeg("-progressive -restart 2B -grayscale");
        Magick("grey.png", "a.pgm", "-depth 8");
        Magick("rgb.png", "a.ppm", "-interlace PNG");
        Magick("palette.png", "a.ppm", "+dither -type Palette -colors 15");
        Magick("grey.tif", "a.pgm", "-compress None");
        Magick("ink.tif", "ink.pgm", "-type Bilevel -compress Group4");
        Tiff("ink.tif", "-c g4 -r 16");
        Tiff("grey.tif", "-c lzw:2");
        Tiff("grey.tif", "-c packbits");
        Tiff("grey.tif", "-c zip -r 9");
        Tiff("grey.tif", "-c jpeg -r 72");
        Pdf("0.jpg", "--object-streams=generate");
        Pdf("grey.png", "--object-streams=disable");
        Pdf("ink.tif", "--qdf");
        return [.. names.Select(workshop.Read)];
    }
}
