using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Printing;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Tests.Approval;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Paper.Tests.Printing;

/// <summary>A PDF drawn from the file alone.</summary>
public sealed class PrintFileTests
{
    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void A_file_of_every_kind_is_printed_dot_by_dot_as_the_city_laid_it_out_000_54_000_56(string name)
    {
        var made = Samples.Press.Compose(SampleCertificates.All[name], Samples.Issue);
        for (var sheet = 1; sheet <= made.Sheets; sheet++)
            made.PutOnBack(sheet, ScrambleImage.Encode(made.EncodeFront(sheet)));
        var file = PrintFile.Read(made.ToPdf());
        Assert.Equal(made.Faces.Count, file.Faces);
        for (var face = 0; face < file.Faces; face++)
            Assert.True(made.DrawForPrinter(face).Words.SequenceEqual(file.Draw(face).Words), $"Face {face} differs.");
    }

    [Fact]
    public void What_is_written_is_read_in_the_order_in_which_it_is_drawn()
    {
        var text = string.Concat(PrintFile.Read(Samples.Pdf(Samples.Seal)).Characters(0).Select(char.ConvertFromUtf32));
        Assert.Contains("印鑑登録証明書", text.Replace("　", "", StringComparison.Ordinal));
        Assert.Contains("昭和63年12月31日", text);
        Assert.Contains("𠮷田　葛城邉", text); // without its selectors
    }

    [Fact]
    public void A_file_that_is_no_certificate_is_refused()
    {
        Assert.Equal(ScanFault.Damaged, Assert.Throws<ScanFileException>(() => PrintFile.Read("%PDF-1.7 and no more"u8.ToArray())).Fault);
        var other = Samples.Pdf(Samples.Seal);
        other[other.AsSpan().IndexOf(" re f\n"u8) + 4] = (byte)'S'; // the outline of what is cleared for the latent image
        Assert.Equal(ScanFault.NotSupported, Assert.Throws<ScanFileException>(() => PrintFile.Read(other).Draw(1)).Fault);
    }
}
