using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Tests.Typesetting;

public sealed class CellLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("永永永", "永永永")]
    [InlineData("永永永永", "永永永|永")]
    [InlineData("永永永、永", "永永|永、永")]
    [InlineData("永永「永永」", "永永|「永|永」")]
    [InlineData("葛\U000E0100葛\U000E0100葛\U000E0100葛\U000E0100", "葛\U000E0100葛\U000E0100葛\U000E0100|葛\U000E0100")]
    [InlineData("𠮷𠮷𠮷𠮷", "𠮷𠮷𠮷|𠮷")]
    [InlineData("か\u309Aか\u309Aか\u309Aか\u309A", "か\u309Aか\u309Aか\u309A|か\u309A")]
    [InlineData("永永永　永永", "永永永|永永")]
    [InlineData("ABCDEF", "ABC|DEF")]
    public void A_letter_is_a_cell_whatever_it_is_made_of(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', CellLines.Break(text, 3)));

    [Fact]
    public void Half_a_pair_is_kept_for_whoever_draws_it_to_refuse() => Assert.Equal(["永永\uD842", "永"], CellLines.Break("永永\uD842永", 3));

    [Fact]
    public void A_line_of_the_widest_letters_is_at_most_a_twentieth_wider_than_its_cells()
    {
        foreach (var face in FontSet.Shared.Faces)
            Assert.All(face.Scalars, scalar => Assert.InRange(face.Advance(face.Glyph(scalar)), 0, 1050));
    }
}
