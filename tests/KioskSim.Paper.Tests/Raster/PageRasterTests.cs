using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Tests.Approval;
using KioskSim.Paper.Tests.Certificates;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Tests.Pdf;
using KioskSim.Paper.Tests.Tools;
using GreyImage = KioskSim.Paper.Images.GreyImage;

namespace KioskSim.Paper.Tests.Raster;

public sealed class PageRasterTests
{
    /// <summary>Of 255: poppler's grey from which on a dot counts as inked, as ours do.</summary>
    const int Threshold = 255 - 255 / 4;

    /// <summary>Ink that is no mere trace of a stroke beside the dot, and a trace.</summary>
    const int Black = 128;
    const int Faint = 235;

    /// <summary>Letters are moved to the nearest dot here and not there; nothing else differs.</summary>
    const int Reach = 2;

    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void Every_face_is_inked_where_poppler_inks_the_pdf(string name)
    {
        var certificate = Samples.Press.Compose(SampleCertificates.All[name], Samples.Issue);
        using var pdf = new PdfOnDisk(certificate.ToPdf(PdfUse.Screen));
        var dpi = name.Length % 2 == 0 ? 150 : 300;
        for (var face = 0; face < 2; face++)
            AssertAlike(DebianTool.Page(pdf, face + 1, dpi), certificate.Draw(face, dpi));
    }

    [Theory]
    [InlineData(150)]
    [InlineData(300)]
    public void Letters_on_whole_dots_have_the_dots_that_poppler_gives_them(int dpi)
    {
        const string letters = "永鬱邉𠮷葛城戸籍証明書のがプQgあ一丁目";
        var list = new DisplayList();
        foreach (var (index, letter) in letters.EnumerateRunes().Index())
        {
            var found = FontSet.Shared.Find(letter.Value);
            list.BeginRun(found.Face, 12 + index % 3, 1, 0.48f * (40 + 60 * index), 0.48f * (200 + 100 * (index % 3)));
            list.Add(new Glyph(found.Glyph, 0, letter.Value, 0));
        }

        var ours = new PageRaster(FontSet.Shared, [], dpi);
        using var pdf = new PdfOnDisk(PdfTests.Write(FontSet.Shared, list));
        var theirs = DebianTool.Page(pdf, 1, dpi);
        var page = ours.Draw(ours.Place(list));
        var inked = theirs.Pixels.Count(p => p < Threshold);
        Assert.InRange(inked, 3000, 30_000);
        Assert.InRange(Differing(theirs, page, 0, 0), 0, inked / 25);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void The_same_page_has_the_same_dots_on_any_number_of_threads_and_in_any_order(int threads)
    {
        var records = SampleCertificates.All.Values.ToArray();
        string[] Pages(CertificatePress press, int[] order, int parallel)
        {
            var digests = new string[records.Length];
            Parallel.ForEach(order, new() { MaxDegreeOfParallelism = parallel }, i =>
                digests[i] = Digest(press.Compose(records[i], Samples.Issue).Draw(0, 150)));
            return digests;
        }

        var order = Enumerable.Range(0, records.Length).ToArray();
        var expected = Pages(Samples.Press, order, 1);
        new Random(threads).Shuffle(order);
        var fonts = new FontSet(FontSet.Shared.Faces); // no letter of it is inked yet
        Assert.Equal(expected, Pages(new CertificatePress(fonts, Samples.City), order, threads));
    }

    [Theory]
    [InlineData("seal-registration", 150, "74277322253c031c087fdab2ac7d472591ff93d3f721e03113b517cf25648bea")]
    [InlineData("seal-registration", 600, "bf79cb5af7ea2383836dc3a59ad21391ef88b745a26c2ed81724e6c773e44e40")]
    [InlineData("resident-record-of-nine", 150, "e902873d77fa1036a0b144a293438996edc119bdf3b4e75d0c26fd2ca86c5b56")]
    [InlineData("resident-record-of-nine", 600, "6e16521ed13a6f8b7b879b21fb88397f82ea664ce3a43f5405a126ced2eb1721")]
    public void A_page_has_these_very_dots_on_any_machine(string name, int dpi, string digest) =>
        Assert.Equal(digest, Digest(Samples.Press.Compose(SampleCertificates.All[name], Samples.Issue).Draw(0, dpi)));

    [Fact]
    public void A_page_is_its_pieces_over_each_other_and_the_same_letter_the_same_bitmap()
    {
        var certificate = Samples.Press.Compose(Samples.Household(4), Samples.Issue);
        var page = certificate.Place(0, 150);
        Assert.All(page.Glyphs, g => Assert.True(g.Bitmap.Width < 64 && g.Bitmap.Height < 64));
        Assert.InRange(page.Glyphs.Count, 600, 700);
        Assert.InRange(page.Glyphs.Select(g => g.Bitmap).Distinct().Count(), 100, 250);
        Assert.Equal(page.Glyphs, certificate.Place(0, 150).Glyphs);
        Assert.Empty(page.Boxes);
        Assert.Equal(6, page.Parts.Count);

        var seal = Samples.Press.Compose(Samples.Seal, Samples.Issue).Place(0, 150);
        Assert.Equal(2, seal.Outlines.Count);
        Assert.InRange(seal.Outlines[0].Bitmap.Width, 88, 90); // 15 mm
    }

    [Theory]
    [InlineData(100, 827, 1169)]
    [InlineData(150, 1240, 1754)]
    [InlineData(600, 4960, 7016)]
    public void A_page_has_the_dots_of_a4(int dpi, int width, int height)
    {
        var page = Samples.Press.Compose(Samples.Seal, Samples.Issue).Draw(1, dpi);
        Assert.Equal((width, height), (page.Width, page.Height));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(601)]
    public void Other_resolutions_are_refused(int dpi) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Press.Compose(Samples.Seal, Samples.Issue).Draw(0, dpi));

