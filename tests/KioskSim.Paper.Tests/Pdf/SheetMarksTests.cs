using System.Security.Cryptography;
using System.Text;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Tests.Certificates;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Pdf;

public sealed class SheetMarksTests
{
    static readonly byte[] Pdf = Samples.Pdf(Samples.Household(9));
    static readonly byte[] Issue = Encoding.ASCII.GetBytes(Samples.Issue.Number);

    static byte[] Subject => Samples.Issue.Subject.ToArray();

    [Fact]
    public void Every_page_tells_subject_issue_sheet_and_side()
    {
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(Pdf, out var marks));
        Assert.Equal(6, marks.PageCount);
        var page = 0;
        foreach (var mark in marks)
        {
            Assert.True(mark.IsOf(Subject));
            Assert.Equal(Samples.Issue.Number, Encoding.ASCII.GetString(mark.Issue));
            Assert.Equal(Samples.Issue.IssuedAt, mark.IssuedAt);
            Assert.Equal(Samples.Issue.IssuedAt.Offset, mark.IssuedAt.Offset);
            Assert.Equal((page / 2 + 1, 3, page % 2 == 0 ? SheetSide.Front : SheetSide.Back), (mark.Sheet, mark.Of, mark.Side));
            page++;
        }

        Assert.Equal(6, page);
    }

    [Fact]
    public void Another_reader_finds_the_same_mark_in_the_page_piece_dictionary()
    {
        using var pdf = new PdfOnDisk(Pdf);
        var piece = DebianTool.MuPdf("show", "-g", pdf.Path, "pages/2/PieceInfo");
        Assert.Contains(Convert.ToHexStringLower(Subject), piece, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"/Issue({Samples.Issue.Number})/Sheet 1/Of 3/Side/Back", piece);
        Assert.Contains("/LastModified(D:20261118103000+09'00')", piece);
    }

    [Fact]
    public void Only_all_sheets_of_one_issue_for_one_subject_are_one_issue_T12()
    {
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(Pdf, out var marks));
        Assert.True(marks.AreOneIssue(Subject, Issue, 3));
        Assert.False(marks.AreOneIssue(Subject, Issue, 2));
        Assert.False(marks.AreOneIssue(Subject, [.. Issue, (byte)'0'], 3));
        Assert.False(marks.AreOneIssue(SHA256.HashData(Subject), Issue, 3));
        Assert.False(marks.AreOneIssue(Subject.AsSpan(1), Issue, 3));
        Assert.False(marks.AreOneIssue(Subject, Issue, int.MaxValue));
    }

    [Theory]
    [InlineData("/Sheet 2/Of 3/Side/Back", "/Sheet 3/Of 3/Side/Back")] // another sheet in its place
    [InlineData("/Sheet 2/Of 3/Side/Back", "/Sheet 2/Of 4/Side/Back")]
    [InlineData("-000123)/Sheet 3/Of 3/Side/Front", "-000124)/Sheet 3/Of 3/Side/Front")] // another issue's sheet among ours
    public void One_sheet_that_is_not_ours_spoils_the_whole_T12(string ours, string other)
    {
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(Replaced(ours, other), out var marks));
        Assert.False(marks.AreOneIssue(Subject, Issue, 3));
    }

    [Theory]
    [InlineData("%PDF-1.7", "%PDF-1.6", SheetMarksFailure.NotPdf)]
    [InlineData("%%EOF\n", "%%EOF ", SheetMarksFailure.NotPdf)]
    [InlineData("xref\n0 ", "xref\n1 ", SheetMarksFailure.CrossReference)]
    [InlineData("trailer\n<</Size ", "trailer\n<</Sise ", SheetMarksFailure.CrossReference)]
    [InlineData("<</Type/Catalog", "<</Type/Katalog", SheetMarksFailure.PageTree)]
    [InlineData("<</Type/Pages/Count 6", "<</Type/Pages/Count X", SheetMarksFailure.PageTree)]
    [InlineData("<</Type/Pages/Count 6", "<</Type/Pages/Count 0", SheetMarksFailure.PageCount)]
    [InlineData("<</Type/Pages/Count 6", "<</Type/Pages/Count 5", SheetMarksFailure.PageCount)]
    [InlineData("<</Type/Pages/Count 6", "<</Type/Pages/Count 7", SheetMarksFailure.Mark)]
    [InlineData("<</Type/Page/Parent", "<</Type/Pagf/Parent", SheetMarksFailure.Mark)]
    [InlineData("/PieceInfo<</KioskSim", "/PieceInfo<</KioskSin", SheetMarksFailure.Mark)]
    [InlineData("/Private<</Subject<0108", "/Private<</Subject<01G8", SheetMarksFailure.Mark)]
    [InlineData("LastModified(D:20261118", "LastModified(D:20261318", SheetMarksFailure.Mark)]
    [InlineData("LastModified(D:20261118", "LastModified(D:20260229", SheetMarksFailure.Mark)]
    [InlineData("LastModified(D:20261118", "LastModified(D:20261117", SheetMarksFailure.Mark)] // not the page's own date
    [InlineData("/Sheet 1/Of 3", "/Sheet 4/Of 3", SheetMarksFailure.Mark)]
    [InlineData("/Sheet 1/Of 3", "/Sheet 0/Of 3", SheetMarksFailure.Mark)]
    [InlineData("/Side/Front", "/Side/Fronk", SheetMarksFailure.Mark)]
    [InlineData("/Issue(4820", "/Issue(48)0", SheetMarksFailure.Mark)]
    [InlineData("/Issue(4820", "/Issue(48 0", SheetMarksFailure.Mark)]
    public void What_is_not_our_layout_is_a_named_failure(string ours, string other, SheetMarksFailure expected)
    {
        Assert.Equal(expected, SheetMarks.TryRead(Replaced(ours, other), out var marks));
        Assert.Equal(0, marks.PageCount);
    }

    [Fact]
    public void A_page_of_another_tree_is_a_failure()
    {
        var text = Encoding.Latin1.GetString(Pdf);
        var parent = text.LastIndexOf("/Parent ", StringComparison.Ordinal) + "/Parent ".Length;
        var file = (byte[])Pdf.Clone();
        file[parent] = (byte)(file[parent] == '9' ? '8' : file[parent] + 1);
        Assert.Equal(SheetMarksFailure.Mark, SheetMarks.TryRead(file, out _));
    }

    [Fact]
    public void A_page_object_in_no_page_tree_is_not_read()
    {
        // The first page object's own bytes, copied behind the last object: a scanner for "/Type/Page" would see a seventh page.
        var text = Encoding.Latin1.GetString(Pdf);
        var page = text[text.IndexOf("<</Type/Page/Parent", StringComparison.Ordinal)..];
        page = page[..page.IndexOf("\nendobj", StringComparison.Ordinal)];
        var xref = text.LastIndexOf("xref\n0 ", StringComparison.Ordinal);
        var start = text.LastIndexOf("startxref\n", StringComparison.Ordinal);
        var extra = $"999 0 obj\n{page}\nendobj\n";
        var changed = text[..xref] + extra + text[xref..start] + $"startxref\n{xref + extra.Length}\n%%EOF\n";
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(Encoding.Latin1.GetBytes(changed), out var marks));
        Assert.Equal(6, marks.PageCount);
    }

    [Fact]
    public void Hostile_bytes_give_a_failure_or_true_marks_and_never_an_exception()
    {
        var random = new Random(1);
        var file = (byte[])Pdf.Clone();
        var structure = Pdf.AsSpan().LastIndexOf("xref\n0 "u8);
        var first = Pdf.AsSpan().IndexOf("/Type/Catalog"u8);
        var failures = 0;
        for (var round = 0; round < 30_000; round++)
        {
            var changes = new List<int>();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                changes.Add(random.Next(2) == 0 ? random.Next(structure, Pdf.Length) : random.Next(first, first + 4000));
                file[changes[^1]] = (byte)random.Next(256);
            }

            var length = random.Next(8) == 0 ? random.Next(Pdf.Length) : Pdf.Length;
            if (SheetMarks.TryRead(file.AsSpan(0, length), out var marks) != SheetMarksFailure.None)
                failures++;
            else
                AssertWellFormed(marks);
            foreach (var at in changes)
                file[at] = Pdf[at];
        }

        Assert.InRange(failures, 10_000, 29_999);
    }

    [Fact]
    public void Noise_and_nothing_are_not_pdf()
    {
        var random = new Random(2);
        var noise = new byte[4096];
        for (var round = 0; round < 1000; round++)
        {
            random.NextBytes(noise);
            Assert.Equal(SheetMarksFailure.NotPdf, SheetMarks.TryRead(noise.AsSpan(0, random.Next(noise.Length)), out _));
        }
    }

    [Fact]
    public void A_file_another_program_rewrote_is_not_ours()
    {
        using var pdf = new PdfOnDisk(Pdf);
        using var rewritten = new PdfOnDisk([]);
        DebianTool.Qpdf("--object-streams=generate", pdf.Path, rewritten.Path);
        Assert.NotEqual(SheetMarksFailure.None, SheetMarks.TryRead(File.ReadAllBytes(rewritten.Path), out _));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        Assert.True(ReadAll());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = ReadAll();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(read);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12(3")]
    [InlineData("発行1")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void An_issue_number_that_would_not_read_back_is_refused(string issue) =>
        Assert.Throws<ArgumentException>(() => new SheetMark(Subject, issue, Samples.Issue.IssuedAt, 1, 1, SheetSide.Front));

    [Fact]
    public void A_subject_of_another_length_or_a_sheet_beyond_the_last_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new SheetMark(new byte[31], "1", default, 1, 1, SheetSide.Front));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SheetMark(Subject, "1", default, 2, 1, SheetSide.Front));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SheetMark(Subject, "1", default, 0, 1, SheetSide.Front));
    }

    static bool ReadAll() =>
        SheetMarks.TryRead(Pdf, out var marks) == SheetMarksFailure.None
        && marks.AreOneIssue(Samples.Issue.Subject.Span, Issue, 3);

    static void AssertWellFormed(SheetMarks marks)
    {
        var count = 0;
        foreach (var mark in marks)
        {
            Assert.True(mark.Sheet >= 1 && mark.Sheet <= mark.Of && mark.SubjectHex.Length == 64 && mark.Issue.Length is >= 1 and <= 40);
            count++;
        }

        Assert.Equal(count, marks.PageCount);
    }

    /// <summary>The file with the last place of a text changed to one of the same length, so that every offset stays true.</summary>
    static byte[] Replaced(string ours, string other)
    {
        Assert.Equal(ours.Length, other.Length);
        var file = (byte[])Pdf.Clone();
        var at = file.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(ours));
        Assert.True(at >= 0, "The file does not contain this.");
        Encoding.ASCII.GetBytes(other).CopyTo(file, at);
        return file;
    }
}
