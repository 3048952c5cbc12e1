using KioskSim.City.Municipalities;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Values;
using static KioskSim.City.Municipalities.Availability;
using static KioskSim.Domain.Values.CertificateKind;

namespace KioskSim.City.Tests.Municipalities;

/// <summary>What the shipped cities issue at which moment.</summary>
public sealed class AvailabilityTests
{
    [Theory]
    [InlineData("2026-11-18T06:29:59.999+09:00", Closed)]
    [InlineData("2026-11-18T06:30:00.000+09:00", Open)]
    [InlineData("2026-11-18T22:59:59.999+09:00", Open)]
    [InlineData("2026-11-18T23:00:00.000+09:00", Closed)]
    [InlineData("2026-11-18T00:00:00.000+09:00", Closed)]
    [InlineData("2026-11-17T21:30:00.000+00:00", Open)] // 06:30 in Japan, on another clock
    [InlineData("2026-11-18T14:00:00.000+00:00", Closed)]
    [InlineData("2026-11-22T12:00:00.000+09:00", Open)] // a Sunday
    [InlineData("2026-11-23T12:00:00.000+09:00", Open)] // a holiday
    public void A_record_is_issued_from_half_past_six_until_eleven_at_night_every_day_000_25_001_58_002_18(string at, Availability expected) =>
        Assert.Equal(expected, Of(Town.Wakabadai, ResidentRecord, at));

    [Theory]
    [InlineData("2026-12-28T22:59:59+09:00", Open)]
    [InlineData("2026-12-29T06:30:00+09:00", Closed)]
    [InlineData("2026-12-31T12:00:00+09:00", Closed)]
    [InlineData("2027-01-01T12:00:00+09:00", Closed)]
    [InlineData("2027-01-03T22:59:59+09:00", Closed)]
    [InlineData("2027-01-04T06:29:59+09:00", Closed)]
    [InlineData("2027-01-04T06:30:00+09:00", Open)]
    [InlineData("2026-12-28T15:00:00+00:00", Closed)] // the 29th in Japan
    [InlineData("2027-01-03T22:00:00+00:00", Open)] // the 4th in Japan
    public void Nothing_is_issued_from_29_December_to_3_January_000_26(string at, Availability expected) =>
        Assert.Equal(expected, Of(Town.Wakabadai, ResidentRecord, at));

    [Theory]
    [InlineData("2026-12-27T22:59:59+09:00", Open)]
    [InlineData("2026-12-28T06:30:00+09:00", Closed)]
    [InlineData("2027-01-05T22:59:59+09:00", Closed)]
    [InlineData("2027-01-06T06:30:00+09:00", Open)]
    public void A_city_may_close_for_longer(string at, Availability expected) =>
        Assert.Equal(expected, Of(Town.Of("482048"), ResidentRecord, at));

    [Theory]
    [InlineData("2026-11-18T08:59:59+09:00", Closed)]
    [InlineData("2026-11-18T09:00:00+09:00", Open)]
    [InlineData("2026-11-18T16:59:59+09:00", Open)]
    [InlineData("2026-11-18T17:00:00+09:00", Closed)]
    [InlineData("2026-11-21T12:00:00+09:00", Closed)] // a Saturday
    [InlineData("2026-11-22T12:00:00+09:00", Closed)] // a Sunday
    [InlineData("2026-11-23T12:00:00+09:00", Closed)] // a Monday, but a holiday
    public void Family_registers_may_be_issued_in_office_hours_only(string at, Availability expected) =>
        Assert.Equal(expected, Of(Town.Shiosaki, FamilyRegister, at));

    [Theory]
    [InlineData(FamilyRegister, "2026-11-28T17:29:59+09:00", Open)]
    [InlineData(FamilyRegister, "2026-11-28T17:30:00+09:00", Suspended)]
    [InlineData(FamilyRegisterSupplement, "2026-11-29T03:00:00+09:00", Suspended)]
    [InlineData(ResidentRecord, "2026-11-29T12:00:00+09:00", Open)]
    [InlineData(FamilyRegister, "2026-11-30T08:59:59+09:00", Suspended)]
    [InlineData(FamilyRegister, "2026-11-30T09:00:00+09:00", Open)]
    public void Maintenance_stops_the_kinds_it_names_001_48(CertificateKind kind, string at, Availability expected) =>
        Assert.Equal(expected, Of(Town.Wakabadai, kind, at));

