using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Registry;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Evidence;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Domain.Values.CertificateKind;
using static KioskSim.Domain.Values.CertificateOptions;
using static KioskSim.Fixtures.Refusals;
using FamilyRegisterId = KioskSim.Registers.FamilyRegisters.FamilyRegisterId;
using ResidentStatus = KioskSim.Registers.ResidentStatus;

namespace KioskSim.City.Tests.Eligibility;

/// <summary>Who may have what, as a table: a state of the registers, and what comes of each kind; null where it is issued.</summary>
public sealed class OutcomeTests(JpkiCentre jpki) : IDisposable
{
    const long Serial = 11;

    static readonly AppliedCard.Certificate Card = new(new CertificateSerial(Serial), new byte[] { 1, 2, 3 });

    readonly CityStore _city = new();

    /// <summary>A household of a head, who applies, and a child; both in family register 1; one thing is changed.</summary>
    public static TheoryData<string, FlowErrorCode?[]> Table { get; } = new()
    {
        // state                                        own record        household         seal              register          supplement        tax
        { "resident",                                   [null,            null,             null,             null,             null,             null] },
        { "move announced",                             [MovedOut,        MovedOut,         MovedOut,         MovedOut,         MovedOut,         MovedOut] },
        { "moved out",                                  [MovedOut,        MovedOut,         MovedOut,         UseNotRegistered, UseNotRegistered, MovedOut] },
        { "deceased",                                   [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, ApplicantUnknown] },
        { "protected",                                  [IssueSuppressed, IssueSuppressed,  IssueSuppressed,  IssueSuppressed,  IssueSuppressed,  IssueSuppressed] },
        { "protected, moved out",                       [MovedOut,        MovedOut,         MovedOut,         UseNotRegistered, UseNotRegistered, MovedOut] },
        { "fourteen, fifteen tomorrow",                 [UnderAge,        UnderAge,         UnderAge,         UnderAge,         UnderAge,         UnderAge] },
        { "fifteen today",                              [null,            null,             null,             null,             null,             null] },
        { "child's move announced",                     [MovedOut,        MovedOut,         null,             null,             null,             null] },
        { "child moved out",                            [null,            null,             null,             null,             null,             null] },
        { "child deceased",                             [null,            null,             null,             null,             null,             null] },
        { "child protected",                            [null,            IssueSuppressed,  null,             null,             IssueSuppressed,  null] },
        { "no seal",                                    [null,            null,             NoSealRegistered, null,             null,             null] },
        { "seal cancelled",                             [null,            null,             NoSealRegistered, null,             null,             null] },
        { "no return known",                            [null,            null,             null,             null,             null,             NoTaxRecord] },
        { "return of the year before only",             [null,            null,             null,             null,             null,             NoTaxRecord] },
        { "notice at the counter",                      [null,            null,             null,             IssueSuppressed,  IssueSuppressed,  null] },
        { "notice at night",                            [null,            null,             null,             IssueSuppressed,  IssueSuppressed,  null] },
        { "notice, entered since",                      [null,            null,             null,             null,             null,             null] },
        { "two notices, one entered",                   [null,            null,             null,             IssueSuppressed,  IssueSuppressed,  null] },
        { "notice withdrawn",                           [null,            null,             null,             null,             null,             null] },
        { "notice of another register",                 [null,            null,             null,             null,             null,             null] },
        { "notice of the same number in another city",  [null,            null,             null,             null,             null,             null] },
        { "domicile in another city",                   [null,            null,             null,             ApplicantUnknown, ApplicantUnknown, null] },
        { "left the register by marriage",              [null,            null,             null,             ApplicantUnknown, ApplicantUnknown, null] },
        { "foreign resident",                           [null,            null,             null,             ApplicantUnknown, ApplicantUnknown, null] },
        { "lives elsewhere",                            [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, UseNotRegistered, UseNotRegistered, ApplicantUnknown] },
        { "lives elsewhere, applied",                   [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, UseRegistrationPending, UseRegistrationPending, ApplicantUnknown] },
        { "lives elsewhere, approved yesterday",        [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, UseRegistrationPending, UseRegistrationPending, ApplicantUnknown] },
        { "lives elsewhere, refused",                   [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, UseNotRegistered, UseNotRegistered, ApplicantUnknown] },
        { "lives elsewhere, registered",                [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, null,             null,             ApplicantUnknown] },
        { "lives elsewhere, registered, with another card", [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, UseNotRegistered, UseNotRegistered, ApplicantUnknown] },
        { "lives elsewhere, registered, notice",        [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, IssueSuppressed,  IssueSuppressed,  ApplicantUnknown] },
        { "lives elsewhere, registered, protected",     [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, IssueSuppressed,  IssueSuppressed,  ApplicantUnknown] },
        { "lives elsewhere, registered, left since",    [ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, ApplicantUnknown, ApplicantUnknown] },
        { "moved out, registered for use",              [MovedOut,        MovedOut,         MovedOut,         null,             null,             MovedOut] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Who_may_have_what_000_63_000_73(string state, FlowErrorCode?[] expected)
    {
        Arrange(state);
        (CertificateKind Kind, CertificateOptions Options)[] wishes =
            [(ResidentRecord, None), (ResidentRecord, WholeHousehold), (SealRegistration, None), (FamilyRegister, WholeHousehold), (FamilyRegisterSupplement, WholeHousehold), (Tax, None)];
        Assert.Equal(expected, wishes.Select(w => RefusalOf(w.Kind, w.Options)));
        Assert.Equal(expected[0], RefusalOf(ResidentEntries, None));
        Assert.Equal(expected[5], RefusalOf(Income, None));
    }

    void Arrange(string state)
    {
        var (head, child, seal, tax, family) = (Rows.Head(1, Serial), Rows.Child(2), Rows.Seal(), Rows.Tax(), Rows.Family());
        _ = state switch
        {
            "move announced" => head.Standing.Status = (int)ResidentStatus.MoveAnnounced,
            "moved out" or "protected, moved out" or "moved out, registered for use" => head.Standing.Status = (int)ResidentStatus.MovedOut,
            "deceased" => head.Standing.Status = (int)ResidentStatus.Deceased,
            "fourteen, fifteen tomorrow" => head.BirthDate = family.Members[0].BirthDate = "2011-11-19",
            "fifteen today" => head.BirthDate = family.Members[0].BirthDate = "2011-11-18",
            "child's move announced" => child.Standing.Status = (int)ResidentStatus.MoveAnnounced,
            "child moved out" => child.Standing.Status = (int)ResidentStatus.MovedOut,
            "child deceased" => child.Standing.Status = (int)ResidentStatus.Deceased,
            "child protected" => child.Protected = family.Members[1].Protected = true,
            "seal cancelled" => seal.CancelledOn = "2026-11-18",
            "return of the year before only" => tax.FiscalYear = 2025,
            "left the register by marriage" => family.Members[0].Removed = true,
            _ => (object?)null,
        };
        head.Protected = state.StartsWith("protected", StringComparison.Ordinal);
        if (state.StartsWith("lives elsewhere", StringComparison.Ordinal) || state == "moved out, registered for use")
        {
            family = Rows.Family(home: Town.Elsewhere, first: 70);
            family.Members[0].Protected = state.EndsWith("protected", StringComparison.Ordinal);
        }

        if (!state.StartsWith("lives elsewhere", StringComparison.Ordinal))
            _city.Put(Rows.Household(1, head, child));
        if (state != "no seal")
            _city.Put(seal);
        if (state != "no return known")
            _city.Put(tax);
        if (state is not ("domicile in another city" or "foreign resident"))
            _city.Put(family);
        Notice(state, family);
        Register(state, family);
    }

    void Notice(string state, FamilyRegisterRow family)
    {
        switch (state)
        {
            case "notice at the counter" or "lives elsewhere, registered, notice":
                _city.Stop(family);
                break;
            case "notice at night":
                _city.Notices.Take(Town.Wakabadai, [new FamilyRegisterId(1)], atNight: true);
                break;
            case "notice, entered since":
                _city.Notices.Approve(Town.Here, _city.Stop(family).Number, [family]);
                break;
            case "two notices, one entered":
                var first = _city.Stop(family);
                _city.Stop(family);
                _city.Notices.Approve(Town.Here, first.Number, [family]);
                break;
            case "notice withdrawn":
                _city.Notices.Withdraw(Town.Here, _city.Stop(family).Number);
                break;
            case "notice of another register":
                _city.Stop(Rows.Family(2));
                break;
            case "notice of the same number in another city":
                _city.Stop(family, Town.Shiosaki);
                break;
        }
    }

    void Register(string state, FamilyRegisterRow family)
    {
        if (!state.Contains("registered", StringComparison.Ordinal) && !state.Contains("appl", StringComparison.Ordinal)
            && !state.Contains("approved", StringComparison.Ordinal) && !state.Contains("refused", StringComparison.Ordinal))
            return;
        var now = _city.Clock.Now;
        _city.Clock.Now = now.AddDays(state.EndsWith("yesterday", StringComparison.Ordinal) ? -1 : -14);
        var card = state.EndsWith("another card", StringComparison.Ordinal) ? Card with { IssuerKey = new byte[] { 9 } } : Card;
        _city.Uses.Apply(Town.Here, card, new UseApplication("a", "b", "c", new DateOnly(1980, 6, 1)), new SessionId(1));
        if (!state.EndsWith("applied", StringComparison.Ordinal))
            _city.Uses.Decide(Town.Here, 1, state.EndsWith("refused", StringComparison.Ordinal) ? null : (new FamilyRegisterId(1), 1));
        _city.Clock.Now = now;
        if (state.EndsWith("left since", StringComparison.Ordinal))
            _city.Put(family.With(f => f.Members[0].Removed = true));
    }

    FlowErrorCode? RefusalOf(CertificateKind kind, CertificateOptions options)
    {
        var cards = new CardCheck(new EvidenceCheck([jpki.Trusted]), _city.Copy, _city.JukiCardKeys, _city.Clock);
        var finder = new SubjectFinder(cards, _city.Families, _city.Taxes, _city.Uses, _city.Clock);
        return Refusal(() =>
        {
            var subject = finder.Find(Town.Wakabadai, kind, Card);
            _city.Right.Check(Town.Wakabadai, new KioskId("kiosk-1"), Wanted(subject, kind, options), subject);
        });
    }

    static Wanted Wanted(Subject subject, CertificateKind kind, CertificateOptions options) => new(
        kind, new Copies(1), options, Choosable.Chosen(subject, new Application(kind, new Copies(1), options), new SessionId(1)));

    public void Dispose() => _city.Dispose();
}
