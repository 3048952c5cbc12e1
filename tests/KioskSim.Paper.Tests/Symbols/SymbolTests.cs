using FsCheck;
using FsCheck.Fluent;
using KioskSim.Fixtures.BadInput;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Symbols;

namespace KioskSim.Paper.Tests.Symbols;

/// <summary>Pages to bytes and back; bytes that no page made. KIOSKSIM_FUZZ=100000 for a long run.</summary>
public sealed class SymbolTests
{
    static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
    static readonly SymbolEncoder Encoder = new();

    [Fact]
    public void Any_page_comes_back_as_it_was_000_56() => Prop.ForAll(Seeds, seed =>
    {
        var page = RandomPage.Draw(seed);
        RandomPage.AssertSame(page, SymbolDecoder.Decode(Encoder.Encode(page)));
    }).Check(FuzzRuns.Each(5));

    [Fact]
    public void The_same_page_is_the_same_bytes_whatever_was_encoded_before_and_on_however_many_threads()
    {
        SymbolPage[] pages = [.. Enumerable.Range(0, 50).Select(RandomPage.Draw)];
        var alone = pages.Select(page => Convert.ToHexString(new SymbolEncoder().Encode(page))).ToArray();
        var shared = new SymbolEncoder();
        var together = new string[4 * pages.Length];
        Parallel.For(0, together.Length, i => together[i] = Convert.ToHexString(shared.Encode(pages[i % pages.Length])));

        Assert.All(together.Index(), one => Assert.Equal(alone[one.Index % pages.Length], one.Item));
    }

    [Fact]
    public void A_picture_is_written_once_however_often_it_stands_there_and_whoever_made_it()
    {
        var letter = Noise(24);
        var once = Size(letter);
        Bitmap[] copies = [.. Enumerable.Range(0, 200).Select(i => i % 2 == 0 ? letter : RandomPage.Copy(letter))];

        Assert.InRange(Size(copies) - once, 0, 40);
        Assert.InRange(once, 24 * 24 / 8, 2 * 24 * 24 / 8);
    }

    [Fact]
    public void A_page_beyond_the_limits_is_refused_by_the_writer()
    {
        var empty = new SymbolPage(150, 1240, 1754, [], [], []);
        SymbolPage[] pages =
        [
            empty with { Dpi = 0 },
            empty with { Dpi = SymbolPage.MostDpi + 1 },
            empty with { Width = SymbolPage.MostDots + 1 },
            empty with { Ink = [new PlacedBitmap(new Bitmap(1, 1), SymbolPage.MostDots + 1, 0)] },
            empty with { Ink = [.. Enumerable.Repeat(new PlacedBitmap(new Bitmap(1, 1), 0, 0), SymbolPage.MostItems + 1)] },
            empty with { Ink = [new PlacedBitmap(new Bitmap(SymbolPage.MostDots, 210), 0, 0)] },
            empty with { Boxes = [new DotBox(0, 0, -1, 1)] },
            empty with { Parts = [new PlacedPartInk(-1, 0, 0)] },
        ];

        Assert.All(pages, page => Assert.Throws<ArgumentException>(() => Encoder.Encode(page)));
        RandomPage.AssertSame(empty, SymbolDecoder.Decode(Encoder.Encode(empty)));
    }

    [Fact]
    public void Damaged_bytes_are_a_page_within_the_limits_or_refused()
    {
        byte[][] samples = [.. Enumerable.Range(0, 20).Select(seed => Encoder.Encode(RandomPage.Draw(seed)))];
        Prop.ForAll(Damage.Any, damage => ReadsOrRefuses(Damage.To(samples[damage.Sample % samples.Length], damage.Damages))).Check(FuzzRuns.Seeded);
    }

    [Fact]
    public void Random_bytes_with_a_true_head_are_a_page_within_the_limits_or_refused() => Prop.ForAll(Seeds, seed =>
    {
        var chance = new Random(seed);
        var bytes = new byte[4 + chance.Next(400)];
        chance.NextBytes(bytes);
        (bytes[0], bytes[1], bytes[2], bytes[3]) = (1, 0, 0, (byte)Math.Min(chance.Next(256), bytes.Length - 4));
        ReadsOrRefuses(bytes);
    }).Check(FuzzRuns.Seeded);

    [Theory]
    [InlineData("")]
    [InlineData("010000")]
    [InlineData("02000000")]
    [InlineData("01FFFFFF")]
    [InlineData("01000000")]
    public void Heads_without_a_page_are_refused(string hex) =>
        Assert.Throws<SymbolFormatException>(() => SymbolDecoder.Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Bytes_left_over_are_refused()
    {
        var bytes = Encoder.Encode(RandomPage.Draw(1));
        Assert.Throws<SymbolFormatException>(() => SymbolDecoder.Decode([.. bytes, 0]));
    }

    static void ReadsOrRefuses(byte[] bytes)
    {
        try
        {
            var page = SymbolDecoder.Decode(bytes);
            Assert.True(SymbolLimits.Hold(page));
            RandomPage.AssertSame(page, SymbolDecoder.Decode(Encoder.Encode(page)));
        }
        catch (SymbolFormatException)
        {
            // as documented
        }
    }

    static int Size(params Bitmap[] letters) =>
        Encoder.Encode(new SymbolPage(150, 1240, 1754, [], [.. letters.Select((letter, i) => new PlacedBitmap(letter, 50 + 19 * i, 60))], [])).Length;

    static Bitmap Noise(int side)
    {
        var (picture, chance) = (new Bitmap(side, side), new Random(1));
        for (var i = 0; i < side * side; i++)
            picture[i % side, i / side] = chance.Next(2) == 0;
        return picture;
    }
}
