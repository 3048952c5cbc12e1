using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Tests.Typesetting;

public sealed class ShaperTests
{
    readonly Shaper _exact = new(FontSet.Shared, VariantPolicy.Exact);

    [Fact]
    public void Every_character_becomes_one_glyph_that_knows_its_text()
    {
        var glyphs = _exact.Shape("𠮷髙﨑德葛󠄀邉󠄏A").ToArray();
        Assert.Equal([0x20BB7, 0x9AD9, 0xFA11, 0x5FB7, 0x845B, 0x9089, 'A'], glyphs.Select(g => g.Scalar));
        Assert.Equal([0, 0, 0, 0, 0xE0100, 0xE010F, 0], glyphs.Select(g => g.Modifier));
        Assert.Equal([1, 0, 0, 0, 0, 1, 0], glyphs.Select(g => (int)g.Face));
        Assert.DoesNotContain(glyphs, g => g.Id == 0);
    }

    [Theory]
    [InlineData("か\u3099", "が")]
    [InlineData("ハ\u309A", "パ")]
    [InlineData("ウ\u3099", "ヴ")]
    public void A_kana_with_a_combining_mark_is_the_composed_kana(string decomposed, string composed)
    {
        var expected = Assert.Single(_exact.Shape(composed).ToArray());
        var glyph = Assert.Single(_exact.Shape(decomposed).ToArray());
        Assert.Equal((expected.Face, expected.Id), (glyph.Face, glyph.Id));
        Assert.Equal((decomposed[0], decomposed[1]), ((char)glyph.Scalar, (char)glyph.Modifier));
    }

    [Fact]
    public void A_nasal_kana_without_a_code_point_of_its_own_is_one_designed_glyph()
    {
        var glyph = Assert.Single(_exact.Shape("か\u309A").ToArray());
        Assert.NotEqual(FontSet.Shared.Find('か').Glyph, glyph.Id);
    }

    [Theory]
    [InlineData("ん\u3099")]
    [InlineData("々\u309A")]
    public void A_kana_mark_no_font_composes_stands_at_the_right_of_the_letters_square(string text)
    {
        var glyph = Assert.Single(_exact.Shape(text).ToArray());
        Assert.Equal((text[0], text[1]), ((char)glyph.Scalar, (char)glyph.Modifier));
        var mark = Assert.NotNull(glyph.Mark);
        var (left, _, right, _) = FontSet.Shared.Faces[mark.Face].Ink(mark.Id);
        Assert.InRange(mark.Shift + left, 500, 1000);
        Assert.InRange(mark.Shift + right, 500, 1000);
    }

    [Theory]
    [InlineData("q\u0304")]
    [InlineData("W\u0304")]
    [InlineData("ÿ\u0301")]
    public void A_mark_above_is_centred_on_its_letter_and_clears_it(string text)
    {
        var glyph = Assert.Single(_exact.Shape(text).ToArray());
        var placed = Assert.NotNull(glyph.Mark);
        var letter = FontSet.Shared.Faces[glyph.Face].Ink(glyph.Id);
        var mark = FontSet.Shared.Faces[placed.Face].Ink(placed.Id);
        Assert.InRange(letter.Left + letter.Right - (mark.Left + mark.Right + 2 * placed.Shift), -2, 2);
        Assert.True(mark.Bottom + placed.Rise > letter.Top);
    }

    [Theory]
    [InlineData("q\u0304\u0301", 0x301)]
    [InlineData("葛\U000E0100\u3099", 0x3099)]
    public void A_second_mark_is_refused_and_not_dropped(string text, int scalar) =>
        Assert.Equal(scalar, Assert.Throws<MissingGlyphException>(() => _exact.Shape(text).Length).Scalar);

    [Theory]
    [InlineData("山😀田", 0x1F600)]
    [InlineData("山\u0007田", 7)]
    [InlineData("山\n田", '\n')]
    public void A_character_no_font_has_is_refused_by_its_code_point_alone(string text, int scalar)
    {
        var error = Assert.Throws<MissingGlyphException>(() => _exact.Shape(text).Length);
        Assert.Equal(scalar, error.Scalar);
        Assert.Contains($"U+{scalar:X4}", error.Message);
        Assert.DoesNotContain("山", error.ToString());
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.Equal(0xD842, Assert.Throws<MissingGlyphException>(() => _exact.Shape("山\uD842").Length).Scalar);
        Assert.Equal(0xDFB7, Assert.Throws<MissingGlyphException>(() => _exact.Shape("\uDFB7田").Length).Scalar);
    }

    [Fact]
    public void A_selector_with_nothing_before_it_is_refused() =>
        Assert.Equal(0xE0100, Assert.Throws<MissingGlyphException>(() => _exact.Shape("\U000E0100葛").Length).Scalar);

    [Fact]
    public void A_sequence_no_font_has_is_refused_when_exactness_is_asked()
    {
        var error = Assert.Throws<MissingGlyphException>(() => _exact.Shape("邉\U000E0102").Length);
        Assert.Equal((0x9089, 0xE0102), (error.Scalar, error.Selector));
    }

    [Fact]
    public void A_sequence_no_font_has_is_drawn_by_its_base_and_reported_once_where_allowed()
    {
        var lenient = new Shaper(FontSet.Shared, VariantPolicy.BaseCharacter);
        var glyphs = lenient.Shape("邉\U000E0102葛\U000E0100邉\U000E0102").ToArray();
        Assert.Equal(FontSet.Shared.Find(0x9089).Glyph, glyphs[0].Id);
        Assert.Equal(0xE0102, glyphs[0].Modifier);
        Assert.Equal([new GlyphSubstitution(0x9089, 0xE0102)], lenient.Substitutions);
    }

    [Fact]
    public void A_missing_base_is_refused_whatever_is_allowed() =>
        Assert.Throws<MissingGlyphException>(() => new Shaper(FontSet.Shared, VariantPolicy.BaseCharacter).Shape("😀\uFE0F").Length);
}
