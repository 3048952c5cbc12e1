using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Issuance;

/// <summary>A ledger with the moves of the flow, one word each.</summary>
sealed class Issues : IDisposable
{
    public static readonly byte[] Token = [.. Enumerable.Repeat((byte)7, 32)];
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    public static readonly SessionId Session = new(1);

    public static readonly IssueEnding Delivery = new(IssueState.Delivered, 1, 200, 0);
    public static readonly IssueEnding Refund = new(IssueState.Refunded, 0, 0, 200);
    public static readonly IssueEnding Cancellation = new(IssueState.Cancelled, 0, 0, 0);

    readonly TestDatabase _tables = TestDatabase.OpenedOnce();
    readonly Database _database;

    public Issues()
    {
        _database = CityDatabase.Migrated(_tables.Open());
        Ledger = new IssueLedger(_database, Clock);
    }

    public ManualTime Clock { get; } = new(JpkiCentre.Noon);

    public IssueLedger Ledger { get; }

    public void Prepare(SessionId? session = null, MunicipalityCode? city = null, byte[]? token = null) => Ledger.Prepare(
        new IssueRecord
        {
            Session = (session ?? Session).ToString(), Municipality = (city ?? Town.Here).ToString(), Kiosk = "kiosk-1", State = IssueState.Prepared,
            Kind = 1, Copies = 1, Serial = 11, IssuerKey = [1], Resident = 1, Evidence = [2], ReplyKey = [3], Yen = 200, Sheets = 1,
        },
        token ?? Token);

    public IssueRecord Redeem(SessionId? session = null, MunicipalityCode? city = null, byte[]? token = null) =>
        Ledger.Redeem(city ?? Town.Here, session ?? Session, token ?? Token, Life);

    public void Release(SessionId? session = null, MunicipalityCode? city = null) => Ledger.Release(city ?? Town.Here, session ?? Session, _ => { });

    public IssueRecord Settle(IssueEnding ending, SessionId? session = null, MunicipalityCode? city = null) =>
        Ledger.Settle(city ?? Town.Here, session ?? Session, ending);

    public IssueRecord? Find(SessionId? session = null, MunicipalityCode? city = null) => Ledger.Find(city ?? Town.Here, session ?? Session);

    /// <summary>Brings an issue to a state by the shortest way.</summary>
    public void Bring(IssueState state, SessionId? session = null, MunicipalityCode? city = null)
    {
        Prepare(session, city);
        if (state is IssueState.Prepared or IssueState.Cancelled or IssueState.Refunded)
        {
            if (state != IssueState.Prepared)
                Settle(state == IssueState.Refunded ? Refund : Cancellation, session, city);
            return;
        }

        Redeem(session, city);
        if (state == IssueState.Issued)
            return;
        Release(session, city);
        if (state == IssueState.Delivered)
            Settle(Delivery, session, city);
    }

    public void Dispose()
    {
        _database.Dispose();
        _tables.Dispose();
    }
}
