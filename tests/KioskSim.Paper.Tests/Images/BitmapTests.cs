using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Images;

public sealed class BitmapTests
{
    [Fact]
    public void Inking_one_picture_with_another_is_inking_it_dot_by_dot()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var (page, ink) = (Any(random, 200, 20), Any(random, 150, 20));
            var (x, y) = (random.Next(-160, 220), random.Next(-25, 25));
            var expected = Dots(page);
            for (var row = 0; row < ink.Height; row++)
            {
                for (var column = 0; column < ink.Width; column++)
                {
                    if (x + column >= 0 && x + column < page.Width && y + row >= 0 && y + row < page.Height)
                        expected[y + row][x + column] |= ink[column, row];
                }
            }

            page.Or(ink, x, y);
            Assert.Equal(expected, Dots(page));
            AssertTailsAreEmpty(page);
        }
    }

    [Fact]
    public void Filling_a_box_inks_every_dot_of_it_and_no_other()
    {
        var random = new Random(2);
        for (var round = 0; round < 2000; round++)
        {
            var page = Any(random, 200, 20);
            var (x, y, width, height) = (random.Next(-80, 220), random.Next(-9, 25), random.Next(0, 200), random.Next(0, 20));
            var expected = Dots(page);
            for (var row = Math.Max(0, y); row < Math.Min(page.Height, y + height); row++)
            {
                for (var column = Math.Max(0, x); column < Math.Min(page.Width, x + width); column++)
                    expected[row][column] = true;
            }

            page.Fill(x, y, width, height);
            Assert.Equal(expected, Dots(page));
            AssertTailsAreEmpty(page);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(63, 5)]
    [InlineData(64, 5)]
    [InlineData(131, 70)]
    public void Another_program_reads_the_picture_from_its_file(int width, int height)
    {
        var bitmap = Any(new Random(3), width, height, exactly: true);
        var read = DebianTool.Picture(bitmap.ToPng(600));
        Assert.Equal(Dots(bitmap).SelectMany(d => d).Select(d => (byte)(d ? 0 : 255)), read.Pixels);

        var grey = new GreyImage(width, height);
        new Random(4).NextBytes(grey.Pixels);
        Assert.Equal(grey.Pixels, DebianTool.Picture(grey.ToPng(600)).Pixels);
    }

    static Bitmap Any(Random random, int width, int height, bool exactly = false)
    {
        var bitmap = exactly ? new Bitmap(width, height) : new Bitmap(random.Next(1, width), random.Next(1, height));
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
                bitmap[x, y] = random.Next(3) == 0;
        }

        return bitmap;
    }

    static bool[][] Dots(Bitmap bitmap) =>
        [.. Enumerable.Range(0, bitmap.Height).Select(y => Enumerable.Range(0, bitmap.Width).Select(x => bitmap[x, y]).ToArray())];

    static void AssertTailsAreEmpty(Bitmap bitmap)
    {
        if (bitmap.Width % 64 == 0)
            return;
        for (var y = 0; y < bitmap.Height; y++)
            Assert.Equal(0ul, bitmap.Row(y)[^1] & ulong.MaxValue >> (bitmap.Width % 64));
    }
}
