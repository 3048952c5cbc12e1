using KioskSim.Inquiry.Tests.Backs;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;

namespace KioskSim.Inquiry.Tests;

/// <summary>What comes out of the site for what goes in.</summary>
public sealed class VerdictTests : IDisposable
{
    readonly TestCity _city = new();
    readonly InquirySite _site;

    public VerdictTests() => _site = _city.Site();

    public static TheoryData<string, Verdict> Table => new()
    {
        { "genuine", Verdict.Genuine },
        { "upside down", Verdict.Genuine },
        { "torn", Verdict.Damaged },
        { "at 75 dpi", Verdict.TooCoarse },
        { "blank", Verdict.NoImage },
        { "signed by a forger", Verdict.NotOurs },
        { "sealed for another site", Verdict.NotOurs },
        { "of an unknown city", Verdict.NotOurs },
        { "of nobody", Verdict.NotOurs },
        { "on an unknown form", Verdict.FormUnknown },
        { "of no picture", Verdict.FormUnknown },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_back_has_its_verdict_000_57(string back, Verdict expected)
    {
        using var report = Examine(Back(back).Png());
        var page = Assert.Single(report.Pages);
        Assert.Equal((1, expected), (page.Page, page.Verdict));
        Assert.Equal(expected is Verdict.Genuine or Verdict.FormUnknown, page.City is not null);
        Assert.Equal(expected == Verdict.Genuine, page.Front is not null);
    }

    [Fact]
    public void What_is_shown_is_the_front_dot_by_dot_000_56_000_57()
    {
        using var report = Examine(Back("genuine").Png());
        var page = report.Pages[0];
        Assert.Equal(TestFront.Page(TestCity.IssueNumber, 1, 1).Words, page.Front!.Words);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(TestCity.IssueNumber), page.Sheet!.IssueNumber);
        Assert.Equal(TestCity.IssuedAt, page.Sheet.IssuedAt);
        Assert.Equal("葦原県若葉台市", page.City!.Japanese);
    }

    [Fact]
    public void Sheets_of_one_certificate_are_counted_in_one_file_or_in_several_000_57()
    {
        var backs = Enumerable.Range(1, 3).Select(sheet => ScannedBack.Of(_city.Parcel(sheet, 3))).ToArray();
        using (var all = Examine(ScannedBack.Pdf(backs)))
        {
            Assert.Equal([Verdict.Genuine, Verdict.Genuine, Verdict.Genuine], all.Pages.Select(p => p.Verdict));
            Assert.Empty(all.Missing);
        }

        using var one = Examine(backs[1].Png());
        Assert.Equal([1, 3], one.Missing);
        using var two = Examine(backs[2].Png(), backs[0].Png());
        Assert.Equal([2], two.Missing);
        Assert.Equal([1, 2], two.Pages.Select(p => p.Page));
    }

    [Fact]
    public void A_sheet_of_another_certificate_is_said_to_be_one_000_57()
    {
        var other = _city.Parcel(2, 2, "482013-20261118-000124");
        using var report = Examine(ScannedBack.Pdf(ScannedBack.Of(_city.Parcel(1, 2)), ScannedBack.Of(other)));
        Assert.Equal([Verdict.Genuine, Verdict.OfAnotherCertificate], report.Pages.Select(p => p.Verdict));
        Assert.Equal([2], report.Missing);
    }

    [Fact]
    public void More_pages_than_are_looked_at_are_refused_over_all_files_000_57()
    {
        var pages = new ScanLimits { Pages = 2 };
        var file = ScannedBack.Blank().Png();
        var refused = Assert.Throws<ScanFileException>(() => _site.Examine([file, file, file], pages));
        Assert.Equal(ScanFault.TooManyPages, refused.Fault);
    }

    [Fact]
    public void A_site_that_warmed_up_says_the_same_000_57()
    {
        _site.WarmUp();
        Every_back_has_its_verdict_000_57("genuine", Verdict.Genuine);
    }

    [Fact]
    public void What_was_read_is_wiped_000_57()
    {
        var report = Examine(Back("genuine").Png());
        var page = report.Pages[0];
        report.Dispose();
        Assert.True(page.Front!.Words.IndexOfAnyExcept(0ul) < 0);
        Assert.True(page.Sheet!.Picture.IndexOfAnyExcept((byte)0) < 0);
        Assert.True(page.Sheet.IssueNumber.IndexOfAnyExcept((byte)0) < 0);
    }

    [Fact]
    public async Task Many_inquiries_at_once_get_their_own_fronts_000_57()
    {
        var scans = Enumerable.Range(1, 4).Select(i => ScannedBack.Of(_city.Parcel(number: $"482013-20261118-{i:000000}")).Png()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            using var report = Examine(scans[i % 4]);
            Assert.Equal(TestFront.Page($"482013-20261118-{i % 4 + 1:000000}", 1, 1).Words, report.Pages[0].Front!.Words);
        }))).Soon();
    }

    public void Dispose() => _city.Dispose();

    InquiryReport Examine(params byte[][] files) => _site.Examine(files.Select(f => (ReadOnlyMemory<byte>)f), ScanLimits.Upload);

    GreyImage Back(string name) => name switch
    {
        "genuine" => ScannedBack.Of(_city.Parcel()),
        "upside down" => ScannedBack.Of(_city.Parcel()).UpsideDown(),
        "torn" => ScannedBack.Of(_city.Parcel()).Torn(),
        "at 75 dpi" => ScannedBack.Of(_city.Parcel()).Coarse(4),
        "blank" => ScannedBack.Blank(),
        "signed by a forger" => ScannedBack.Of(_city.Forged()),
        "sealed for another site" => ScannedBack.Of(_city.ForAnotherSite()),
        "of an unknown city" => ScannedBack.Of(_city.OfUnknownCity()),
        "of nobody" => ScannedBack.Of([.. Enumerable.Range(0, 3000).Select(i => (byte)i)]),
        "on an unknown form" => ScannedBack.Of(_city.OnUnknownForm()),
        "of no picture" => ScannedBack.Of(_city.OfNoPicture()),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
