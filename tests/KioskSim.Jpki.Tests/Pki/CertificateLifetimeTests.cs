using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Tests.Pki;

public sealed class CertificateLifetimeTests
{
    [Theory]
    [InlineData("1980-06-01", "2026-11-18", "2036-06-01", "2031-06-01")]
    [InlineData("1980-11-19", "2026-11-18", "2036-11-19", "2030-11-19")] // the first birthday is tomorrow
    [InlineData("1980-11-18", "2026-11-18", "2036-11-18", "2031-11-18")] // today's birthday is not after the issue
    [InlineData("1980-06-01", "2026-11-18", "2028-06-01", "2028-06-01")] // never past the card's
    [InlineData("1980-06-01", "2026-11-18", "2026-11-18", "2026-11-18")]
    [InlineData("2000-02-29", "2026-11-18", "2036-02-28", "2031-02-28")] // on the 28th when there is no 29th
    [InlineData("2000-02-29", "2023-02-28", "2033-02-28", "2028-02-29")]
    [InlineData("2026-11-18", "2026-11-18", "2031-11-18", "2031-11-18")]
    public void A_certificate_is_good_until_the_fifth_birthday_and_never_past_the_cards_end(
        string birth, string issued, string cardExpiry, string expected) =>
        Assert.Equal(Day(expected), CertificateLifetime.LastDay(Day(birth), Day(issued), Day(cardExpiry)));

    [Theory]
    [InlineData("2026-11-19", "2026-11-18", "2036-06-01")]
    [InlineData("1980-06-01", "2026-11-18", "2026-11-17")]
    public void Dates_that_cannot_be_are_refused(string birth, string issued, string cardExpiry) =>
        Assert.Throws<ArgumentException>(() => CertificateLifetime.LastDay(Day(birth), Day(issued), Day(cardExpiry)));

    [Theory]
    [InlineData("2026-11-18T23:59:59+09:00", "2026-11-19T00:00:00+09:00")]
    [InlineData("2026-11-18T15:00:00+00:00", "2026-11-20T00:00:00+09:00")] // already the 19th in Japan
    public void A_certificate_is_usable_from_the_next_day_in_Japan(string issued, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected), CertificateLifetime.UsableFrom(DateTimeOffset.Parse(issued)));

    static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
