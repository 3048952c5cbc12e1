using System.Numerics;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Pdf;
using KioskSim.Paper.Tests.Certificates;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Ground;

public sealed class DeterrentGroundTests
{
    [Theory]
    [InlineData("写")]
    [InlineData("複製")]
    [InlineData("複写")]
    [InlineData("複写物")]
    [InlineData("COPY")]
    [InlineData("コピーです")]
    [InlineData("複写厳禁無効")]
    public void An_eighth_of_every_tile_is_inked_whatever_the_word_000_55(string word)
    {
        var tile = DeterrentGround.Of(FontSet.Shared, new GroundWord(word)).Tile;
        var inked = 0L;
        foreach (var words in tile.Words)
            inked += BitOperations.PopCount(words);
        Assert.Equal(tile.Width * (long)tile.Height, 8 * inked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    [InlineData("複 製")]
    [InlineData("複写禁止です。")]
    [InlineData("七文字もあるので")]
    public void A_word_that_is_none_is_refused(string word) => Assert.ThrowsAny<ArgumentException>(() => new GroundWord(word));

    [Fact]
    public void A_letter_that_no_font_has_is_an_error_not_a_gap() =>
        Assert.Throws<MissingGlyphException>(() => DeterrentGround.Of(FontSet.Shared, new GroundWord("𓀀")));

    [Fact]
    public void Poppler_inks_both_sides_of_a_sheet_dot_for_dot_as_they_were_made_000_55()
    {
        var ink = new BackInk().Ink;
        var modules = new Bitmap(70, 50);
        for (var (random, i) = (new Random(1), 0); i < 3500; i++)
            modules[i % 70, i / 70] = random.Next(2) == 0;
        var room = SheetGeometry.ScrambleDots;
        var image = new FaceImage(modules, room.X + 6, room.Y + 6, 6);
        var (front, back) = (Mark(SheetSide.Front), Mark(SheetSide.Back));
        using var file = PdfWriter.Write(
            new PdfTemplate(FontSet.Shared, [], ink), "試験", [new SheetFace(front, []), new SheetFace(back, [], image)]);
        using var pdf = new PdfOnDisk(file.Written.ToArray());
        Assert.Contains("No syntax or stream encoding errors found", DebianTool.Qpdf("--check", pdf.Path));
        AssertSame(ink.Draw(SheetSide.Front), DebianTool.Dots(pdf, 1, SheetInk.Dpi));
        var expected = ink.Draw(SheetSide.Back);
        image.Ink(expected);
        AssertSame(expected, DebianTool.Dots(pdf, 2, SheetInk.Dpi));
    }

    [Fact]
    public void On_the_screen_there_is_no_ground_and_on_paper_it_costs_little_room()
    {
        var certificate = Samples.Press.Compose(Samples.Seal, Samples.Issue);
        var (print, screen) = (certificate.ToPdf(), certificate.ToPdf(PdfUse.Screen));
        Assert.InRange(print.Length - screen.Length, 10_000, 45_000);
        using var pdf = new PdfOnDisk(screen);
        Assert.DoesNotContain("image", DebianTool.Poppler("pdfimages", "-list", pdf.Path));
    }

    /// <summary>
    /// Original and copies are looked at alike: from so far that the coarse dots run together, turned so that the rows lie level,
    /// stretched to all greys.
    /// </summary>
    [Fact]
    public void No_reader_finds_the_word_on_the_original_and_any_finds_it_on_every_copy_000_55_002_10()
    {
        var ground = DeterrentGround.Of(FontSet.Shared, GroundWord.Duplicate);
        var places = ground.Plan.Places(4960, 7016).Count();
        Assert.InRange(places, 28, 32);
        var sheet = new Bitmap(4960, 7016);
        ground.Ink(sheet);
        var original = Printer.Good.Print(sheet, new Random(1));
        Assert.Equal(0, WordsFound(original, places));
        foreach (var (name, model) in Photocopier.Models)
        {
            var found = WordsFound(model.Copy(original, Printer.Good, new Random(2)), places);
            Assert.True(28 * found >= 20 * places, $"{name}: {found} of {places}.");
        }
    }

    static int WordsFound(GreyImage paper, int most)
    {
        const int reading = 60;
        var seen = new Scanner(reading, Blur: 0.46, Noise: 0).Scan(paper, new Random(3));
        var (darkest, lightest) = (seen.Pixels.Min(), seen.Pixels.Order().ElementAt(seen.Pixels.Length * 19 / 20));
        var level = new GreyImage(seen.Width * 6 / 5, seen.Height * 6 / 5);
        for (var y = 0; y < level.Height; y++)
        {
            for (var x = 0; x < level.Width; x++)
            {
                var (dx, dy) = (x - level.Width / 2, y - level.Height / 2);
                var (u, v) = (seen.Width / 2 + (12 * dx + 5 * dy) / 13, seen.Height / 2 + (12 * dy - 5 * dx) / 13);
                var isPaper = u >= 6 && v >= 6 && u < seen.Width - 6 && v < seen.Height - 6;
                level.Row(y)[x] = isPaper ? (byte)Math.Clamp(255 * (seen.Row(v)[u] - darkest) / Math.Max(1, lightest - darkest), 0, 255) : (byte)255;
            }
        }

        return Math.Min(most, Printed.Squeeze(DebianTool.Tesseract(level)).Split("複製").Length - 1);
    }

    static SheetMark Mark(SheetSide side) => new(Samples.Issue.Subject, "1", Samples.Issue.IssuedAt, 1, 1, side);

    static void AssertSame(Bitmap expected, Bitmap drawn)
    {
        Assert.Equal((expected.Width, expected.Height), (drawn.Width, drawn.Height));
        Assert.True(expected.Words.SequenceEqual(drawn.Words), "Some dots differ.");
    }

    sealed class BackInk
    {
        public SheetInk Ink { get; } = BackSide.Ink(FontSet.Shared, GroundWord.Duplicate);
    }
}
