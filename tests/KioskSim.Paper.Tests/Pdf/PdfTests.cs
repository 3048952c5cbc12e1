using System.Buffers;
using System.Text;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Pdf;
using KioskSim.Paper.Tests.Certificates;
using KioskSim.Paper.Tests.Fonts;
using KioskSim.Paper.Tests.Tools;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Tests.Pdf;

public sealed class PdfTests
{
    [Fact]
    public void Qpdf_finds_nothing_to_object_to()
    {
        foreach (var record in new CertificateRecord[] { Samples.Household(1), Samples.Household(9), Samples.Seal })
        {
            using var pdf = new PdfOnDisk(Samples.Pdf(record));
            Assert.Contains("No syntax or stream encoding errors found", DebianTool.Qpdf("--check", pdf.Path));
        }
    }

    [Fact]
    public void Every_font_is_an_embedded_subset_with_its_text()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Household(4)));
        var fonts = DebianTool.Poppler("pdffonts", pdf.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.Equal(3, fonts.Length);
        Assert.All(fonts, f => Assert.Matches(@"^[A-Z]{6}\+IPA(ex|mj)Mincho +CID TrueType +Identity-H +yes yes yes", f));
    }

    [Fact]
    public void Size_title_and_printing_are_told_to_the_reader()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Household(1)));
        var info = DebianTool.Poppler("pdfinfo", pdf.Path);
        Assert.Matches("Title: +住民票の写し\n", info);
        Assert.Matches(@"Page size: +595\.2 x 841\.92 pts", info);
        Assert.Matches("Pages: +2\n", info);
        Assert.Contains("(ja-JP)", DebianTool.MuPdf("show", pdf.Path, "trailer/Root/Lang"));
        Assert.Contains("DuplexFlipLongEdge", DebianTool.MuPdf("show", pdf.Path, "trailer/Root/ViewerPreferences"));
    }

    [Fact]
    public void The_same_certificate_has_the_same_bytes_in_parallel_and_from_a_new_press()
    {
        var records = Enumerable.Range(1, 9).Select(Samples.Household).ToArray();
        var serial = records.Select(r => Samples.Pdf(r)).ToArray();
        var press = new CertificatePress(FontSet.Shared, Samples.City);
        var parallel = new byte[serial.Length * 20][];
        Parallel.For(0, parallel.Length, i => parallel[i] = press.Compose(records[i % records.Length], Samples.Issue).ToPdf());
        for (var i = 0; i < parallel.Length; i++)
            Assert.True(serial[i % serial.Length].AsSpan().SequenceEqual(parallel[i]), $"Copy {i}: the bytes differ.");
    }

    [Fact]
    public void A_callers_buffer_gets_the_same_bytes()
    {
        var composed = Samples.Press.Compose(Samples.Seal, Samples.Issue);
        var output = new ArrayBufferWriter<byte>();
        composed.WritePdf(output);
        Assert.True(output.WrittenSpan.SequenceEqual(composed.ToPdf()));
    }

    [Fact]
    public void A_change_of_content_changes_the_file_id()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Seal));
        using var other = new PdfOnDisk(Samples.Pdf(Samples.Seal with { RegistrationNumber = "第0012346号" }));
        Assert.NotEqual(DebianTool.MuPdf("show", pdf.Path, "trailer/ID"), DebianTool.MuPdf("show", other.Path, "trailer/ID"));
    }

    [Fact]
    public void Random_names_from_all_the_fonts_have_read_back_as_they_were_written()
    {
        var random = new Random(482013);
        var letters = Repertoire();
        Assert.True(letters.Length > 60_000);
        var lines = Enumerable.Range(0, 200)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 31)).Select(_ => letters[random.Next(letters.Length)])))
            .ToArray();
        using var pdf = new PdfOnDisk(Write(FontSet.Shared, lines));
        Assert.Equal(lines, DebianTool.PopplerText(pdf).SelectMany(Lines));
        Assert.Equal(lines, DebianTool.MuPdfText(pdf).SelectMany(Lines));
    }

    [Theory]
    [InlineData("𠮷田")]
    [InlineData("髙﨑德")]
    [InlineData("葛\U000E0100城")]
    [InlineData("邉\U000E010F邉\U000E011F邉")]
    [InlineData("が か\u3099 か\u309A ガ カ\u3099")]
    [InlineData("ん\u3099の")]
    [InlineData("Ōkā Ñandú ŻÓŁĆ")]
    [InlineData("ｱｲｳﾞ 半角")]
    [InlineData("q\u0304a W\u0301")]
    [InlineData("12番地の3 一丁目")]
    public void Hard_text_reads_back_as_it_was_written(string text)
    {
        using var pdf = new PdfOnDisk(Write(FontSet.Shared, text));
        Assert.Equal([text], DebianTool.PopplerText(pdf).SelectMany(Lines));
        Assert.Equal([text], DebianTool.MuPdfText(pdf).SelectMany(Lines));
    }

    [Fact]
    public void A_composite_glyph_takes_its_parts_into_the_subset()
    {
        var fonts = new FontSet(FaceTests.DejaVu());
        Assert.True(Ink(fonts, "é") > Ink(fonts, "e") + 20);
        Assert.True(Ink(fonts, "Ặ") > Ink(fonts, "A") + 20);
    }

    [Fact]
    public void A_part_the_template_does_not_have_is_an_error_of_the_program()
    {
        var list = new DisplayList();
        list.Add(new PlacedPart(new DisplayList(), 0, 0));
        Assert.Throws<InvalidOperationException>(() => Write(FontSet.Shared, list));
    }

    /// <summary>Ideographs, kana and the Latin letters of names, with the sequences both fonts list: what a register may hold.</summary>
    static string[] Repertoire()
    {
        static bool IsOfNames(int c) =>
            c is >= 0x3041 and <= 0x3096 or >= 0x30A1 and <= 0x30FC or >= 0x3400 and < 0xA000 or >= 0x20000 and < 0x32000
                or >= 'A' and <= 'Z' or >= 0xC0 and < 0x180 and not (0xD7 or 0xF7 or >= 0x132 and <= 0x133 or 0x149 or 0x13F or 0x140);
        var faces = FontSet.Shared.Faces;
        return
        [
            .. faces.SelectMany(f => f.Scalars).Distinct().Where(IsOfNames).Select(c => new Rune(c).ToString()),
            .. faces.SelectMany(f => f.Sequences).Distinct().Where(s => IsOfNames(s.Scalar))
                .Select(s => $"{new Rune(s.Scalar)}{new Rune(s.Selector)}"),
        ];
    }

    static IEnumerable<string> Lines(string page) => page.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Dots inked when a reader draws the text.</summary>
    static int Ink(FontSet fonts, string text)
    {
        using var pdf = new PdfOnDisk(Write(fonts, text));
        return DebianTool.Drawn(pdf, new Rect(0, 0, PageSize.Width, PageSize.Height)).Inked;
    }

    static byte[] Write(FontSet fonts, params string[] lines)
    {
        var canvas = new Canvas(fonts, VariantPolicy.Exact);
        var pages = new List<DisplayList>();
        foreach (var chunk in lines.Chunk(20))
        {
            foreach (var (index, line) in chunk.Index())
                canvas.Line(line, 20, 40 + 38 * index, 16);
            pages.Add(canvas.Take());
        }

        return Write(fonts, [.. pages]);
    }

    internal static byte[] Write(FontSet fonts, params DisplayList[] pages)
    {
        var mark = new SheetMark(Samples.Issue.Subject, "1", Samples.Issue.IssuedAt, 1, 1, SheetSide.Front);
        using var file = PdfWriter.Write(new PdfTemplate(fonts, []), "試験", [.. pages.Select(p => new SheetFace(mark, [p]))]);
        return file.Written.ToArray();
    }
}
