using KioskSim.Centre.Journal;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Storage;
using static KioskSim.Centre.Journal.SessionState;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>A journal with the moves of a session, one word each. The fee is 200 yen.</summary>
sealed class Sessions : IDisposable
{
    public static readonly SessionId Session = new(1);
    public static readonly KioskId Kiosk = new("kiosk-1");
    public static readonly KioskId Stranger = new("kiosk-2");
    public static readonly MunicipalityCode City = JpkiCentre.Wakabadai;

    static readonly Yen Fee = new(200);

    public static readonly Ending Delivery = new(Delivered, 1, Fee, Yen.Zero);
    public static readonly Ending Refund = new(Refunded, 0, Yen.Zero, Yen.Zero);
    public static readonly Ending RefundOfMoney = new(Refunded, 0, Yen.Zero, Fee);
    public static readonly Ending Cancellation = new(Cancelled, 0, Yen.Zero, Yen.Zero);

    public Sessions()
    {
        Database = Tables.Open();
        Journal = new SessionJournal(Database, Clock);
    }

    public CentreTables Tables { get; } = new();

    public Database Database { get; }

    public ManualTime Clock { get; } = new(JpkiCentre.Noon);

    public SessionJournal Journal { get; }

    public SessionState State(SessionId? session = null) => Journal.Find(session ?? Session)!.State;

    /// <summary>Makes a move by its name; refusals throw.</summary>
    public void Make(string move, SessionId? which = null, KioskId? speaker = null, MunicipalityCode? city = null)
    {
        var (session, kiosk) = (which ?? Session, speaker ?? Kiosk);
        switch (move)
        {
            case "begin": Assert.True(Journal.TryBegin(session, kiosk)); break;
            case "prepare": Journal.Prepare(new Routing(session, kiosk, city ?? City, CertificateKind.ResidentRecord), Fee, sheets: 1); break;
            case "issue": Journal.Issue(session, kiosk); break;
            case "pay": Journal.Pay(session, kiosk); break;
            case "release": Journal.Release(session, kiosk); break;
            case "deliver": Journal.Settle(session, kiosk, Delivery); break;
            case "refund": Journal.Settle(session, kiosk, Refund); break;
            case "refund money": Journal.Settle(session, kiosk, RefundOfMoney); break;
            case "cancel": Journal.Settle(session, kiosk, Cancellation); break;
            case "lapse":
                Clock.Now += TimeSpan.FromHours(1);
                Journal.Lapse(TimeSpan.FromMinutes(15));
                break;
            default: throw new ArgumentOutOfRangeException(nameof(move), move, "no such move");
        }
    }

    /// <summary>Brings a session to a state by the shortest way.</summary>
    public void Bring(SessionState state, SessionId? session = null, MunicipalityCode? city = null)
    {
        string[] way = ["begin", "prepare", "issue", "pay", "release"];
        var steps = state switch
        {
            Delivered => [.. way, "deliver"],
            Refunded => [.. way, "refund money"],
            Cancelled => ["begin", "prepare", "cancel"],
            _ => way[..(int)state],
        };
        foreach (var move in steps)
            Make(move, session, city: city);
    }

    /// <summary>Two that would have the same receipt at a kiosk: of so many numbers it takes some hundred thousand until one comes again.</summary>
    public static (SessionId One, SessionId Other) Alike()
    {
        var seen = new Dictionary<ReceiptNumber, SessionId>();
        for (var session = Session; ; session = new SessionId(session.Value + 1))
        {
            if (!seen.TryAdd(ReceiptNumber.Of(Kiosk, session), session))
                return (seen[ReceiptNumber.Of(Kiosk, session)], session);
        }
    }

    public void Dispose()
    {
        Database.Dispose();
        Tables.Dispose();
    }
}
