using KioskSim.Paper.Marks;
using KioskSim.Paper.Tests.Approval;
using KioskSim.Paper.Tests.Tools;
using static KioskSim.Paper.Tests.Certificates.Printed;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>What holds for a certificate of whatever kind, as other programs see it where they can.</summary>
public sealed class EveryKindTests
{
    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void A_file_of_every_kind_is_sound_and_brings_its_fonts_000_21(string name)
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(SampleCertificates.All[name]));
        Assert.Contains("No syntax or stream encoding errors found", DebianTool.Qpdf("--check", pdf.Path));
        var fonts = DebianTool.Poppler("pdffonts", pdf.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];
        Assert.All(fonts, f => Assert.Matches(@"^[A-Z]{6}\+IPA(ex|mj)Mincho +CID TrueType +Identity-H +yes yes yes", f));
    }

    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void Every_face_has_one_issue_number_and_its_place_for_people_and_for_machines(string name)
    {
        var record = SampleCertificates.All[name];
        var pages = Pages(record);
        Assert.Equal(2 * record.SheetCount, pages.Length);
        Assert.All(pages.Index(), page =>
        {
            Assert.Equal(1, Count(page.Item, $"発行番号{Samples.Issue.Number}"));
            Assert.Equal(1, Count(page.Item, $"{page.Index / 2 + 1}／{record.SheetCount}"));
            Assert.Equal(page.Index % 2, Count(page.Item, "裏面"));
        });
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(Samples.Pdf(record), out var marks));
        Assert.True(marks.AreOneIssue(Samples.Issue.Subject.Span, System.Text.Encoding.ASCII.GetBytes(Samples.Issue.Number), record.SheetCount));
    }

    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void Nothing_on_any_face_of_any_kind_collides_or_leaves_the_page(string name) =>
        FaceGeometry.AssertClean(Samples.Press.Compose(SampleCertificates.All[name], Samples.Issue));

    [Theory]
    [InlineData("family-register-of-twelve", 5)]
    [InlineData("family-register-of-two", 1)]
    [InlineData("family-register-supplement", 2)]
    [InlineData("resident-record-of-nine", 3)]
    [InlineData("resident-entries-of-nine", 3)]
    [InlineData("tax-full-with-the-citys-title", 1)]
    public void Sheets_are_known_before_there_is_a_page(string name, int sheets) =>
        Assert.Equal(sheets, SampleCertificates.All[name].SheetCount);

    [Fact]
    public void Records_of_every_kind_do_not_show_what_they_hold_000_13()
    {
        var (person, resident, tax) = (FamilySamples.Daughter, FamilySamples.Supplement.Persons[0], TaxSamples.Taxed);
        object[] shown =
        [
            .. SampleCertificates.All.Values, person, person.Notes[0], person.Notes[0].Items[0], resident, resident.Addresses[0], tax.Incomes[0],
            tax.Assessment!, tax.Assessment!.City,
        ];
        Assert.All(shown, s => Assert.Equal(s.GetType().Name, $"{s}"));
    }

    [Theory]
    [InlineData("resident-record-of-some-without-options", "昭和63年12月31日", "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。")]
    [InlineData("resident-entries-of-some-without-options", "平成31年4月30日", "上記の事項は住民票に記載されている事項と相違ないことを証明する。")]
    [InlineData("seal-registration", "昭和63年12月31日", "この写しは、登録されている印影と相違ないことを証明する。")]
    [InlineData("family-register-of-two", "【婚姻日】昭和60年11月22日", "これは、戸籍に記録されている事項の全部を証明した書面である。")]
    [InlineData("family-register-supplement-of-one-without-options", "葦原県潮崎市汐見町一丁目12番地の2平成2年12月2日", "原本と相違ないことを証明する。")]
    [InlineData("tax-taxed", "市民税117,600円3,000円120,600円", "上記のとおり相違ないことを証明する。")]
    [InlineData("tax-not-taxed", "給与収入金額960,000円", "令和8年度の市県民税が課されていないことを証明する。")]
    public void A_reader_that_sees_only_ink_reads_the_main_fields(string name, string value, string sentence)
    {
        using var pdf = new PdfOnDisk(Samples.ScreenPdf(SampleCertificates.All[name]));
        var page = Squeeze(DebianTool.Tesseract(pdf));
        foreach (var field in (string[])[value, sentence, "令和8年11月18日", "葦原県若葉台市長若葉一郎", Samples.Issue.Number])
            Assert.True(WrongLetters(page, field) <= field.Length / 5, $"{field} is not to be read on {name}:\n{page}");
    }

    [Theory]
    [InlineData("永永春夏秋冬永", "春夏秋冬", 0)]
    [InlineData("永永春夏科冬永", "春夏秋冬", 1)]
    [InlineData("永永春秋冬永", "春夏秋冬", 1)]
    [InlineData("永永永永", "春夏秋冬", 4)]
    public void Wrong_letters_are_counted_where_the_text_comes_nearest(string text, string sought, int wrong) =>
        Assert.Equal(wrong, WrongLetters(text, sought));

    /// <summary>Fewest letters to change, add or drop in what is sought so that the text contains it.</summary>
    static int WrongLetters(string text, string sought)
    {
        var costs = Enumerable.Range(0, sought.Length + 1).ToArray();
        var fewest = sought.Length;
        foreach (var letter in text)
        {
            var before = 0;
            for (var i = 1; i <= sought.Length; i++)
                (before, costs[i]) = (costs[i], Math.Min(before + (sought[i - 1] == letter ? 0 : 1), 1 + Math.Min(costs[i], costs[i - 1])));
            fewest = Math.Min(fewest, costs[^1]);
        }

        return fewest;
    }
}
