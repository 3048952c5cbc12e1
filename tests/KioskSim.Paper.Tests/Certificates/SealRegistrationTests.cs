using KioskSim.Paper.Certificates;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Certificates;

public sealed class SealRegistrationTests
{
    [Fact]
    public void The_page_says_who_registered_which_seal_and_when()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Seal));
        var pages = DebianTool.PopplerText(pdf);
        Assert.Equal(2, pages.Length);
        foreach (var item in (string[])["𠮷田 葛\U000E0100城邉\U000E010F", "ヨシダ カツラギベ", "髙﨑", "昭和63年12月31日", "第0012345号", "令和元年5月1日"])
            Assert.Contains(item, pages[0]);
        Assert.Contains("この写しは、登録されている印影と相違ないことを証明する。", pages[0]);
    }

    [Theory]
    [InlineData("王")]
    [InlineData("𠮷田")]
    [InlineData("長谷川")]
    [InlineData("若葉一郎")]
    [InlineData("邉\U000E010F次郎")]
    [InlineData("葛\U000E0100城か\u3099ん\u3099子")]
    [InlineData("若葉台市長之印章")]
    [InlineData("JOHN SMITH")]
    [InlineData("MAXIMILIAN ALEXANDER CHRISTOPHER VON HOHENZOLLERN")]
    [InlineData("マクシミリアン・アレクサンダー・クリストファー")]
    public void An_imprint_of_any_length_stays_within_its_ring_and_is_no_text(string text)
    {
        foreach (var diameter in (float[])[SealImprint.SmallestMillimetres, 15, SealImprint.LargestMillimetres])
        {
            var imprint = new SealImprint(text, diameter);
            var composed = Samples.Press.Compose(Samples.Seal with { Imprint = imprint }, Samples.Issue);
            var outlines = composed.Faces[0].Layers[0].Outlines;
            Assert.Equal(2, outlines.Length);
            var ring = FaceGeometry.Box(outlines[0]);
            var letters = FaceGeometry.Box(outlines[1]);
            Assert.Equal(PageSize.Millimetres(diameter), ring.Width, 0.1f);
            var (x, y) = (ring.X + ring.Width / 2, ring.Y + ring.Height / 2);
            foreach (var point in outlines[1].Outline.Points)
                Assert.True(MathF.Sqrt((point.X - x) * (point.X - x) + (point.Y - y) * (point.Y - y)) < 0.97f * ring.Width / 2, text);
            Assert.True(letters.Height > 0.15f * ring.Height && letters.Width > 0.33f * ring.Width);
            FaceGeometry.AssertClean(composed);
        }
    }

    [Theory]
    [InlineData("一")]
    [InlineData("𠮷田")]
    [InlineData("若葉一郎")]
    [InlineData("JOHN SMITH")]
    public void A_reader_draws_the_imprint_as_letters_in_a_ring_and_not_as_a_blot(string text)
    {
        var composed = Samples.Press.Compose(Samples.Seal with { Imprint = new SealImprint(text) }, Samples.Issue);
        var ring = FaceGeometry.Box(composed.Faces[0].Layers[0].Outlines[0]);
        using var pdf = new PdfOnDisk(composed.ToPdf());
        var (inked, all) = DebianTool.Drawn(pdf, ring);
        Assert.InRange((double)inked / all, 0.12, 0.5);
        var middle = DebianTool.Drawn(pdf, ring.Inset(0.2f * ring.Width, 0.2f * ring.Height));
        Assert.InRange((double)middle.Inked / middle.All, 0.03, 0.6);
    }

    [Fact]
    public void A_reader_draws_the_mayors_seal_as_letters_in_a_frame_and_not_as_a_blot()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Seal));
        var placed = Samples.Press.Compose(Samples.Seal, Samples.Issue).Faces[0].Layers[0].Parts.ToArray()
            .Single(p => p.Part.Outlines.Length == 2);
        var frame = FaceGeometry.Box(placed.Part.Outlines[0]).Moved(placed.X, placed.Y);
        Assert.Equal(PageSize.Millimetres(21), frame.Width, 0.1f);
        var (inked, all) = DebianTool.Drawn(pdf, frame);
        Assert.InRange((double)inked / all, 0.2, 0.55);
    }

    [Fact]
    public void A_seal_no_ordinance_accepts_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SealImprint("𠮷田", 7.9f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SealImprint("𠮷田", 25.1f));
        Assert.Throws<ArgumentException>(() => new SealImprint("　"));
        Assert.Throws<TextDoesNotFitException>(() => Samples.Pdf(Samples.Seal with { Imprint = new SealImprint(new string('田', 61)) }));
    }

    [Fact]
    public void A_foreign_residents_birth_is_by_the_western_year()
    {
        using var pdf = new PdfOnDisk(Samples.Pdf(Samples.Seal with { IsWesternCalendar = true }));
        Assert.Contains("1988年12月31日", DebianTool.PopplerText(pdf)[0]);
    }

    [Fact]
    public void Names_of_sixty_letters_fit()
    {
        foreach (var name in (string[])[Samples.LongName, Samples.Foreigner.Name])
            FaceGeometry.AssertClean(Samples.Press.Compose(Samples.Seal with { Name = name, OtherName = name }, Samples.Issue));
    }
}