    static string Digest(Bitmap page) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(page.Words)));

    static void AssertAlike(GreyImage theirs, Bitmap ours)
    {
        Assert.Equal((theirs.Width, theirs.Height), (ours.Width, ours.Height));
        for (var y = 0; y < ours.Height; y++)
        {
            var row = theirs.Row(y);
            for (var x = 0; x < ours.Width; x++)
            {
                if (ours[x, y] && !HasInkNear(theirs, x, y))
                    Assert.Fail($"({x}, {y}) is inked here alone.");
                if (row[x] < Black && !HasInkNear(ours, x, y))
                    Assert.Fail($"({x}, {y}) is left white here alone.");
            }
        }

        // Half a dot's move of a thin stroke makes many dots differ; but moved as a whole, the page would fit worse. Poppler rounds the
        // place of a letter up and to the left, so that way it takes two dots.
        var best = Differing(theirs, ours, 0, 0);
        foreach (var (x, y) in ((int, int)[])[(-2, 0), (1, 0), (0, -2), (0, 1)])
            Assert.True(best < 0.9 * Differing(theirs, ours, x, y), $"Moved by ({x}, {y}) it would not be worse.");
    }

    /// <summary>Dots that differ when ours is moved.</summary>
    static int Differing(GreyImage theirs, Bitmap ours, int x, int y)
    {
        var moved = new Bitmap(ours.Width, ours.Height);
        moved.Or(ours, x, y);
        var differing = 0;
        for (var row = 0; row < moved.Height; row++)
        {
            var greys = theirs.Row(row);
            for (var column = 0; column < moved.Width; column++)
                differing += greys[column] < Threshold == moved[column, row] ? 0 : 1;
        }

        return differing;
    }

    static bool HasInkNear(GreyImage page, int x, int y)
    {
        var (left, right) = (Math.Max(0, x - Reach), Math.Min(page.Width, x + Reach + 1));
        for (var row = Math.Max(0, y - Reach); row <= Math.Min(page.Height - 1, y + Reach); row++)
        {
            if (page.Row(row)[left..right].ContainsAnyInRange((byte)0, (byte)Faint))
                return true;
        }

        return false;
    }

    static bool HasInkNear(Bitmap page, int x, int y)
    {
        for (var row = Math.Max(0, y - Reach); row <= Math.Min(page.Height - 1, y + Reach); row++)
        {
            for (var column = Math.Max(0, x - Reach); column <= Math.Min(page.Width - 1, x + Reach); column++)
            {
                if (page[column, row])
                    return true;
            }
        }

        return false;
    }
}
