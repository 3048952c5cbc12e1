using System.Text;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Tests.Typesetting;

public sealed class FitTests
{
    static readonly Rect Box = new(100, 100, 200, 24);
    static readonly TextStyle Style = new(12, 8);

    [Theory]
    [InlineData(10, 12f, 1f, 1)] // as it is
    [InlineData(20, 10f, 1f, 1)] // shrunk
    [InlineData(25, 8f, 1f, 1)] // shrunk to the floor
    [InlineData(30, 8f, 0.83f, 1)] // and condensed
    [InlineData(40, 8f, 1f, 2)] // and broken, then no longer condensed
    [InlineData(60, 8f, 0.8f, 2)]
    public void A_text_is_shrunk_then_condensed_then_broken(int length, float size, float stretch, int lines)
    {
        var runs = Fit(new string('永', length), out _);
        Assert.Equal(lines, runs.Length);
        Assert.All(runs, r => Assert.Equal((size, stretch), (r.Size, r.Stretch)));
    }

    [Fact]
    public void A_text_beyond_all_is_refused_by_the_name_of_its_field()
    {
        var error = Assert.Throws<TextDoesNotFitException>(() => Fit(new string('永', 80), out _));
        Assert.Equal("氏名", error.Field);
        Assert.DoesNotContain("永", error.Message);
        Assert.Throws<TextDoesNotFitException>(() => Fit(new string(' ', 1_000_000), out _));
    }

    [Fact]
    public void Nothing_is_lost_and_nothing_leaves_the_box()
    {
        var random = new Random(7);
        string[] letters = ["永", "𠮷", "葛\U000E0100", "か\u3099", "ん\u3099", "W\u0304", "A", "b", " ", "、", "「", "ー", "i"];
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 90)).Select(_ => letters[random.Next(letters.Length)]));
            GlyphRun[] runs;
            DisplayList list;
            try
            {
                runs = Fit(text, out list);
            }
            catch (TextDoesNotFitException)
            {
                continue;
            }

            Assert.Equal(text, Text(list));
            foreach (var run in runs)
            {
                var end = run.X;
                foreach (var glyph in list.GlyphsOf(run))
                {
                    // Spaces may hang over the end of a line.
                    if (glyph.Scalar != ' ')
                        end = run.X + (glyph.X + FontSet.Shared.Faces[run.Face].Advance(glyph.Id)) * run.Size * run.Stretch / 1000;
                }

                Assert.InRange(run.X, Box.X - 0.01f, Box.Right + 0.01f);
                Assert.InRange(end, Box.X - 0.01f, Box.Right + 0.01f);
                Assert.InRange(run.Y, Box.Y, Box.Bottom);
            }
        }
    }

    [Theory]
    [InlineData("永永永、永永", "永永|永、永|永")]
    [InlineData("永永「永」永", "永永|「永」|永")]
    [InlineData("永永ABC DE永", "永永|ABC |DE永")]
    [InlineData("ABCDEFGHIJKL", "ABCD|EFGH|IJKL")]
    [InlineData("永永永か\u3099永", "永永永|が永")]
    [InlineData("永永永\u3099永\u3099", "永永永\u3099|永\u3099")]
    [InlineData("永永永𣀁永", "永永永|𣀁永")] // U+23001 is no comma, though its low half reads like U+3001
    public void Lines_end_where_a_reader_expects_them_to(string text, string expected)
    {
        var glyphs = new Shaper(FontSet.Shared, VariantPolicy.Exact).Shape(text);
        Span<int> ends = stackalloc int[8];
        Assert.True(LineBreaks.TryBreak(glyphs, 3200, ends, out var count));
        var lines = new List<string>();
        for (var (line, first) = (0, 0); line < count; first = ends[line++])
            lines.Add(string.Concat(glyphs[first..ends[line]].ToArray().Select(g => Text(g.Scalar, g.Modifier))));
        Assert.Equal(expected.Normalize(), string.Join('|', lines).Replace("か\u3099", "が"));
    }

    static GlyphRun[] Fit(string text, out DisplayList list)
    {
        var canvas = new Canvas(FontSet.Shared, VariantPolicy.Exact);
        canvas.Fit(text, Box, Style, "氏名");
        list = canvas.Take();
        return list.Runs.ToArray();
    }

    static string Text(DisplayList list) => string.Concat(list.Glyphs.ToArray().Select(g => Text(g.Scalar, g.Modifier)));

    static string Text(int scalar, int modifier) => new Rune(scalar) + (modifier == 0 ? "" : new Rune(modifier).ToString());
}
