using KioskSim.City.Eligibility;
using KioskSim.City.Municipalities;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Domain.Values.CertificateKind;
using ResidentId = KioskSim.Registers.ResidentId;
using ResidentStatus = KioskSim.Registers.ResidentStatus;

namespace KioskSim.City.Tests.Eligibility;

/// <summary>Who may have what, as a table: who asks, alone or for the whole household, and what comes of each kind.</summary>
public sealed class RightToIssueTests : IDisposable
{
    readonly CityStore _city = new();
    readonly RightToIssue _right;

    public RightToIssueTests() => _right = new RightToIssue(_city.Suppressions, _city.Clock);

    /// <summary>A household of a head, who applies and has a seal, and a child, with one thing changed; null where issued.</summary>
    public static TheoryData<string, FlowErrorCode?, FlowErrorCode?, FlowErrorCode?> Table { get; } = new()
    {
        // who                              own record        whole household   seal certificate
        { "resident",                       null,             null,             null },
        { "move announced",                 MovedOut,         MovedOut,         MovedOut },
        { "moved out",                      MovedOut,         MovedOut,         MovedOut },
        { "deceased",                       ApplicantUnknown, ApplicantUnknown, ApplicantUnknown },
        { "protected",                      IssueSuppressed,  IssueSuppressed,  IssueSuppressed },
        { "protected, moved out",           MovedOut,         MovedOut,         MovedOut },
        { "fourteen, fifteen tomorrow",     UnderAge,         UnderAge,         UnderAge },
        { "fifteen today",                  null,             null,             null },
        { "child's move announced",         MovedOut,         MovedOut,         null },
        { "child moved out",                null,             null,             null },
        { "child deceased",                 null,             null,             null },
        { "child protected",                null,             IssueSuppressed,  null },
        { "child protected, moved out",     null,             null,             null },
        { "no seal",                        null,             null,             NoSealRegistered },
        { "seal cancelled",                 null,             null,             NoSealRegistered },
        { "record suppressed",              IssueSuppressed,  IssueSuppressed,  null },
        { "seal suppressed",                null,             null,             IssueSuppressed },
        { "child suppressed",               null,             null,             null },
        { "suppressed, no seal",            null,             null,             IssueSuppressed },
        { "suppressed in another city",     null,             null,             null },
        { "register suppressed",            null,             null,             null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Who_may_have_what_000_63_000_73(string who, FlowErrorCode? own, FlowErrorCode? whole, FlowErrorCode? seal)
    {
        var applicant = Household(who).Applicant();
        Suppress(who);
        Assert.Equal(own, Refusal(Town.Wakabadai, Asked(ResidentRecord), applicant));
        Assert.Equal(whole, Refusal(Town.Wakabadai, Asked(ResidentRecord, options: CertificateOptions.WholeHousehold), applicant));
        Assert.Equal(seal, Refusal(Town.Wakabadai, Asked(SealRegistration), applicant));
    }

    static HouseholdRow Household(string who)
    {
        var (head, child) = (Rows.Head(1, 11).With(p => p.Seal = Rows.Seal()), Rows.Child(2));
        _ = who switch
        {
            "move announced" => head.Standing.Status = (int)ResidentStatus.MoveAnnounced,
            "moved out" or "protected, moved out" => head.Standing.Status = (int)ResidentStatus.MovedOut,
            "deceased" => head.Standing.Status = (int)ResidentStatus.Deceased,
            "fourteen, fifteen tomorrow" => head.BirthDate = "2011-11-19",
            "fifteen today" => head.BirthDate = "2011-11-18",
            "child's move announced" => child.Standing.Status = (int)ResidentStatus.MoveAnnounced,
            "child moved out" or "child protected, moved out" => child.Standing.Status = (int)ResidentStatus.MovedOut,
            "child deceased" => child.Standing.Status = (int)ResidentStatus.Deceased,
            "no seal" or "suppressed, no seal" => head.Seal = null,
            "seal cancelled" => head.Seal.CancelledOn = "2026-11-18",
            _ => (object?)null,
        };
        head.Protected = who.StartsWith("protected", StringComparison.Ordinal);
        child.Protected = who.StartsWith("child protected", StringComparison.Ordinal);
        return Rows.Household(1, head, child);
    }

    void Suppress(string who)
    {
        (MunicipalityCode City, long Resident, CertificateKind Kind)? stopped = who switch
        {
            "record suppressed" => (Town.Here, 1, ResidentRecord),
            "seal suppressed" or "suppressed, no seal" => (Town.Here, 1, SealRegistration),
            "child suppressed" => (Town.Here, 2, SealRegistration),
            "suppressed in another city" => (Town.Elsewhere, 1, ResidentRecord),
            "register suppressed" => (Town.Here, 1, FamilyRegister),
            _ => null,
        };
        if (stopped is { } s)
            _city.Suppressions.Suppress(s.City, new ResidentId(s.Resident), [s.Kind], "test");
    }

    [Theory]
    [InlineData("2027-02-27", UnderAge)]
    [InlineData("2027-02-28", null)]
    public void Who_was_born_on_29_February_is_fifteen_on_the_28th(string day, FlowErrorCode? expected)
    {
        _city.Clock.Now = DateTimeOffset.Parse($"{day}T12:00:00+09:00");
        var applicant = Rows.Household(1, Rows.Head(1).With(p => p.BirthDate = "2012-02-29")).Applicant();
        Assert.Equal(expected, Refusal(Town.Wakabadai, Asked(ResidentRecord), applicant));
    }

    [Fact]
    public void Fifteen_is_counted_in_Japans_days()
    {
        var applicant = Rows.Household(1, Rows.Head(1).With(p => p.BirthDate = "2011-11-19")).Applicant();
        _city.Clock.Now = DateTimeOffset.Parse("2026-11-18T14:59:59+00:00");
        Assert.Equal(UnderAge, Refusal(AlwaysOpen, Asked(ResidentRecord), applicant));
        _city.Clock.Now = DateTimeOffset.Parse("2026-11-18T15:00:00+00:00");
        Assert.Null(Refusal(AlwaysOpen, Asked(ResidentRecord), applicant));
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
        var applicant = Rows.Household(1, Rows.Head(1).With(p => p.Seal = Rows.Seal())).Applicant();
        Assert.Equal(expected, Refusal(Town.Kamahara, Asked(kind, copies, options), applicant));
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
        Assert.Equal(expected, Refusal(Town.Wakabadai, Asked(ResidentRecord), Rows.Household(1, Rows.Head(1)).Applicant()));
    }

    [Theory]
    [InlineData("2017-01-15T22:59:00+09:00", MunicipalityUnknown)]
    [InlineData("2017-01-16T06:30:00+09:00", null)]
    public void Before_its_service_starts_a_city_takes_no_part_000_19_000_20(string at, FlowErrorCode? expected)
    {
        _city.Clock.Now = DateTimeOffset.Parse(at);
        Assert.Equal(expected, Refusal(Town.Wakabadai, Asked(ResidentRecord), Rows.Household(1, Rows.Head(1)).Applicant()));
    }

    [Fact]
    public void What_is_wrong_with_the_choice_is_said_before_what_is_wrong_with_the_person()
    {
        var deceased = Rows.Household(1, Rows.Head(1).With(p => p.Standing.Status = (int)ResidentStatus.Deceased)).Applicant();
        Assert.Equal(TooManyCopies, Refusal(Town.Kamahara, Asked(ResidentRecord, copies: 6), deceased));
    }

    static Municipality AlwaysOpen { get; } = Town.Wakabadai with
    {
        Offers = [.. Town.Wakabadai.Offers.Select(o => o with { Hours = WeeklyHours.Daily(new(TimeOnly.MinValue, TimeOnly.MaxValue)) })],
    };

    static Application Asked(CertificateKind kind, int copies = 1, CertificateOptions options = CertificateOptions.None) =>
        new(kind, new Copies(copies), options);

    FlowErrorCode? Refusal(Municipality city, Application asked, City.Registry.Applicant applicant) =>
        (Record.Exception(() => _right.Check(city, Kiosk, asked, applicant)) as FlowException)?.Code;

    static KioskId Kiosk { get; } = new("kiosk-1");

    public void Dispose() => _city.Dispose();
}
