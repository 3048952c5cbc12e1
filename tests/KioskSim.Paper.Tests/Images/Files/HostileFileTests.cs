using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>Files that are made to cost more than they say, to be two things at once, or never to end.</summary>
public sealed class HostileFileTests
{
    static readonly byte[] s_png = SampleSheet.Grey(40, 30).ToPng();

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")]
    [InlineData("<!DOCTYPE html><html></html>")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("GIF89a")]
    [InlineData("BM")]
    [InlineData("%!PS-Adobe-3.0")]
    [InlineData(" %PDF-1.4")]
    public void What_is_no_scan_is_refused_as_such_000_57(string content) => Refused(ScanFault.NotAScan, Encoding.Latin1.GetBytes(content), 0);

    [Fact]
    public void A_small_PNG_that_declares_a_huge_picture_is_refused_before_it_costs_anything()
    {
        var header = s_png.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(20), 50_000);
        Refused(ScanFault.TooLarge, Checked(header), 100_000);

        // Within the limit, and still more than so few bytes can hold.
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), 7_000);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(20), 8_000);
        Refused(ScanFault.Damaged, Checked(header), 100_000);
    }

    [Fact]
    public void A_small_JPEG_that_declares_a_huge_picture_is_refused_before_it_costs_anything()
    {
        byte[] Start(byte high) =>
            [0xFF, 0xD8, 0xFF, 0xC2, 0, 11, 8, high, 0, high, 0, 1, 1, 0x11, 0, 0xFF, 0xD9];
        Refused(ScanFault.TooLarge, Start(0xFF), 100_000);
        Refused(ScanFault.Damaged, Start(0x1E), 100_000);
    }

    [Fact]
    public void A_file_of_more_bytes_than_the_limit_is_not_looked_at() =>
        Refused(ScanFault.TooLarge, [.. s_png, .. new byte[20_000_000]], 10_000);

    [Fact]
    public void A_stream_that_inflates_a_thousandfold_stops_at_the_limit()
    {
        var limits = ScanLimits.Upload with { DecodedBytes = 4_000_000 };
        var bomb = Deflated(new byte[30_000_000]);
        Assert.True(bomb.Length < 40_000);
        var page = new PdfDraft().Add("<< /Type /Catalog /Pages 2 0 R >>").Add("<< /Kids [3 0 R] >>").Add("<< /Type /Page /Contents 4 0 R >>");
        Refused(ScanFault.TooLarge, page.AddStream("/Filter /FlateDecode", bomb).File(), 8_000_000, limits);

        // A bomb within a bomb.
        var nested = new PdfDraft().Add("<< /Type /Catalog /Pages 2 0 R >>").Add("<< /Kids [3 0 R] >>").Add("<< /Type /Page /Contents 4 0 R >>");
        Refused(ScanFault.TooLarge, nested.AddStream("/Filter [/FlateDecode /FlateDecode]", Deflated(bomb)).File(), 8_000_000, limits);
    }

    [Theory]
    [InlineData("PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    [InlineData("%PDF-1.4")]
    [InlineData("<script>")]
    [InlineData("\0")]
    public void What_follows_the_end_is_a_second_file(string more)
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(40, 30)));
        var jpeg = workshop.Run("libjpeg-turbo-progs", "cjpeg", "a.pgm");
        var pdf = PdfDraft.OnePage("", 0).File();
        var tail = Encoding.Latin1.GetBytes(more);

        Refused(ScanFault.TwoFilesInOne, [.. s_png, .. tail], 100_000);
        // Zeros fill blocks of a card or a page.
        if (more != "\0")
        {
            Refused(ScanFault.TwoFilesInOne, [.. jpeg, .. tail], 100_000);
            Refused(ScanFault.TwoFilesInOne, [.. pdf, .. tail], 100_000);
        }

        Assert.Single(ScanFile.Read((byte[])[.. jpeg, 0, 0], ScanLimits.Upload));
    }

    [Fact]
    public void A_picture_that_is_a_PDF_too_is_refused()
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(40, 30)));
        var jpeg = workshop.Run("libjpeg-turbo-progs", "cjpeg", "a.pgm");
        var comment = "%PDF-1.4 1 0 obj"u8;

        Refused(ScanFault.TwoFilesInOne, [.. jpeg[..2], 0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. comment, .. jpeg[2..]], 50_000);
    }

    [Fact]
    public void Further_JPEG_pictures_that_a_phone_announces_are_passed_over()
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(40, 30)));
        var jpeg = workshop.Run("libjpeg-turbo-progs", "cjpeg", "a.pgm");
        byte[] announced = [.. jpeg[..2], 0xFF, 0xE2, 0, 6, .. "MPF\0"u8, .. jpeg[2..]];

        Assert.Single(ScanFile.Read((byte[])[.. announced, 0, 0, .. jpeg, .. jpeg], ScanLimits.Upload));
        Refused(ScanFault.TwoFilesInOne, [.. announced, .. jpeg, 1], 100_000);
        Refused(ScanFault.TwoFilesInOne, [.. jpeg, .. jpeg], 100_000);
    }

    [Theory]
    [InlineData("-arithmetic", "Arithmetic")]
    [InlineData("-rgb", "red, green and blue")]
    public void JPEG_of_rare_kinds_says_so(string way, string word)
    {
        using var workshop = new Workshop();
        workshop.Write("a.ppm", Netpbm.Ppm(40, 30, SampleSheet.Rgb(40, 30)));
        var jpeg = workshop.Run("libjpeg-turbo-progs", "cjpeg", way, "a.ppm");

        Assert.Contains(word, Refused(ScanFault.NotSupported, jpeg, 50_000).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JPEG_in_printing_colours_says_so()
    {
        using var workshop = new Workshop();
        workshop.Write("a.ppm", Netpbm.Ppm(40, 30, SampleSheet.Rgb(40, 30)));
        workshop.Magick("a.ppm", "-colorspace", "CMYK", "a.jpg");

        Assert.Contains("printing colours", Refused(ScanFault.NotSupported, workshop.Read("a.jpg"), 50_000).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_pages_are_too_many()
    {
        var draft = new PdfDraft().Add("<< /Type /Catalog /Pages 2 0 R >>")
            .Add($"<< /Type /Pages /Kids [{string.Join(' ', Enumerable.Range(3, 100).Select(n => $"{n} 0 R"))}] /Count 1 >>");
        for (var i = 0; i < 100; i++)
            draft.Add("<< /Type /Page /Parent 2 0 R >>");

        Refused(ScanFault.TooManyPages, draft.File(), 100_000);
    }

    [Theory]
    [InlineData("<< /Type /Pages /Kids [2 0 R] >>", "2 0 R")]
    [InlineData("<< /Type /Pages /Kids [3 0 R] >>", "<< /Type /Pages /Kids [2 0 R] >>")]
    [InlineData("3 0 R", "2 0 R")]
    [InlineData("<< /Type /Pages /Kids 3 0 R >>", "[3 0 R]")]
    [InlineData("<< /Type /Pages /Kids [3 0 R] >>", "null")]
    public void Pages_that_go_round_in_a_circle_are_damage(string second, string third) =>
        Refused(ScanFault.Damaged, new PdfDraft().Add("<< /Type /Catalog /Pages 2 0 R >>").Add(second).Add(third).File(), 200_000);

    [Fact]
    public void Forms_that_draw_themselves_end()
    {
        const string form = "/Subtype /Form /Resources << /XObject << /P5 5 0 R >> >>";
        var draft = PdfDraft.OnePage("/P5 Do /P5 Do", 1).AddStream(form, "/P5 Do /P5 Do /P5 Do");

        Refused(ScanFault.NotSupported, draft.File(), 200_000);
    }

    [Theory]
    [InlineData("4 0 obj")]
    [InlineData("5 0 R")]
    public void A_stream_whose_length_is_itself_ends(string length)
    {
        var file = Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(PdfDraft.OnePage("q Q", 1).AddStream("/Subtype /Image /Width 1 /Height 1", "x").File())
                .Replace("/Length 1 >>", $"/Length {length} >>", StringComparison.Ordinal));

        Refused(ScanFault.NotSupported, file, 300_000);
    }

    [Fact]
    public void Values_too_deep_within_each_other_are_damage()
    {
        Refused(ScanFault.Damaged, new PdfDraft().Add(new string('[', 100_000)).File(), 5_000_000);
        Refused(ScanFault.Damaged, new PdfDraft().Add(string.Concat(Enumerable.Repeat("<</A ", 50_000))).File(), 5_000_000);
    }

    [Fact]
    public void A_PDF_that_is_only_beginnings_of_objects_is_given_up()
    {
        var file = Encoding.Latin1.GetBytes("%PDF-1.4\n" + string.Concat(Enumerable.Repeat("1 0 obj(\n", 1_000_000)));
        Refused(ScanFault.Damaged, file, 20_000_000, ScanLimits.Upload, or: ScanFault.TooLarge);
    }

    [Fact]
    public void What_is_encrypted_says_so()
    {
        using var workshop = new Workshop();
        workshop.Write("a.pdf", PdfDraft.OnePage("", 0).File());
        workshop.Run("qpdf", "qpdf", "--encrypt", "a", "b", "256", "--", "a.pdf", "b.pdf");

        Assert.Contains("encrypted", Refused(ScanFault.NotSupported, workshop.Read("b.pdf"), 300_000).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Filter /JBIG2Decode", "JBIG2")]
    [InlineData("/Filter /JPXDecode", "JPEG 2000")]
    [InlineData("/SMask 4 0 R", "transparent")]
    [InlineData("/ColorSpace /DeviceCMYK", "colour space")]
    public void Pictures_that_are_not_read_say_so(string entries, string word)
    {
        var draft = PdfDraft.OnePage("/P5 Do", 1).AddStream($"/Subtype /Image /Width 1 /Height 1 {entries}", "x");

        Assert.Contains(word, Refused(ScanFault.NotSupported, draft.File(), 200_000).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_gives_up_is_heard()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => ScanFile.Read(s_png, ScanLimits.Upload, source.Token));
    }

    /// <param name="most">Bytes that may be allocated on the way.</param>
    static ScanFileException Refused(ScanFault fault, byte[] file, long most, ScanLimits? limits = null, ScanFault? or = null)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var thrown = Assert.Throws<ScanFileException>(() => ScanFile.Read(file, limits ?? ScanLimits.Upload));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(thrown.Fault == fault || thrown.Fault == or, $"{thrown.Fault}: {thrown.Message}");
        Assert.InRange(allocated, 0, most + 50_000); // what the exception and the assertion take
        return thrown;
    }

    static byte[] Deflated(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }

    /// <summary>With the header's checksum put right.</summary>
    static byte[] Checked(byte[] png)
    {
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32.Of(png.AsSpan(12, 17)));
        return png;
    }
}
