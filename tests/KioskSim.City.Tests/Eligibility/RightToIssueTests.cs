using KioskSim.City.Eligibility;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Domain.Values.CertificateKind;
using static KioskSim.Fixtures.Refusals;
using ResidentStatus = KioskSim.Registers.ResidentStatus;

namespace KioskSim.City.Tests.Eligibility;

/// <summary>What a city offers, and when; ages to the day. Who may have what is the table of <see cref="OutcomeTests"/>.</summary>
public sealed class RightToIssueTests : IDisposable
{
    readonly CityStore _city = new();

    [Theory]
    [InlineData("2027-02-27", UnderAge)]
    [InlineData("2027-02-28", null)]
    public void Who_was_born_on_29_February_is_fifteen_on_the_28th(string day, FlowErrorCode? expected)
    {
        _city.Clock.Now = DateTimeOffset.Parse($"{day}T12:00:00+09:00");
        var applicant = Subject(Rows.Head(1).With(p => p.BirthDate = "2012-02-29"));
        Assert.Equal(expected, RefusalOf(Town.Wakabadai, Asked(ResidentRecord), applicant));
    }

    [Fact]
    public void Fifteen_is_counted_in_Japans_days()
    {
        var applicant = Subject(Rows.Head(1).With(p => p.BirthDate = "2011-11-19"));
        _city.Clock.Now = DateTimeOffset.Parse("2026-11-18T14:59:59+00:00");
        Assert.Equal(UnderAge, RefusalOf(AlwaysOpen, Asked(ResidentRecord), applicant));
        _city.Clock.Now = DateTimeOffset.Parse("2026-11-18T15:00:00+00:00");
        Assert.Null(RefusalOf(AlwaysOpen, Asked(ResidentRecord), applicant));
    }

    [Theory]
    [InlineData(FamilyRegisterSupplement, 1, CertificateOptions.None, KindNotOffered)] // 002-02
    [InlineData(Income, 1, CertificateOptions.None, KindNotOffered)]
    [InlineData(ResidentRecord, 1, CertificateOptions.None, null)]
    [InlineData(ResidentRecord, 1, CertificateOptions.IndividualNumber, KindNotOffered)] // Kamahara prints none at kiosks (000-22)
    [InlineData(ResidentRecord, 1, (CertificateOptions)64, KindNotOffered)]
    [InlineData(SealRegistration, 1, CertificateOptions.WholeHousehold, KindNotOffered)]
    [InlineData(ResidentRecord, 5, CertificateOptions.Domicile, null)]
    [InlineData(ResidentRecord, 6, CertificateOptions.Domicile, TooManyCopies)]
    public void A_city_issues_what_it_offers_000_21_000_22(
        CertificateKind kind, int copies, CertificateOptions options, FlowErrorCode? expected)
    {
        var applicant = Subject(Rows.Head(1));
        Assert.Equal(expected, RefusalOf(Town.Kamahara, Asked(kind, copies, options), applicant));
    }

    [Theory]
    [InlineData("2026-11-18T06:29:00+09:00", Closed)]
    [InlineData("2026-11-18T06:30:00+09:00", null)]
    [InlineData("2026-11-18T22:59:00+09:00", null)]
    [InlineData("2026-11-18T23:00:00+09:00", Closed)]
    [InlineData("2026-12-29T12:00:00+09:00", Closed)]
    public void Nothing_is_issued_out_of_hours_000_25_000_26(string at, FlowErrorCode? expected)
    {
        _city.Clock.Now = DateTimeOffset.Parse(at);
        Assert.Equal(expected, RefusalOf(Town.Wakabadai, Asked(ResidentRecord), Subject(Rows.Head(1))));
    }

    [Theory]
    [InlineData("2017-01-15T22:59:00+09:00", MunicipalityUnknown)]
    [InlineData("2017-01-16T06:30:00+09:00", null)]
    public void Before_its_service_starts_a_city_takes_no_part_000_19_000_20(string at, FlowErrorCode? expected)
    {
        _city.Clock.Now = DateTimeOffset.Parse(at);
        Assert.Equal(expected, RefusalOf(Town.Wakabadai, Asked(ResidentRecord), Subject(Rows.Head(1))));
    }

    [Fact]
    public void What_is_wrong_with_the_choice_is_said_before_what_is_wrong_with_the_person()
    {
        var deceased = Subject(Rows.Head(1).With(p => p.Standing.Status = (int)ResidentStatus.Deceased));
        Assert.Equal(TooManyCopies, RefusalOf(Town.Kamahara, Asked(ResidentRecord, copies: 6), deceased));
    }

    static Municipality AlwaysOpen { get; } = Town.Wakabadai with
    {
        Offers = [.. Town.Wakabadai.Offers.Select(o => o with { Hours = WeeklyHours.Daily(new(TimeOnly.MinValue, TimeOnly.MaxValue)) })],
    };

    static Wanted Asked(CertificateKind kind, int copies = 1, CertificateOptions options = CertificateOptions.None) =>
        new(kind, new Copies(copies), options, [1]);

    static Subject Subject(PersonRow head)
    {
        var read = HouseholdRowReader.Read(Rows.Household(1, head));
        return new Subject(Town.Here, new Applicant(read, read.Household.Head, SealRowReader.Read(Rows.Seal()).Seal, [])) { Source = [] };
    }

    FlowErrorCode? RefusalOf(Municipality city, Wanted asked, Subject subject) =>
        Refusal(() => _city.Right.Check(city, Kiosk, asked, subject));

    static KioskId Kiosk { get; } = new("kiosk-1");

    public void Dispose() => _city.Dispose();
}
