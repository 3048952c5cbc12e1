using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.UseRegistration;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Evidence;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Suppression;

/// <summary>
/// One family register, kiosks that issue from it and offices that change it: the stores and rules of the city as they are, without cards'
/// signatures and paper. What an entry makes of the register is its version, which stands in a note; so it is known which version a
/// certificate was made from.
/// </summary>
sealed class RegisterScene : IDisposable
{
    public const long Register = 1;

    static readonly AppliedCard.Certificate Card = new(new CertificateSerial(11), new byte[] { 1 });
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)7, 32)];

    readonly SealedNumbers _numbers = new(new byte[SealedNumbers.KeySize], new SeededEntropy(1, "numbers"));
    readonly Municipality _city;
    readonly IssueLedger _ledger;
    readonly IssueGate _gate;
    readonly Notices _notices;
    long _sessions;

    public RegisterScene(JpkiCentre jpki, Database database, bool nextDay = false)
    {
        Database = database;
        _city = Town.Wakabadai with { SuppressesNextDay = nextDay };
        Audit = new AuditLog(database, Clock, new PenOfTheAct());
        var (copy, families, uses) = (new RegisterCopy(database, _numbers, Audit), new FamilyRegisterCopy(database), new UseRegistrations(database, Audit, Clock));
        _notices = new Notices(database, Audit, Clock);
        _ledger = new IssueLedger(database, Clock);
        var cards = new CardCheck(new EvidenceCheck([jpki.Trusted]), copy, new JukiCardKeys(database), Clock);
        _gate = new IssueGate(
            new RightToIssue(_notices, new OlderSuppressions(database), new FeedStates(database, Clock), Clock),
            new SubjectFinder(cards, families, new TaxCopy(database), uses, Clock), _ledger, Audit);
        var household = Rows.Household(1, Rows.Head(1, Card.Serial.Value), Rows.Child(2));
        copy.Put([new FedRow(1, household, HouseholdRowReader.Read(household))]);
        families.Put([Row(0)]);
    }

    public Database Database { get; }

    public ManualTime Clock { get; } = new(JpkiCentre.Noon);

    public AuditLog Audit { get; }

    public static FamilyRegisterRow Row(int version) => Rows.Family(Register).With(r => r.Notes[0].Items[0].Text = version.ToString());

    /// <returns>Null: refused.</returns>
    public SessionId? Prepare()
    {
        var session = new SessionId((UInt128)Interlocked.Increment(ref _sessions));
        return Allowed(() =>
        {
            var subject = _gate.Find(_city, Kiosk, CertificateKind.FamilyRegister, CertificateOptions.WholeHousehold, new Copies(1), Card);
            var wanted = new Wanted(
                CertificateKind.FamilyRegister, new Copies(1), CertificateOptions.WholeHousehold, Choosable.Numbers(subject, CertificateKind.FamilyRegister));
            _gate.Check(_city, Kiosk, wanted, subject);
            _ledger.Prepare(
                new IssueRecord
                {
                    Session = session.ToString(), Municipality = _city.Code.ToString(), Kiosk = Kiosk.ToString(), State = IssueState.Prepared, Wanted = wanted,
                    Card = Card, Resident = 1, Evidence = [2], ReplyKey = [3], Yen = 450, Sheets = 1,
                },
                Token);
        }) ? session : null;
    }

    /// <returns>The version of the register that the certificate was made from; null: refused.</returns>
    public int? Issue(SessionId session)
    {
        int? version = null;
        Allowed(() =>
        {
            var (issue, subject) = _gate.Redeem(_city, session, Token, TimeSpan.FromMinutes(10));
            _gate.MadeFrom(_city, session, issue.Wanted, subject);
            version = int.Parse(subject.Family!.Register.Notes[0].Items[0].Text);
        });
        return version;
    }

    public bool Release(SessionId session) => Allowed(() => _gate.Release(_city, _ledger.Find(_city.Code, session)!));

    /// <returns>The notice's number.</returns>
    public long TakeNotice(bool atNight = true) => _notices.Take(_city, [new FamilyRegisterId(Register)], atNight).Number;

    /// <summary>The version that was approved last.</summary>
    public int Version { get; private set; }

    public void Approve(long notice) => _notices.Approve(_city.Code, notice, [Row(++Version)]);

    public void Dispose()
    {
        _numbers.Dispose();
        Database.Dispose();
    }

    static KioskId Kiosk { get; } = new("kiosk-1");

    static bool Allowed(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (FlowException e) when (e.Code is FlowErrorCode.IssueSuppressed or FlowErrorCode.SessionExpired or FlowErrorCode.TokenSpent)
        {
            return false;
        }
    }
}
