using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Tests.Fonts;

public sealed class LookupTests
{
    const byte Ex = 0;
    const byte Mj = 1;

    [Theory]
    [InlineData(0x9AD9, 0, Ex)] // 髙
    [InlineData(0xFA11, 0, Ex)] // 﨑
    [InlineData(0x5FB7, 0, Ex)] // 德
    [InlineData(0x20BB7, 0, Mj)] // 𠮷 is in the second font only
    [InlineData(0x845B, 0xE0100, Ex)] // 葛: Adobe-Japan1 sequences are in the first font
    [InlineData(0x845B, 0xE0102, Mj)] // and Moji_Joho sequences in the second
    [InlineData(0x9089, 0xE010F, Mj)] // 邉
    [InlineData(0x9089, 0xE011F, Mj)]
    public void A_character_or_sequence_is_drawn_by_the_first_font_that_has_exactly_it(int scalar, int selector, byte face)
    {
        var found = FontSet.Shared.Find(scalar, selector);
        Assert.True(found.Exists);
        Assert.False(found.IsSubstitute);
        Assert.Equal(face, found.Face);
    }

    [Fact]
    public void A_default_sequence_is_the_base_character_and_no_substitute()
    {
        var found = FontSet.Shared.Find(0x845B, 0xE0101);
        Assert.Equal(FontSet.Shared.Find(0x845B), found);
        Assert.NotEqual(found.Glyph, FontSet.Shared.Find(0x845B, 0xE0100).Glyph);
    }

    [Theory]
    [InlineData(0x9089, 0xE0102)] // 邉 has E010F to E011F here
    [InlineData(0x9AD9, 0xE0100)]
    public void A_sequence_that_no_font_has_gives_the_base_character_as_a_substitute(int scalar, int selector) =>
        Assert.Equal(FontSet.Shared.Find(scalar) with { IsSubstitute = true }, FontSet.Shared.Find(scalar, selector));

    [Theory]
    [InlineData(0x1F600, 0)]
    [InlineData(0x1F600, 0xFE0F)]
    [InlineData(0x10FFFF, 0)]
    [InlineData(0xD800, 0)]
    [InlineData(0, 0)]
    public void A_character_that_no_font_has_is_not_found(int scalar, int selector) =>
        Assert.False(FontSet.Shared.Find(scalar, selector).Exists);

    [Fact]
    public void Every_sequence_the_fonts_list_is_found_exactly()
    {
        foreach (var face in FontSet.Shared.Faces)
        {
            Assert.True(face.Sequences.Count() > 400);
            Assert.All(face.Sequences, s => Assert.NotEqual(0, face.Glyph(s.Scalar, s.Selector)));
            Assert.All(face.Sequences, s => Assert.False(FontSet.Shared.Find(s.Scalar, s.Selector).IsSubstitute));
        }
    }

    [Fact]
    public void A_font_that_is_nowhere_is_an_error_that_says_how_to_get_it() =>
        Assert.Contains("make fonts", Assert.Throws<FontFileException>(() => FontFolder.Find("no-such-font.ttf")).Message);
}
