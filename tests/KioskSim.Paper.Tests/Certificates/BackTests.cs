using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Tests.Approval;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Certificates;

/// <summary>What the backs of sheets say about their fronts.</summary>
public sealed class BackTests
{
    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void The_form_and_what_the_back_carries_make_the_front_dot_for_dot_000_56(string name)
    {
        var composed = Samples.Press.Compose(SampleCertificates.All[name], Samples.Issue);
        var form = FrontForm.Read(Samples.Press.Forms.Single(f => f.Digest.Span.SequenceEqual(composed.Form.Digest.Span)).File.Span);
        for (var sheet = 1; sheet <= composed.Sheets; sheet++)
        {
            var picture = composed.EncodeFront(sheet);
            Assert.InRange(picture.Length, 500, 8000);
            Assert.True(composed.Draw(2 * (sheet - 1), FrontForm.Dpi).Words.SequenceEqual(form.Draw(picture).Words), $"{name}, sheet {sheet}");
        }
    }

    [Fact]
    public void A_back_that_poppler_draws_and_nobody_scanned_yet_is_read_000_56_000_57()
    {
        var composed = Samples.Press.Compose(Samples.Household(9), Samples.Issue);
        var pictures = Enumerable.Range(1, composed.Sheets).Select(composed.EncodeFront).ToList();
        for (var sheet = 1; sheet <= composed.Sheets; sheet++)
            composed.PutOnBack(sheet, ScrambleImage.Encode(pictures[sheet - 1]));
        using var pdf = new PdfOnDisk(composed.ToPdf());
        for (var sheet = 1; sheet <= composed.Sheets; sheet++)
        {
            var reading = new ScrambleReader().Read(DebianTool.Page(pdf, 2 * sheet, 300));
            Assert.Equal(ScrambleFailure.None, reading.Failure);
            Assert.Equal(pictures[sheet - 1], reading.Payload);
        }
    }

    [Fact]
    public void No_two_kinds_have_one_form()
    {
        var forms = Samples.Press.Forms;
        Assert.Equal(6, forms.Count);
        Assert.Distinct(forms.Select(f => Convert.ToHexString(f.Digest.Span)));
    }

    [Fact]
    public void Another_citys_form_is_another()
    {
        var other = new CertificatePress(FontSet.Shared, Samples.City with { MayorName = "潮崎　二郎" });
        Assert.Empty(other.Forms.Select(f => Convert.ToHexString(f.Digest.Span)).Intersect(Samples.Press.Forms.Select(f => Convert.ToHexString(f.Digest.Span))));
    }

    [Fact]
    public void Bytes_that_are_no_form_are_refused()
    {
        var file = Samples.Press.Forms[0].File.ToArray();
        for (var i = 0; i < file.Length; i += 101)
            Assert.Throws<SymbolFormatException>(() => FrontForm.Read(file.AsSpan(0, i)));
        Assert.Throws<SymbolFormatException>(() => FrontForm.Read([.. file, 0]));
    }
}
