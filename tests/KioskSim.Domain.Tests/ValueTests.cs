using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;

namespace KioskSim.Domain.Tests;

public sealed class ValueTests
{
    [Theory]
    [InlineData("13223", "132233")] // the check digits of two municipalities as published
    [InlineData("12203", "122033")]
    public void A_municipality_code_gets_the_published_check_digit(string five, string six) =>
        Assert.Equal(six, MunicipalityCode.FromFiveDigits(five).ToString());

    [Theory]
    [InlineData("132230")]
    [InlineData("13223")]
    [InlineData("1322３3")]
    [InlineData("")]
    public void A_wrong_municipality_code_is_refused(string text)
    {
        Assert.False(MunicipalityCode.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => new MunicipalityCode(text));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(999_999_999_999, true)]
    [InlineData(1_000_000_000_000, false)]
    public void A_resident_basic_cards_number_has_twelve_digits_001_41(long value, bool isOne)
    {
        Assert.Equal(isOne, JukiCardNumber.TryCreate(value, out var number));
        if (isOne)
            Assert.Equal((value, 12), (number.Value, number.ToString().Length));
        else
            Assert.Throws<ArgumentOutOfRangeException>(() => new JukiCardNumber(value));
    }

    [Fact]
    public void An_individual_number_never_prints_itself_000_13()
    {
        var number = IndividualNumber.FromElevenDigits("12345678901");
        Assert.DoesNotContain("12345678901", $"{number}");
        Assert.Equal(12, number.Reveal().Length);
        Assert.True(IndividualNumber.TryParse(number.Reveal(), out var again));
        Assert.Equal(number, again);
    }
}
