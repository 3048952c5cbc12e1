using KioskSim.Paper.Printing;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Paper.Tests.Printing;

/// <summary>What an alterer changes on a front.</summary>
public sealed class AlteredCharacterTests
{
    [Theory]
    [InlineData("山田太郎", "氏名山田　太郎世帯主山田 太郎", "郎", "美", 6, 14)]
    [InlineData("山田　美", "山田美", "美", "真", 2)]
    [InlineData("ANN LEE", "ANN LEE", "E", "M", 6)]
    [InlineData("山田　葛󠄀", "山田　葛", "葛", "美", 3)]
    [InlineData("山田太郎", "山田次郎", "", "")]
    [InlineData("山田2", "山田2", "", "")]
    [InlineData("　", "山田", "", "")]
    public void A_name_is_changed_in_its_last_character_wherever_it_stands(string name, string face, string before, string after, params int[] places)
    {
        var altered = AlteredCharacter.OfName(Face(face), name);
        Assert.Equal(places, altered.Select(a => a.Number));
        Assert.All(altered, a => Assert.Equal((before, after), (face[a.Number].ToString(), char.ConvertFromUtf32(a.Scalar))));
    }

    [Theory]
    [InlineData("生年月日昭和63年12月31日", 7, '7')]
    [InlineData("平成元年1月8日令和8年1月1日", 10, '4')]
    [InlineData("昭和 45 年 1 月 2 日", 4, '1')]
    public void A_date_is_changed_in_the_last_digit_of_its_year(string face, int place, char after) =>
        Assert.Equal([new AlteredCharacter(place, after)], AlteredCharacter.OfDate(Face(face)));

    [Theory]
    [InlineData("令和8年度")]
    [InlineData("1988-12-31")]
    [InlineData("")]
    public void Where_no_date_stands_nothing_is_changed(string face) => Assert.Empty(AlteredCharacter.OfDate(Face(face)));

    [Fact]
    public void What_is_printed_differs_there_and_nowhere_else()
    {
        var file = PrintFile.Read(Samples.Pdf(Samples.Seal));
        var altered = AlteredCharacter.OfDate(file.Characters(0));
        var (before, after) = (file.Draw(0), file.Draw(0, altered));
        var rows = Enumerable.Range(0, before.Height).Where(y => !before.Row(y).SequenceEqual(after.Row(y))).ToList();
        Assert.InRange(rows[^1] - rows[0], 10, 150); // a digit's height
        Assert.True(file.Draw(0, [new AlteredCharacter(altered[0].Number, file.Characters(0)[altered[0].Number])]).Words.SequenceEqual(before.Words), "The same digit is the same dots.");
    }

    static int[] Face(string text) => [.. text.Select(c => (int)c)];
}
