using System.Buffers.Binary;
using System.Text;
using KioskSim.Paper.Images.Files;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>
/// Sound or nearly sound files whose few bytes ask for much work. Work is counted in steps and memory in bytes: both end where the limits
/// say, not where somebody's patience does.
/// </summary>
public sealed class CostlyFileTests
{
    [Fact]
    public void A_ring_of_TIFF_folders_ends_000_57()
    {
        var tiff = Tiff(1, 1, 1, [(254, 4)]);
        BinaryPrimitives.WriteInt32LittleEndian(tiff.AsSpan(FolderEnd(tiff)), 8);
        Refused(ScanFault.TooManyPages, tiff, 1_000_000);

        // Each of its folders a page.
        var pages = Tiff(1, 1, 1, []);
        BinaryPrimitives.WriteInt32LittleEndian(pages.AsSpan(FolderEnd(pages)), 8);
        Refused(ScanFault.TooManyPages, pages, 1_000_000);
    }

    [Fact]
    public void A_TIFF_of_millions_of_strips_is_refused_by_its_size() => Refused(ScanFault.TooLarge, Tiff(1, 20_000_000, 1, []), 100_000);

    [Fact]
    public void A_TIFF_of_fax_rows_of_a_million_dots_is_refused_by_its_size() => Refused(ScanFault.TooLarge, Tiff(10_000_000, 2, 4, []), 100_000);

    [Fact]
    public void A_JPEG_of_nothing_but_tables_is_given_up()
    {
        // A table of one code: class and number, sixteen counts, a symbol.
        byte[] table = [0xFF, 0xC4, 0, 20, 0, 1, .. new byte[15], 7];
        byte[] file = [0xFF, 0xD8, .. Enumerable.Repeat(table, 500_000).SelectMany(t => t), 0xFF, 0xD9];

        Refused(ScanFault.TooLarge, file, 600_000_000);
    }

    [Fact]
    public void A_progressive_JPEG_that_tells_a_bit_twice_is_damage()
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(64, 64)));
        var jpeg = workshop.Run("libjpeg-turbo-progs", "cjpeg", "-progressive", "a.pgm");
        // The scan of the means' lowest bit: plain bits, which decode as well a second time.
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0x10]);
        Assert.True(scan > 0);
        var end = scan + 10;
        while (jpeg[end] != 0xFF || jpeg[end + 1] == 0)
            end++;

        Assert.Single(ScanFile.Read(jpeg, ScanLimits.Upload));
        Refused(ScanFault.Damaged, [.. jpeg[..^2], .. jpeg[scan..end], .. jpeg[^2..]], 1_000_000);
    }

    [Fact]
    public void Forms_that_draw_the_next_ones_many_times_are_given_up()
    {
        static string Form(int n) => $"/Subtype /Form /Resources << /XObject << /F {n} 0 R >> >>";
        var often = string.Concat(Enumerable.Repeat("/F Do ", 2_000));
        var draft = PdfDraft.OnePage("/P5 Do", 1)
            .AddStream(Form(6), often).AddStream(Form(7), often).AddStream(Form(8), often).AddStream(Form(9), often).Add("null");

        Refused(ScanFault.TooLarge, draft.File(), 2_000_000_000);
    }

    [Fact]
    public void A_page_of_the_same_picture_many_times_is_given_up()
    {
        var content = string.Concat(Enumerable.Range(0, 3_000).Select(i => $"q 1 0 0 1 0 {i} cm /P5 Do Q "));
        var draft = PdfDraft.OnePage(content, 1).AddStream("/Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray", "x");

        Refused(ScanFault.TooLarge, draft.File(), 20_000_000);
    }

    static void Refused(ScanFault fault, byte[] file, long most)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var thrown = Assert.Throws<ScanFileException>(() => ScanFile.Read(file, ScanLimits.Upload));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, most + 50_000);
        Assert.True(fault == thrown.Fault, $"{thrown.Fault}: {thrown.Message}");
    }

    /// <summary>A little-endian TIFF of one folder and strips of one row that all lie in the same four bytes.</summary>
    static byte[] Tiff(int width, int height, int compression, (int Tag, int Value)[] more)
    {
        (int Tag, int Count, int Value)[] fields =
        [
            .. more.Select(f => (f.Tag, 1, f.Value)), (256, 1, width), (257, 1, height), (258, 1, compression == 4 ? 1 : 8), (259, 1, compression),
            (262, 1, 1), (273, 1, 4), (278, 1, 1), (279, 1, 4),
        ];
        var file = new byte[8 + 2 + 12 * fields.Length + 4];
        Encoding.ASCII.GetBytes("II*\0", file);
        file[4] = 8;
        file[8] = (byte)fields.Length;
        foreach (var (i, (tag, count, value)) in fields.Index())
        {
            var entry = file.AsSpan(10 + 12 * i);
            BinaryPrimitives.WriteInt16LittleEndian(entry, (short)tag);
            entry[2] = 4;
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], count);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], value);
        }

        return file;
    }

    static int FolderEnd(byte[] tiff) => 10 + 12 * tiff[8];
}
