using KioskSim.City.Municipalities;

namespace KioskSim.City.Tests.Municipalities;

public sealed class OpeningHoursTests
{
    static readonly OpeningHours Hours = new(new TimeOnly(6, 30), new TimeOnly(23, 0));

    [Theory]
    [InlineData("2026-11-18T06:29:59.999+09:00", false)]
    [InlineData("2026-11-18T06:30:00.000+09:00", true)]
    [InlineData("2026-11-18T22:59:59.999+09:00", true)]
    [InlineData("2026-11-18T23:00:00.000+09:00", false)]
    [InlineData("2026-11-18T00:00:00.000+09:00", false)]
    [InlineData("2026-11-17T21:30:00.000+00:00", true)] // 06:30 in Japan, on another clock
    [InlineData("2026-11-18T14:00:00.000+00:00", false)]
    public void A_kind_is_open_from_half_past_six_until_eleven_at_night_000_25(string at, bool open) =>
        Assert.Equal(open, Hours.IsOpen(DateTimeOffset.Parse(at)));

    [Theory]
    [InlineData("2026-12-28T22:59:59+09:00", true)]
    [InlineData("2026-12-29T06:30:00+09:00", false)]
    [InlineData("2026-12-31T12:00:00+09:00", false)]
    [InlineData("2027-01-01T12:00:00+09:00", false)]
    [InlineData("2027-01-03T22:59:59+09:00", false)]
    [InlineData("2027-01-04T06:29:59+09:00", false)]
    [InlineData("2027-01-04T06:30:00+09:00", true)]
    [InlineData("2026-12-28T15:00:00+00:00", false)] // the 29th in Japan
    [InlineData("2027-01-03T22:00:00+00:00", true)] // the 4th in Japan
    public void Nothing_is_issued_from_29_December_to_3_January_000_26(string at, bool open) =>
        Assert.Equal(open, Hours.IsOpen(DateTimeOffset.Parse(at)));
}
