using KioskSim.Paper.Certificates;
using KioskSim.Paper.Tests.Tools;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Tests.Certificates;

public sealed class ResidentRecordTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(8, 2)]
    [InlineData(9, 3)]
    [InlineData(100, 25)]
    public void Sheets_are_known_before_the_page_is_made_and_each_has_a_front_and_a_back(int members, int sheets)
    {
        var record = Samples.Household(members);
        Assert.Equal(sheets, record.SheetCount);
        var faces = Samples.Press.Compose(record, Samples.Issue).Faces;
        Assert.Equal(2 * sheets, faces.Count);
        Assert.All(faces.Index(), f => Assert.Equal((f.Index / 2 + 1, sheets), (f.Item.Mark.Sheet, f.Item.Mark.Of)));
    }

    [Fact]
    public void Every_item_of_every_member_reads_back_as_it_was_given()
    {
        var record = Samples.Household(9);
        using var pdf = new PdfOnDisk(Samples.Pdf(record));
        foreach (var pages in new[] { DebianTool.PopplerText(pdf), DebianTool.MuPdfText(pdf) })
        {
            Assert.Equal(6, pages.Length);
            foreach (var (index, member) in record.Members.Index())
            {
                var page = Squeeze(pages[index / 4 * 2]);
                Assert.All(Items(member), item => Assert.Contains(Squeeze(item), page));
                Assert.Contains(Squeeze(record.Address), page);
            }
        }
    }

    [Fact]
    public void Every_page_has_the_issue_number_and_its_place_among_the_sheets()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Household(9)));
        foreach (var (index, page) in DebianTool.PopplerText(pdf).Index())
        {
            Assert.Contains($"発行番号 {Samples.Issue.Number}", page);
            Assert.Contains($"{index / 2 + 1}／3", page);
            Assert.Equal(index % 2 == 1, page.Contains("裏面"));
            Assert.Equal(index % 2 == 1, page.Contains("この証明書を受け取られた方へ"));
        }
    }

    [Fact]
    public void The_attestation_stands_on_the_last_sheet_alone_and_the_others_say_that_they_go_on()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Household(9)));
        var fronts = DebianTool.PopplerText(pdf).Where((_, i) => i % 2 == 0).ToArray();
        Assert.All(fronts[..2], f => Assert.Contains("次のページに続く", f));
        Assert.All(fronts[..2], f => Assert.DoesNotContain("証明する", f));
        Assert.Contains("この写しは、世帯全員の住民票の原本と相違ないことを証明する。", fronts[2]);
        Assert.Contains("令和8年11月18日", fronts[2]);
        Assert.Contains("葦原県若葉台市長", fronts[2]);
        Assert.Contains("以 下 余 白", fronts[2]);
    }

    [Fact]
    public void A_part_of_the_household_is_not_attested_as_the_whole()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Household(2) with { IsWholeHousehold = false }));
        Assert.Contains("世帯の一部の住民票の原本", DebianTool.PopplerText(pdf)[0]);
    }

    [Fact]
    public void An_individual_number_is_printed_only_when_given_000_22()
    {
        var with = Samples.Household(1);
        var without = with with { Members = [with.Members[0] with { IndividualNumber = null }] };
        using var first = new PdfOnDisk(Samples.Pdf(with));
        using var second = new PdfOnDisk(Samples.Pdf(without));
        Assert.Contains("1234 5678 9018", DebianTool.PopplerText(first)[0]);
        Assert.DoesNotContain("1234", DebianTool.PopplerText(second)[0].Replace("釜原1234番地", "", StringComparison.Ordinal));
        Assert.Equal(2, DebianTool.PopplerText(second)[0].Split("省略").Length - 1); // the number, and the resident code that is never given
    }

    [Fact]
    public void Items_left_out_are_printed_as_such()
    {
        var member = Samples.Head with { Relationship = null, Domicile = null, HeadOfRegister = null, IndividualNumber = null };
        using var pdf = new PdfOnDisk(Samples.Pdf(new ResidentRecordPage("若葉台市1番地", null, [member], false)));
        Assert.Equal(6, DebianTool.PopplerText(pdf)[0].Split("省略").Length - 1);
    }

    [Fact]
    public void A_foreign_resident_has_nationality_and_status_and_western_dates_in_place_of_a_register()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(new ResidentRecordPage("若葉台市1番地", "山田 マックス", [Samples.Foreigner], true)));
        var page = DebianTool.PopplerText(pdf)[0];
        Assert.Contains("1979年2月28日", page);
        Assert.Contains("2028年3月1日", page);
        Assert.Contains("国 籍 ・ 地 域", page);
        Assert.DoesNotContain("筆 頭 者", page);
    }

    [Fact]
    public void Nothing_on_any_face_collides_or_leaves_the_page()
    {
        for (var members = 1; members <= 9; members += 4)
            FaceGeometry.AssertClean(Samples.Press.Compose(Samples.Household(members), Samples.Issue));
    }

    [Fact]
    public void A_name_no_font_can_draw_makes_no_page()
    {
        var record = Samples.Household(1);
        var error = Assert.Throws<MissingGlyphException>(
            () => Samples.Press.Compose(record with { Members = [Samples.Head with { Name = "山田　😀" }] }, Samples.Issue));
        Assert.Equal(0x1F600, error.Scalar);
    }

    [Fact]
    public void A_substitution_is_refused_unless_allowed_and_then_reported()
    {
        var record = Samples.Household(1) with { HeadOfHousehold = "渡\U000E0100邉\U000E0102" };
        Assert.Throws<MissingGlyphException>(() => Samples.Press.Compose(record, Samples.Issue));
        var composed = Samples.Press.Compose(record, Samples.Issue, VariantPolicy.BaseCharacter);
        Assert.Contains(new GlyphSubstitution(0x9089, 0xE0102), composed.Substitutions);
        Assert.Empty(Samples.Press.Compose(Samples.Household(4), Samples.Issue, VariantPolicy.BaseCharacter).Substitutions);
    }

    [Theory]
    [InlineData("12345678901")]
    [InlineData("12345678901x")]
    [InlineData("１２３４５６７８９０１８")]
    public void An_individual_number_that_is_none_is_refused_without_being_shown(string number)
    {
        var record = Samples.Household(1) with { Members = [Samples.Head with { IndividualNumber = number }] };
        Assert.DoesNotContain(number, Assert.Throws<ArgumentException>(() => Samples.Press.Compose(record, Samples.Issue)).ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_record_of_nobody_or_of_a_crowd_is_refused(int members) =>
        Assert.Throws<ArgumentException>(() => Samples.Press.Compose(Samples.Household(members), Samples.Issue));

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    public void A_certificate_without_a_name_or_an_address_is_refused(string blank)
    {
        var record = Samples.Household(1);
        CertificateRecord[] records =
        [
            record with { Address = blank }, record with { Members = [Samples.Head with { Name = blank }] },
            Samples.Seal with { Address = blank }, Samples.Seal with { Name = blank },
        ];
        Assert.All(records, r => Assert.Throws<ArgumentException>(() => Samples.Press.Compose(r, Samples.Issue)));
    }

    [Fact]
    public void Records_do_not_show_what_they_hold_000_13()
    {
        var record = Samples.Household(2);
        Assert.Equal("ResidentRecordPage ResidentMember ForeignItems", $"{record} {record.Members[0]} {record.Members[1].Foreign}");
        Assert.Equal("SealRegistrationPage SealImprint", $"{Samples.Seal} {Samples.Seal.Imprint}");
    }

    static IEnumerable<string> Items(ResidentMember member) =>
        new[]
        {
            member.Name, member.Kana, member.FormerName, member.Relationship, member.Domicile, member.HeadOfRegister,
            member.PreviousAddress, Wareki.From(member.ResidentSince).ToString(), member.Foreign?.Alias, member.Foreign?.Nationality,
            member.Foreign?.Category, member.Foreign?.Status, member.Foreign?.Period, member.Foreign?.CardNumber,
        }.OfType<string>();

    /// <summary>Readers make of a wide space, a line's end and a gap whatever they like.</summary>
    static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
