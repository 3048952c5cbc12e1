using System.Numerics;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Latent;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Paper.Tests.Latent;

public sealed class LatentImageTests
{
    static readonly LatentImage Image = LatentImage.Of(FontSet.Shared);

    [Fact]
    public void The_viewer_shows_the_hidden_letter_on_the_original_and_on_no_copy_000_58_000_59_000_60()
    {
        var certificate = Samples.Press.Compose(Samples.Seal, Samples.Issue);
        var original = Printer.Good.Print(certificate.DrawForPrinter(1), new Random(1));
        var viewer = new LatentViewer(Image);
        var contrast = viewer.View(original, SheetGeometry.LatentDots).Contrast;
        Assert.InRange(contrast, 0.3, 1);
        foreach (var (name, model) in Photocopier.Models)
        {
            var copied = viewer.View(model.Copy(original, Printer.Good, new Random(2)), SheetGeometry.LatentDots).Contrast;
            Assert.True(copied < contrast / 10, $"{name}: {copied:F3} of {contrast:F3}.");
        }
    }

    [Theory]
    [InlineData(0.8, 0.6, -0.9)]
    [InlineData(-1.3, -1.1, 0.4)]
    public void The_viewer_turns_and_moves_its_film_until_the_letter_shows_000_59(double skew, double x, double y)
    {
        var sheet = new Bitmap(1500, 1500);
        sheet.Or(Image.Picture, 278, 278);
        var scanned = new Scanner(600, skew, x, y, Blur: 0.02).Scan(Printer.Good.Print(sheet, new Random(1)), new Random(2));
        var seen = new LatentViewer(Image).View(scanned, new(278, 278, LatentImage.Side, LatentImage.Side));
        Assert.InRange(seen.Contrast, 0.15, 1);
        Assert.InRange(seen.Angle, skew - 0.06, skew + 0.06);
    }

    [Fact]
    public void What_is_hidden_is_no_darker_than_what_is_around_it()
    {
        var (hidden, around, hiddenInk, aroundInk) = (0, 0, 0, 0);
        const int middle = LatentImage.Side / 2;
        for (var y = middle - 190; y < middle + 190; y++)
        {
            for (var x = middle - 190; x < middle + 190; x++)
            {
                if (Image.Hidden[x, y])
                    (hidden, hiddenInk) = (hidden + 1, hiddenInk + (Image.Picture[x, y] ? 1 : 0));
                else
                    (around, aroundInk) = (around + 1, aroundInk + (Image.Picture[x, y] ? 1 : 0));
            }
        }

        Assert.InRange(hiddenInk / (double)hidden, 0.24, 0.26);
        Assert.InRange(aroundInk / (double)around, 0.24, 0.26);
    }

    [Fact]
    public void The_image_fills_its_room_of_40_millimetres()
    {
        var room = SheetGeometry.LatentDots;
        Assert.InRange(room.Width, LatentImage.Side, LatentImage.Side + 1);
        Assert.InRange(room.Height, LatentImage.Side, LatentImage.Side + 1);
        var inked = 0;
        foreach (var word in Image.Picture.Words)
            inked += BitOperations.PopCount(word);
        Assert.InRange(inked / (double)(LatentImage.Side * LatentImage.Side), 0.12, 0.25);
    }
}
