using KioskSim.Paper.Images;

namespace KioskSim.Paper.Symbols;

/// <summary>
/// One letter, or any other small picture, as bytes of its own: dot after dot, each as likely ink as ten dots around it make it in Mincho
/// type at 150 dpi (<see cref="GlyphStatistics"/>). Since nothing is learnt on the way, a letter's bytes are the same on every page.
/// </summary>
internal static class GlyphCode
{
    public const int Contexts = 1 << 10;

    public static byte[] Encode(Bitmap glyph, RangeEncoder encoder)
    {
        var statistics = GlyphStatistics.White;
        for (var y = 0; y < glyph.Height; y++)
        {
            var around = new Surroundings(glyph, y);
            var row = glyph.Row(y);
            for (var x = 0; x < glyph.Width; x++)
            {
                var bit = Surroundings.Dot(row, x);
                encoder.Put(bit, statistics[around.At(x)]);
                around.Add(bit);
            }
        }

        return encoder.Finish();
    }

    public static void Decode(ReadOnlySpan<byte> bytes, Bitmap glyph)
    {
        var statistics = GlyphStatistics.White;
        var decoder = new RangeDecoder(bytes);
        for (var y = 0; y < glyph.Height; y++)
        {
            var around = new Surroundings(glyph, y);
            var row = glyph.Row(y);
            for (var x = 0; x < glyph.Width; x++)
            {
                var bit = decoder.Take(statistics[around.At(x)]);
                row[x / 64] |= (ulong)bit << (63 - x % 64);
                around.Add(bit);
            }
        }
    }

    /// <summary>The ten dots, moving along a row: three two rows above, five in the row above, two to the left.</summary>
    public ref struct Surroundings
    {
        readonly ReadOnlySpan<ulong> _twoAbove;
        readonly ReadOnlySpan<ulong> _above;
        int _three;
        int _five;
        int _two;

        public Surroundings(Bitmap glyph, int y)
        {
            _twoAbove = y > 1 ? glyph.Row(y - 2) : [];
            _above = y > 0 ? glyph.Row(y - 1) : [];
            _three = Dot(_twoAbove, 0);
            _five = Dot(_above, 0) << 1 | Dot(_above, 1);
        }

        public static int Dot(ReadOnlySpan<ulong> row, int x) => x >> 6 < row.Length ? (int)(row[x >> 6] >> (63 - (x & 63))) & 1 : 0;

        /// <summary>To be asked once for each dot, from the left.</summary>
        public int At(int x)
        {
            _three = (_three << 1 | Dot(_twoAbove, x + 1)) & 7;
            _five = (_five << 1 | Dot(_above, x + 2)) & 31;
            return _three << 7 | _five << 2 | _two;
        }

        public void Add(int dot) => _two = (_two << 1 | dot) & 3;
    }
}
