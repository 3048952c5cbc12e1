using System.Buffers.Binary;
using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Tests.Fonts;

public sealed class FaceTests
{
    static readonly Lazy<byte[]> ExBytes = new(() => File.ReadAllBytes(FontFolder.Find("ipaexm.ttf")));

    [Fact]
    public void Names_and_measures_are_the_files_own()
    {
        var (ex, mj) = (FontSet.Shared.Faces[0], FontSet.Shared.Faces[1]);
        Assert.Equal(("IPAexMincho", "IPAmjMincho"), (ex.PostScriptName, mj.PostScriptName));
        Assert.Equal((2048, 12239, 880, -120), (ex.UnitsPerEm, ex.GlyphCount, ex.Ascent, ex.Descent));
        Assert.Equal(1000, ex.Advance(ex.Glyph('永')));
        Assert.Equal(500, ex.Advance(ex.Glyph('ｱ')));
    }

    [Fact]
    public void The_segmented_map_and_the_grouped_map_of_one_font_agree()
    {
        var grouped = Face.Read(ExBytes.Value);
        var bytes = (byte[])ExBytes.Value.Clone();
        RemoveGroupedMap(bytes);
        var segmented = Face.Read(bytes);
        Assert.NotEqual(0, grouped.Glyph(0x2000B));
        Assert.Equal(0, segmented.Glyph(0x2000B));
        Assert.Equal(grouped.Scalars.Where(c => c <= 0xFFFF), segmented.Scalars);
        Assert.All(segmented.Scalars, c => Assert.Equal(grouped.Glyph(c), segmented.Glyph(c)));
    }

    [Fact]
    public void Outlines_fill_the_boxes_the_font_gives_for_them()
    {
        foreach (var face in FontSet.Shared.Faces)
        {
            // A few boxes of the files count the control points in; they are off by a little.
            var offs = new List<float>();
            for (var glyph = 1; glyph < face.GlyphCount; glyph += 13)
                offs.Add(OffBox(face, (ushort)glyph));
            Assert.All(offs, off => Assert.InRange(off, 0, 25));
            Assert.True(offs.Count(off => off <= 1) > 0.95 * offs.Count);
        }
    }

    [Theory]
    [InlineData('é')]
    [InlineData('Ặ')]
    public void A_composite_glyph_is_drawn_from_its_parts(char letter)
    {
        var face = DejaVu();
        Assert.True(BinaryPrimitives.ReadInt16BigEndian(face.GlyphData(face.Glyph(letter))) < 0, "The glyph is no composite.");
        Assert.InRange(OffBox(face, face.Glyph(letter)), 0, 1);
    }

    [Fact]
    public void A_broken_font_is_a_typed_error_and_nothing_else()
    {
        var random = new Random(20261118);
        var original = ExBytes.Value;
        var bytes = (byte[])original.Clone();
        var broken = 0;
        for (var round = 0; round < 300; round++)
        {
            // Most hits go where structure is: the table directory and the tables it leads to, not the outlines.
            var entry = 12 + 16 * random.Next(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4)));
            var offset = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(entry + 8));
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(entry + 12));
            var at = random.Next(4) == 0 ? random.Next(12 + 16 * 20) : offset + random.Next(Math.Min(length, 512));
            bytes[at] ^= (byte)(1 << random.Next(8));
            try
            {
                var face = Face.Read(bytes);
                foreach (var c in "永あA𠮷")
                    _ = face.Outline(face.Glyph(c)).Points.Length + face.Advance(face.Glyph(c)) + face.Metrics(face.Glyph(c)).Advance;
                _ = face.Glyph(0x845B, 0xE0100);
            }
            catch (FontFileException)
            {
                broken++;
            }

            bytes[at] = original[at];
        }

        Assert.InRange(broken, 20, 299);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(400)]
    [InlineData(100_000)]
    public void A_font_cut_short_is_a_typed_error(int length) =>
        Assert.Throws<FontFileException>(() => Face.Read(ExBytes.Value.AsMemory(0, length)));

    [Fact]
    public void A_file_that_cannot_be_opened_is_a_typed_error() =>
        Assert.Throws<FontFileException>(() => Face.Open(Path.Combine(Path.GetTempPath(), "no-such-font.ttf")));

    /// <summary>Debian's DejaVu, for what the IPA fonts do not have.</summary>
    internal static Face DejaVu()
    {
        try
        {
            return Face.Open(FontFolder.Find("DejaVuSans.ttf"));
        }
        catch (FontFileException)
        {
            Assert.Skip("DejaVuSans.ttf is not installed (Debian package fonts-dejavu-core).");
            throw;
        }
    }

    /// <summary>By how many thousandths of an em the outline's ends and the font's box for it differ.</summary>
    static float OffBox(Face face, ushort glyph)
    {
        var ink = face.Ink(glyph);
        var points = EndPoints(face.Outline(glyph));
        if (points.Count == 0)
            return ink == default ? 0 : float.PositiveInfinity;
        return new[]
        {
            ink.Left - 1000 * points.Min(p => p.X), ink.Right - 1000 * points.Max(p => p.X),
            ink.Bottom - 1000 * points.Min(p => p.Y), ink.Top - 1000 * points.Max(p => p.Y),
        }.Max(Math.Abs);
    }

    /// <summary>Points on the curve: contours of these fonts have one wherever they turn back.</summary>
    static List<Vector2> EndPoints(Outline outline)
    {
        var ends = new List<Vector2>();
        var points = outline.Points;
        foreach (var verb in outline.Verbs)
        {
            if (verb == OutlineVerb.Close)
                continue;
            var count = verb == OutlineVerb.Curve ? 3 : 1;
            ends.Add(points[count - 1]);
            points = points[count..];
        }

        return ends;
    }

    static void RemoveGroupedMap(byte[] font)
    {
        var span = font.AsSpan();
        for (var entry = 12; ; entry += 16)
        {
            if (!span.Slice(entry, 4).SequenceEqual("cmap"u8))
                continue;
            var cmap = span[BinaryPrimitives.ReadInt32BigEndian(span[(entry + 8)..])..];
            for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(cmap[2..]); i++)
            {
                var table = cmap[BinaryPrimitives.ReadInt32BigEndian(cmap[(8 + 8 * i)..])..];
                if (BinaryPrimitives.ReadUInt16BigEndian(table) == 12)
                    BinaryPrimitives.WriteUInt16BigEndian(table, 99);
            }

            return;
        }
    }
}
