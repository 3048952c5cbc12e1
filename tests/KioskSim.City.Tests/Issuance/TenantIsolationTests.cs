using System.Text;
using Dapper;
using FsCheck;
using FsCheck.Fluent;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.UseRegistration;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;

namespace KioskSim.City.Tests.Issuance;

/// <summary>
/// Two cities on one server (001-44), with the same numbers for residents, households, registers, notices and applications. Whatever is called
/// with what one city gave out and the other's name on it, in whatever order, is refused, and nothing of the other is read or changed.
/// </summary>
public sealed class TenantIsolationTests(JpkiCentre jpki) : IDisposable
{
    const int Cases = 60;

    static readonly string Theirs = Town.Elsewhere.ToString();

    readonly IssueOffice _office = new(jpki);

    enum Attempt
    {
        Prepare,
        ListMembers,
        RegisterUse,
        Issue,
        Release,
        Settle,
        Suppress,
        Approve,
        Withdraw,
        DecideUse,
    }

    [Fact]
    public void No_call_with_one_citys_evidence_token_session_or_reference_reads_or_changes_anything_of_another_001_44()
    {
        using var visit = _office.Visit(CertificateOptions.ChosenMembers);
        FillTheOther();
        var session = Begin();
        var before = TheirRows();
        Assert.True(before.Length > 500, "there is something to be changed");
        var reference = Reference();

        Prop.ForAll(Arb.From(Gen.ListOf(Gen.Elements(Enum.GetValues<Attempt>()))), attempts =>
        {
            foreach (var attempt in attempts)
                Assert.True(Refused(attempt, visit, session, reference), $"{attempt} was not refused");
            Assert.Equal(before, TheirRows());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(20261121, 7));

        // All that was refused there works here: it was refused for the city's name alone.
        Assert.NotEmpty(_office.Desk.ListMembers(visit.Routing, visit.Parcel, visit.Evidence()));
        session.Visit.Issue(session.Token);
        session.Visit.Release();
    }

    // A session of ours that has come as far as its token.
    (Visit Visit, byte[] Token) Begin()
    {
        for (var i = 1; i <= 2; i++) // the second ones have numbers that the other city has not
        {
            _office.Notices.Take(Town.Wakabadai, [new(9)], atNight: false);
            _office.Uses.Apply(Town.Here, new(new CertificateSerial(i), new byte[] { 1 }), new UseApplication("a", "b", "c", new DateOnly(1980, 1, 1)), new SessionId(9));
        }

        var card = _office.NewCard();
        _office.Put(Rows.Household(7, Rows.Head(70, card.Serial.Value)));
        var visit = new Visit(_office, card, Town.Here, new Application(CertificateKind.ResidentRecord, new Copies(1), CertificateOptions.None));
        return (visit, visit.Prepare().Token);
    }

    // The same numbers as ours, other people.
    void FillTheOther()
    {
        var card = _office.NewCard();
        _office.Put(Rows.Household(Town.Elsewhere, 1, Rows.Head(1, card.Serial.Value).With(p => p.Name = "佐藤　次郎"), Rows.Child(2)));
        _office.Put(Rows.Seal().With(s => s.Municipality = Theirs));
        _office.Put(Rows.Tax().With(t => t.Municipality = Theirs));
        _office.Put(Rows.Family(home: Town.Elsewhere).With(f => f.Municipality = Theirs));
        _office.Notices.Take(Town.Shiosaki, [new(1)], atNight: false);
        _office.Uses.Apply(Town.Elsewhere, new(new CertificateSerial(5), new byte[] { 1 }), new UseApplication("a", "b", "c", new DateOnly(1980, 1, 1)), new SessionId(9));
        using var there = new Visit(_office, card, Town.Elsewhere, new Application(CertificateKind.ResidentRecord, new Copies(1), CertificateOptions.None));
        there.Issue(there.Prepare().Token);
    }

    string Reference()
    {
        var found = Desk().Search(new SearchRequest { Municipality = Town.Here.ToString(), Name = "山田　花子" }, new Call()).Result;
        return Assert.Single(found.Candidates).Reference;
    }

    NightDutyService Desk() => _desk ??= new NightDutyService(
        _office.Families, new NightReferences(_office.Database, Entropy.Secure, _office.Clock), _office.Notices, _office.Audit, ServedTowns.Both);

    NightDutyService? _desk;

    bool Refused(Attempt attempt, Visit visit, (Visit Visit, byte[] Token) session, string reference)
    {
        var clerk = new RegisterOfficeService(_office.Notices, new UseClerk(_office.Uses, _office.Families), _office.Families, ServedTowns.Both);
        var (evidence, theirs) = (visit.Evidence(), visit.Routing with { Municipality = Town.Elsewhere });
        return Record.Exception(() =>
        {
            switch (attempt)
            {
                case Attempt.Prepare: _office.Desk.Prepare(theirs, visit.Parcel, evidence); break;
                case Attempt.ListMembers: _office.Desk.ListMembers(theirs, visit.Parcel, evidence); break;
                case Attempt.RegisterUse: _office.UseDesk.Apply(theirs, visit.Parcel, evidence); break;
                case Attempt.Issue: _office.Desk.Issue(Town.Elsewhere, session.Visit.Routing.Session, session.Token); break;
                case Attempt.Release: _office.Desk.Release(Town.Elsewhere, session.Visit.Routing.Session, session.Visit.Ocsp(EvidenceDigest.OcspNonceAgain(session.Visit.Digest))); break;
                case Attempt.Settle: _office.Desk.Settle(Town.Elsewhere, session.Visit.Routing.Session, Issues.Cancellation); break;
                case Attempt.Suppress: Unwrap(Desk().Suppress, new SuppressRequest { Municipality = Theirs, Reference = reference }); break;
                case Attempt.Approve: Unwrap(clerk.Approve, new ApproveRequest { Municipality = Theirs, Notice = 1, Registers = { Rows.Family() } }); break; // our register, their notice
                case Attempt.Withdraw: Unwrap(clerk.Withdraw, new WithdrawRequest { Municipality = Theirs, Notice = 2 }); break;
                case Attempt.DecideUse: Unwrap(clerk.DecideUse, new DecideUseRequest { Municipality = Theirs, Application = 2 }); break;
            }
        }) is FlowException;
    }

    static void Unwrap<TRequest, TReply>(Func<TRequest, Grpc.Core.ServerCallContext, Task<TReply>> call, TRequest request) => call(request, new Call()).GetAwaiter().GetResult();

    // Every row of every table that names the other city.
    string TheirRows()
    {
        var rows = new StringBuilder();
        string[] tables =
        [
            "household", "resident", "certificate", "juki_card", "juki_key", "seal", "tax", "family_register", "family_member", "feed_state", "issue", "issue_counter",
            "notice", "notice_register", "night_reference", "use_application", "use_registration", "audit_entry",
        ];
        foreach (var table in tables)
        {
            foreach (var row in _office.Database.Read(c => c.Query($"SELECT * FROM {table} WHERE municipality = @city", new { city = Theirs }).AsList()))
                rows.AppendLine(table).AppendJoin('|', ((IDictionary<string, object?>)row).Select(f => f.Value is byte[] bytes ? Convert.ToHexString(bytes) : f.Value)).AppendLine();
        }

        return rows.ToString();
    }

    public void Dispose() => _office.Dispose();
}
