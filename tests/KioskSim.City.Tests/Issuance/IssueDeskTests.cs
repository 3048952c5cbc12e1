using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;
using KioskSim.Paper.Marks;
using KioskSim.Registers;
using KioskSim.Pki.Profile;
using static KioskSim.City.Tests.Issuance.Issues;
using static KioskSim.Domain.Errors.FlowErrorCode;
using static KioskSim.Fixtures.Refusals;

[assembly: AssemblyFixture(typeof(JpkiCentre))]

namespace KioskSim.City.Tests.Issuance;

/// <summary>Steps 7, 9, 12 and 14 in one process: the city checks for itself what the centre brings along.</summary>
public sealed class IssueDeskTests(JpkiCentre jpki) : IDisposable
{
    // So late that the shop is closed; tests that are about closing begin a minute before.
    static readonly DateTimeOffset Closing = new(2026, 11, 18, 23, 0, 0, TimeSpan.FromHours(9));

    readonly IssueOffice _office = new(jpki);

    [Theory]
    [InlineData(CertificateKind.ResidentRecord, CertificateOptions.None, 1)]
    [InlineData(CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold | CertificateOptions.Domicile, 3)]
    [InlineData(CertificateKind.ResidentEntries, CertificateOptions.Relationship, 1)]
    [InlineData(CertificateKind.SealRegistration, CertificateOptions.None, 10)]
    [InlineData(CertificateKind.FamilyRegister, CertificateOptions.WholeHousehold, 1)]
    [InlineData(CertificateKind.FamilyRegister, CertificateOptions.None, 5)]
    [InlineData(CertificateKind.FamilyRegisterSupplement, CertificateOptions.WholeHousehold, 2)]
    [InlineData(CertificateKind.Tax, CertificateOptions.None, 1)]
    [InlineData(CertificateKind.Income, CertificateOptions.None, 1)]
    public void A_certificate_is_prepared_issued_opened_by_the_kiosk_released_and_settled_000_41(
        CertificateKind kind, CertificateOptions options, int copies)
    {
        using var visit = _office.Visit(options, kind, copies);

        var prepared = visit.Prepare();
        var fee = (kind == CertificateKind.FamilyRegister ? 450 : 200) * copies;
        Assert.Equal((new Yen(fee), 1), (prepared.Fee, prepared.Sheets));

        var (header, pdf) = visit.Open(visit.Issue(prepared.Token));
        Assert.Equal((1, "R8-0000001"), (header.Sheets, header.IssueNumber));
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(pdf, out var marks));
        Assert.True(marks.AreOneIssue(visit.Mark(visit.Card.Serial), System.Text.Encoding.ASCII.GetBytes(header.IssueNumber), header.Sheets));

