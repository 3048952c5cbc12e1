using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Symbols;

namespace KioskSim.Paper.Tests.Symbols;

/// <summary>Pages of any content: letters like letters, noise, wide and high pictures, the same again, places beyond the edges.</summary>
static class RandomPage
{
    public static SymbolPage Draw(int seed)
    {
        var chance = new Random(seed);
        List<Bitmap> pictures = [.. Enumerable.Range(0, 1 + chance.Next(40)).Select(_ => Picture(chance))];
        pictures.AddRange([.. pictures.Take(3).Select(Copy)]);
        var (x, y) = (100, 100);
        var ink = new List<PlacedBitmap>();
        for (var count = chance.Next(200); count > 0; count--)
        {
            (x, y) = chance.Next(20) == 0 ? (chance.Next(-3_000, 3_000), chance.Next(-3_000, 3_000)) : (x + 19 + chance.Next(2), y);
            ink.Add(new PlacedBitmap(pictures[chance.Next(pictures.Count)], Math.Clamp(x, -20_000, 20_000), y));
        }

        return new SymbolPage(
            chance.Next(1, SymbolPage.MostDpi + 1), chance.Next(1, SymbolPage.MostDots + 1), chance.Next(1, SymbolPage.MostDots + 1),
            [.. Enumerable.Range(0, chance.Next(30)).Select(_ => new PlacedPartInk(chance.Next(200), Place(chance), Place(chance)))],
            ink,
            [.. Enumerable.Range(0, chance.Next(30)).Select(_ => new DotBox(Place(chance), Place(chance), chance.Next(20_001), chance.Next(100)))]);
    }

    public static void AssertSame(SymbolPage expected, SymbolPage actual)
    {
        Assert.Equal((expected.Dpi, expected.Width, expected.Height), (actual.Dpi, actual.Width, actual.Height));
        Assert.Equal(expected.Parts, actual.Parts);
        Assert.Equal(expected.Boxes, actual.Boxes);
        Assert.Equal(expected.Ink.Select(placed => (placed.X, placed.Y)), actual.Ink.Select(placed => (placed.X, placed.Y)));
        foreach (var (one, other) in expected.Ink.Zip(actual.Ink))
        {
            Assert.Equal((one.Bitmap.Width, one.Bitmap.Height), (other.Bitmap.Width, other.Bitmap.Height));
            Assert.True(one.Bitmap.Words.SequenceEqual(other.Bitmap.Words));
        }
    }

    public static Bitmap Copy(Bitmap picture)
    {
        var copy = new Bitmap(picture.Width, picture.Height);
        picture.Words.CopyTo(copy.Words);
        return copy;
    }

    static int Place(Random chance) => chance.Next(-SymbolPage.MostDots, SymbolPage.MostDots + 1);

    /// <summary>Strokes, nothing, everything or noise, mostly of a letter's size.</summary>
    static Bitmap Picture(Random chance)
    {
        var large = chance.Next(10) == 0;
        var picture = new Bitmap(1 + chance.Next(large ? 200 : 25), 1 + chance.Next(large ? 200 : 25));
        var kind = chance.Next(6);
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            var (y, x) = Math.DivRem(i, picture.Width);
            picture[x, y] = kind switch
            {
                0 => false,
                1 => true,
                2 => chance.Next(2) == 0,
                _ => x % 7 < 3 || y % 9 < 2,
            };
        }

        return picture;
    }
}
