using KioskSim.Paper.Images.Files;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>A phone stores what its sensor saw and writes beside it how it was held.</summary>
public sealed class OrientationTests
{
    [Theory]
    [InlineData(1, 'I')]
    [InlineData(2, 'M')]
    [InlineData(3, 'I')]
    [InlineData(4, 'M')]
    [InlineData(5, 'I')]
    [InlineData(6, 'M')]
    [InlineData(7, 'I')]
    [InlineData(8, 'M')]
    public void A_phones_picture_stands_upright(byte orientation, char order)
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(75, 50)));
        workshop.Run("libjpeg-turbo-progs", "cjpeg", "-outfile", "a.jpg", "a.pgm");
        var plain = workshop.Read("a.jpg");
        byte[] file = [.. plain[..2], .. Exif(orientation, order), .. plain[2..]];
        workshop.Write("b.jpg", file);
        var theirs = Netpbm.ToGrey(workshop.Magick("b.jpg", "-auto-orient", "PGM:-"));

        var page = Assert.Single(ScanFile.Read(file, ScanLimits.Upload));

        Assert.InRange(Pictures.Farthest(theirs, page.Image), 0, 2);
        Assert.Equal(orientation >= 5 ? (50, 75) : (75, 50), (page.Image.Width, page.Image.Height));
    }

    [Fact]
    public void Exif_data_that_breaks_its_rules_is_passed_over()
    {
        using var workshop = new Workshop();
        workshop.Write("a.pgm", Netpbm.Pgm(SampleSheet.Grey(75, 50)));
        workshop.Run("libjpeg-turbo-progs", "cjpeg", "-outfile", "a.jpg", "a.pgm");
        var plain = workshop.Read("a.jpg");
        var exif = Exif(6, 'I');
        exif[14] = 200; // the folder lies beyond the end
        Assert.Equal(75, ScanFile.Read((byte[])[.. plain[..2], .. exif, .. plain[2..]], ScanLimits.Upload)[0].Image.Width);
    }

    /// <summary>An APP1 segment whose only field is the orientation.</summary>
    static byte[] Exif(byte orientation, char order)
    {
        byte[] low = [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];
        byte[] high = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        return [0xFF, 0xE1, 0, (byte)(8 + low.Length), .. "Exif\0\0"u8, .. order == 'I' ? low : high];
    }
}