        visit.Release();
        Assert.Equal(IssueState.Released, visit.Record.State);
        Assert.Equal(IssueState.Delivered, visit.Settle(new IssueEnding(IssueState.Delivered, copies, fee, 0)).State);
        Assert.Equal([(long)AuditEvent.CertificateIssued, (long)AuditEvent.CertificateReleased], _office.Audit.Read(Town.Here).Select(e => e.Event));
    }

    [Theory]
    [InlineData(CertificateOptions.None, 0)]
    [InlineData(CertificateOptions.WholeHousehold, 0)]
    [InlineData(CertificateOptions.IndividualNumber, 1)]
    [InlineData(CertificateOptions.IndividualNumber | CertificateOptions.WholeHousehold, 2)]
    public void An_individual_number_is_opened_for_a_record_that_bears_it_and_for_nothing_else_000_32_000_44(
        CertificateOptions options, int opened)
    {
        using var visit = _office.Visit(options);
        var prepared = visit.Prepare();
        Assert.Empty(_office.Audit.Read(Town.Here)); // not even to prepare
        visit.Issue(prepared.Token);
        visit.Release();
        var openings = _office.Audit.Read(Town.Here).Where(e => e.Event == (long)AuditEvent.IndividualNumberOpened).ToList();
        Assert.Equal(Enumerable.Range(1, opened).Select(id => (long?)id), openings.Select(e => e.Resident));
        Assert.All(openings, e => Assert.Equal(
            (visit.Routing.Session.ToString(), "printed on a number-bearing resident record"), (e.Session, e.Reason)));
    }

    [Fact]
    public void A_token_issues_once_and_only_in_its_own_session()
    {
        using var visit = _office.Visit();
        var prepared = visit.Prepare();
        Assert.Equal(TokenSpent, Refusal(() => visit.Issue(Entropy.Secure.Bytes(32))));
        visit.Issue(prepared.Token);
        Assert.Equal(TokenSpent, Refusal(() => visit.Issue(prepared.Token)));
    }

    [Fact]
    public void A_token_out_of_its_ten_minutes_issues_nothing()
    {
        using var visit = _office.Visit();
        var prepared = visit.Prepare();
        _office.Clock.Now += IssueDesk.TokenLife + TimeSpan.FromMilliseconds(1);
        Assert.Equal(TokenSpent, Refusal(() => visit.Issue(prepared.Token)));
    }

    [Fact]
    public void The_evidence_of_a_session_prepares_it_once()
    {
        using var visit = _office.Visit();
        var shown = visit.Evidence();
        visit.Prepare(shown);
        Assert.Equal(TokenSpent, Refusal(() => visit.Prepare(shown)));
    }

    public static TheoryData<string, FlowErrorCode> Changes { get; } = new()
    {
        { "moved out", MovedOut },
        { "protected", IssueSuppressed },
        { "deceased", ApplicantUnknown },
        { "no longer known", ApplicantUnknown },
        { "closed", Closed },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Who_has_no_right_is_told_so_before_a_token_is_out_000_63(string what, FlowErrorCode expected)
    {
        using var visit = _office.Visit();
        Happen(what, visit);
        Assert.Equal(expected, Refusal(() => visit.Prepare()));
        Assert.Empty(_office.Ledger.All(Town.Here));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_happened_after_prepare_stops_the_issue_000_73(string what, FlowErrorCode expected)
    {
        BeginJustInTime(what);
        using var visit = _office.Visit();
        var prepared = visit.Prepare();
        Happen(what, visit);
        Assert.Equal(expected, Refusal(() => visit.Issue(prepared.Token)));
        Assert.Equal(TokenSpent, Refusal(() => visit.Issue(prepared.Token)));
        Assert.DoesNotContain(_office.Audit.Read(Town.Here), e => e.Event == (long)AuditEvent.CertificateIssued);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_happened_after_the_issue_stops_the_release_and_the_fee_can_go_back_000_73(string what, FlowErrorCode expected)
    {
        BeginJustInTime(what);
        using var visit = _office.Visit();
        visit.Issue(visit.Prepare().Token);
        Happen(what, visit);
        Assert.Equal(expected, Refusal(() => visit.Release()));
        Assert.Equal(IssueState.Issued, visit.Record.State);
        Assert.Equal(BadRequest, Refusal(() => visit.Settle(Delivery)));
        Assert.Equal(IssueState.Refunded, visit.Settle(Refund).State);
    }

    void BeginJustInTime(string what)
    {
        if (what == "closed")
            _office.Clock.Now = Closing - TimeSpan.FromMinutes(1);
    }

    void Happen(string what, Visit visit)
    {
        void Push(Action<PersonRow> change) => _office.Put(Rows.Household(1, Rows.Head(1, visit.Card.Serial.Value).With(change)));
        switch (what)
        {
            case "moved out": Push(p => p.Standing.Status = (int)ResidentStatus.MovedOut); break;
            case "protected": Push(p => p.Protected = true); break;
            case "deceased": Push(p => p.Standing.Status = (int)ResidentStatus.Deceased); break;
            case "no longer known": Push(p => p.CertificateSerials.Clear()); break;
            case "closed": _office.Clock.Now = Closing; break;
        }
    }

    public static TheoryData<string, FlowErrorCode> SecondAnswers { get; } = new()
    {
        { "revoked since", CertificateRevoked },
        { "held since", CertificateOnHold },
        { "the first answer again", JpkiUnreachable },
        { "an answer for another session", JpkiUnreachable },
        { "no answer", JpkiUnreachable },
    };

    [Theory]
    [MemberData(nameof(SecondAnswers))]
    public void Nothing_is_released_without_a_second_good_answer_of_JPKI_000_50(string what, FlowErrorCode expected)
    {
        using var visit = _office.Visit();
        using var other = _office.Visit();
        _office.Put(Rows.Household(1, Rows.Head(1, visit.Card.Serial.Value)));
        var shown = visit.Evidence();
        visit.Issue(visit.Prepare(shown).Token);
        Assert.Equal(expected, Refusal(() => Release(what, visit, other, shown)));
        Assert.Equal(IssueState.Issued, visit.Record.State);
    }

    void Release(string what, Visit visit, Visit other, ShownEvidence shown)
    {
        switch (what)
        {
            case "revoked since":
                jpki.Lifecycle.Revoke(visit.Card.Serial, RevocationCause.HolderRequest, JpkiCentre.Noon);
                visit.Release();
                break;
            case "held since":
                jpki.Lifecycle.Hold(visit.Card.Serial, JpkiCentre.Noon);
                visit.Release();
                break;
            case "the first answer again": visit.Release(shown.OcspResponse.ToArray()); break;
            case "an answer for another session": visit.Release(visit.Ocsp(EvidenceDigest.OcspNonceAgain(other.Digest))); break;
            case "no answer": visit.Release([]); break;
        }
    }

    [Fact]
    public void An_issue_that_was_never_made_is_not_released()
    {
        using var visit = _office.Visit();
        Assert.Equal(SessionExpired, Refusal(() => visit.Release()));
        visit.Prepare();
        Assert.Equal(SessionExpired, Refusal(() => visit.Release()));
    }

    [Fact]
    public void A_register_that_grew_by_a_sheet_between_prepare_and_issue_ends_the_issue()
    {
        using var visit = _office.Visit(CertificateOptions.WholeHousehold);
        var prepared = visit.Prepare();
        _office.Put(Rows.Household(1, [Rows.Head(1, visit.Card.Serial.Value), .. Enumerable.Range(2, 4).Select(id => Rows.Child(id))]));
        Assert.Equal(SessionExpired, Refusal(() => visit.Issue(prepared.Token)));
    }

    [Fact]
    public void Five_people_take_two_sheets_and_every_side_of_them_names_the_subject()
    {
        using var visit = _office.Visit(CertificateOptions.WholeHousehold);
        _office.Put(Rows.Household(1, [Rows.Head(1, visit.Card.Serial.Value), .. Enumerable.Range(2, 4).Select(id => Rows.Child(id))]));
        var prepared = visit.Prepare();
        Assert.Equal(2, prepared.Sheets);
        var (header, pdf) = visit.Open(visit.Issue(prepared.Token));
        Assert.Equal(SheetMarksFailure.None, SheetMarks.TryRead(pdf, out var marks));
        Assert.True(marks.AreOneIssue(visit.Mark(visit.Card.Serial), System.Text.Encoding.ASCII.GetBytes(header.IssueNumber), 2));
    }

    [Fact]
    public void A_character_that_no_font_has_is_told_before_money_is_asked_for()
    {
        using var visit = _office.Visit();
        _office.Put(Rows.Household(1, Rows.Head(1, visit.Card.Serial.Value).With(p => p.Name = "山田　\uE000子")));
        var refused = Assert.Throws<FlowException>(() => visit.Prepare());
        Assert.Equal(CharactersPending, refused.Code);
        Assert.DoesNotContain("山田", refused.ToString(), StringComparison.Ordinal);
        Assert.Null(_office.Ledger.Find(Town.Here, visit.Routing.Session));
    }

    [Fact]
    public void A_certificate_opens_with_its_own_kiosks_key_and_about_its_own_subject_only_000_41()
    {
        using var visit = _office.Visit();
        using var other = _office.Visit();
        _office.Put(Rows.Household(1, Rows.Head(1, visit.Card.Serial.Value)));
        var parcel = visit.Issue(visit.Prepare().Token);
        Assert.Equal(CertificateMismatch, Refusal(() => other.Open(parcel)));
        Assert.Equal(CertificateMismatch, Refusal(() => visit.Open(parcel, holder: other.Card.Serial)));
        parcel[^1] ^= 1;
        Assert.Equal(CertificateMismatch, Refusal(() => visit.Open(parcel)));
    }

    [Fact]
    public void Residents_of_two_cities_with_the_same_number_get_their_own_records_001_44()
    {
        using var here = _office.Visit();
        using var there = new Visit(_office, _office.NewCard(), Town.Elsewhere, here.Asked);
        _office.Put(Rows.Household(Town.Elsewhere, 1, Rows.Head(1, there.Card.Serial.Value)));
        var (ours, theirs) = (here.Prepare(), there.Prepare());
        Assert.Equal((new Yen(200), new Yen(250)), (ours.Fee, theirs.Fee));
        Assert.Equal(TokenSpent, Refusal(() => _office.Desk.Issue(Town.Elsewhere, here.Routing.Session, ours.Token)));
        here.Open(here.Issue(ours.Token));
        there.Open(there.Issue(theirs.Token));
    }

    public void Dispose() => _office.Dispose();
}