    [Theory]
    [InlineData("2027-01-15T22:59:59+09:00", Open)]
    [InlineData("2027-01-16T12:00:00+09:00", Suspended)]
    [InlineData("2027-01-18T06:30:00+09:00", Open)]
    public void Maintenance_that_names_none_stops_all_001_48(string at, Availability expected) =>
        Assert.All(Town.Shiosaki.Offers.Where(o => o.Hours.Text.StartsWith("毎日", StringComparison.Ordinal)), o => Assert.Equal(expected, Of(Town.Shiosaki, o.Kind, at)));

    [Theory]
    [InlineData("2026-11-18T08:44:00+09:00", Closed)]
    [InlineData("2026-11-18T08:45:00+09:00", Open)]
    [InlineData("2026-11-18T19:59:59+09:00", Open)]
    [InlineData("2026-11-18T20:00:00+09:00", Closed)]
    [InlineData("2026-11-21T17:14:59+09:00", Open)]
    [InlineData("2026-11-21T17:15:00+09:00", Closed)]
    [InlineData("2026-11-23T12:00:00+09:00", Closed)]
    public void A_terminal_in_the_city_office_has_the_offices_hours_001_40(string at, Availability expected) =>
        Assert.Equal(expected, Of(Town.Shiosaki, ResidentRecord, at, "482021-T1"));

    [Fact]
    public void A_copy_costs_fifty_yen_less_at_a_kiosk_and_at_the_citys_terminal_001_42()
    {
        var record = Town.Shiosaki.Find(ResidentRecord)!;
        Assert.Equal(300, record.Fees.Counter.Amount);
        Assert.Equal(250, Town.Shiosaki.Fee(record, new KioskId("kiosk-1")).Amount);
        Assert.Equal(250, Town.Shiosaki.Fee(record, new KioskId("482021-T1")).Amount);
        var cheaper = Town.Shiosaki with { Offers = [record with { Fees = record.Fees with { Terminal = new Yen(150) } }] };
        Assert.Equal(150, cheaper.Fee(cheaper.Offers[0], new KioskId("482021-T1")).Amount);
        Assert.Equal(250, cheaper.Fee(cheaper.Offers[0], new KioskId("482021-T9")).Amount);
    }

    [Theory]
    [InlineData("2026-01-01", 2025)]
    [InlineData("2026-04-01", 2025)] // the fiscal year has begun, its tax is not assessed
    [InlineData("2026-06-09", 2025)]
    [InlineData("2026-06-10", 2026)]
    [InlineData("2026-12-31", 2026)]
    public void Tax_certificates_are_of_the_year_that_is_assessed(string day, int year) =>
        Assert.Equal(year, Town.Wakabadai.Taxes.YearOn(DateOnly.Parse(day)));

    [Theory]
    [InlineData("毎日6:30～23:00", "daily 6:30-23:00", 8, 8)]
    [InlineData("平日6:30～23:00", "Mon-Fri 6:30-23:00", 5, 5)]
    [InlineData("平日・土6:30～23:00、日・祝9:00～17:00", "Mon-Fri, Sat 6:30-23:00; Sun, holidays 9:00-17:00", 6, 8)]
    public void Hours_are_told_in_a_line(string japanese, string english, int longDays, int openDays)
    {
        var hours = new WeeklyHours(day => (int)day < longDays ? new(new(6, 30), new(23, 0)) : (int)day < openDays ? new(new(9, 0), new(17, 0)) : null);
        Assert.Equal((japanese, english), (hours.Text, hours.TextEnglish));
    }

    static Availability Of(Municipality city, CertificateKind kind, string at, string kiosk = "kiosk-1") =>
        city.AvailabilityOf(city.Find(kind)!, city.FindTerminal(new KioskId(kiosk)), DateTimeOffset.Parse(at));
}
