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
