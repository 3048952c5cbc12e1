using KioskSim.Paper.Certificates.FamilyRegisters;
using static KioskSim.Paper.Tests.Certificates.Printed;

namespace KioskSim.Paper.Tests.Certificates;

public sealed class FamilyRegisterTests
{
    const string Whole = "これは、戸籍に記録されている事項の全部を証明した書面である。";
    const string Part = "これは、戸籍中の一部の者について記録されている事項の全部を証明した書面である。";

    [Theory]
    [InlineData(true, "全部事項証明", Whole, "戸籍全部事項証明書")]
    [InlineData(false, "個人事項証明", Part, "戸籍個人事項証明書")]
    public void Whole_and_part_differ_in_title_and_attestation(bool isWhole, string heading, string sentence, string title)
    {
        var record = FamilySamples.Register(2) with { IsWhole = isWhole };
        var page = Front(record);
        Assert.Equal(title, record.Title);
        Assert.All((string[])["全部事項証明", "個人事項証明"], text => Assert.Equal(text == heading ? 1 : 0, Count(page, text)));
        Assert.All((string[])[Whole, Part], text => Assert.Equal(text == sentence ? 1 : 0, Count(page, text)));
    }

    [Fact]
    public void A_register_of_twelve_goes_over_sheets_that_all_have_head_number_and_place_among_them()
    {
        var record = FamilySamples.Register(12);
        var fronts = FrontPages(record);
        Assert.Equal(record.SheetCount, fronts.Length);
        Assert.True(fronts.Length > 3);
        foreach (var (index, front) in fronts.Index())
        {
            Assert.Equal(1, Count(front, "本籍氏名"));
            Assert.Equal(1, Count(front, "葦原県釜原市大字釜原１２３４番地𠮷田德太郎"));
            Assert.Contains($"（{FamilyRegisterFlow.Wide($"{fronts.Length}の{index + 1}")}）", front);
            Assert.Contains($"発行番号{Samples.Issue.Number}", front);
            Assert.Equal(index == fronts.Length - 1 ? 1 : 0, Count(front, Whole));
            Assert.Equal(index == fronts.Length - 1 ? 0 : 1, Count(front, "次のページに続く"));
            Assert.Equal(index == fronts.Length - 1 ? 1 : 0, Count(front, "以下余白"));
        }

        var all = string.Concat(fronts);
        Assert.Equal(12, Count(all, "戸籍に記録されている者"));
        Assert.Equal(12, Count(all, "【生年月日】"));
        Assert.Equal(2, Count(all, "除籍"));
        Assert.Equal(2, Count(all, "【配偶者区分】"));
        Assert.Equal(8, Count(all, "【名の振り仮名】"));
    }

    [Fact]
    public void A_person_and_the_first_of_the_notes_stand_on_one_sheet_and_no_title_stands_without_its_items()
    {
        for (var persons = 1; persons <= 12; persons++)
        {
            foreach (var sheet in FamilyRegisterFlow.Lay(FamilySamples.Register(persons)))
            {
                var sections = sheet.Where(l => l.Margin == Margin.Section).Select(l => l.Left).ToList();
                Assert.Equal(sections.Count(s => s == "戸籍に記録されている者"), sections.Count(s => s == "身分事項"));
                Assert.NotEqual(Margin.Section, sheet[^1].Margin);
                Assert.All(sheet.Where(l => l.Margin == Margin.Title), l => Assert.StartsWith("【", l.Text));
                Assert.InRange(sheet.Count, 1, FamilyRegisterFlow.LinesPerSheet);
            }
        }
    }

    [Fact]
    public void A_note_longer_than_a_sheet_is_broken_and_loses_nothing()
    {
        var text = string.Concat(Enumerable.Range(1, 300).Select(i => $"第{i}の事項を訂正、"));
        var record = FamilySamples.Register(1) with { Persons = [FamilySamples.Father with { Notes = [new("訂正", [new("訂正の趣旨", text)])] }] };
        var sheets = FamilyRegisterFlow.Lay(record);
        Assert.True(sheets.Count > 2);
        Assert.Contains(FamilyRegisterFlow.Wide(text), string.Concat(sheets.SelectMany(s => s).Select(l => Squeeze(l.Text))));
        var fronts = FrontPages(record);
        Assert.Equal(sheets.Count, fronts.Length);
        Assert.All(sheets.Zip(fronts).Skip(1), s => Assert.Contains(Squeeze(string.Concat(s.First.Select(l => l.Text))), s.Second));
        FaceGeometry.AssertClean(Samples.Press.Compose(record, Samples.Issue));
    }

    [Fact]
    public void A_register_beyond_all_sheets_is_refused()
    {
        var endless = FamilySamples.Father with { Notes = [new("訂正", [new("訂正の趣旨", new string('永', 300_000))])] };
        var error = Assert.Throws<TooManySheetsException>(() => Samples.Pdf(FamilySamples.Register(1) with { Persons = [endless] }));
        Assert.DoesNotContain("永", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_register_of_nobody_or_of_a_crowd_is_refused(int persons)
    {
        var crowd = Enumerable.Repeat(FamilySamples.Father, persons).ToList();
        Assert.Throws<ArgumentException>(() => Samples.Pdf(FamilySamples.Register(1) with { Persons = crowd }));
        var residents = Enumerable.Repeat(FamilySamples.Supplement.Persons[0], persons).ToList();
        Assert.Throws<ArgumentException>(() => Samples.Pdf(FamilySamples.Supplement with { Persons = residents }));
    }

    [Fact]
    public void A_title_that_no_line_takes_is_refused_by_the_name_of_its_field()
    {
        var note = new PrintedNote(new string('永', 40), [new("記録日", "令和7年8月1日")]);
        var error = Assert.Throws<TextDoesNotFitException>(() => Samples.Pdf(FamilySamples.Register(1) with { Notes = [note] }));
        Assert.Equal("事項の名称", error.Field);
    }

    [Fact]
    public void A_name_no_font_can_draw_makes_no_page()
    {
        var person = FamilySamples.Father with { Mother = "山田　😀" };
        var record = FamilySamples.Register(1) with { Persons = [person] };
        Assert.Equal(0x1F600, Assert.Throws<MissingGlyphException>(() => Samples.Pdf(record)).Scalar);
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    public void A_register_without_a_place_a_head_or_a_name_is_refused(string blank)
    {
        var register = FamilySamples.Register(2);
        Assert.All(
            (FamilyRegisterPage[])
            [
                register with { Domicile = blank }, register with { Head = blank },
                register with { Persons = [FamilySamples.Father with { Given = blank }] },
            ],
            r => Assert.Throws<ArgumentException>(() => Samples.Pdf(r)));
    }
}
