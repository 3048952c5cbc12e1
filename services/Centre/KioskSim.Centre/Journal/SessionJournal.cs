using Dapper;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Storage;

namespace KioskSim.Centre.Journal;

/// <summary>
/// The centre's journal. Each move is one conditional update, so that of two that race one wins and the other is told so. No column
/// has room for what belongs to a person.
/// </summary>
public sealed class SessionJournal
{
    static readonly string[] Schema =
    [
        """
        CREATE TABLE session (
          session TEXT PRIMARY KEY, kiosk TEXT NOT NULL, state INTEGER NOT NULL, municipality TEXT, kind INTEGER,
          begun_at INTEGER NOT NULL, prepared_at INTEGER, yen_due INTEGER, sheets INTEGER, issued_at INTEGER,
          paid_at INTEGER, receipt TEXT UNIQUE, released_at INTEGER, settled_at INTEGER,
          copies_delivered INTEGER NOT NULL DEFAULT 0, yen_kept INTEGER NOT NULL DEFAULT 0, yen_returned INTEGER NOT NULL DEFAULT 0,
          city_told_at INTEGER, clerk_refunded_at INTEGER) WITHOUT ROWID;
        CREATE INDEX session_open ON session (begun_at) WHERE state < 6;
        CREATE INDEX session_city_untold ON session (settled_at) WHERE state >= 6 AND city_told_at IS NULL AND municipality IS NOT NULL;
        """,
        "ALTER TABLE session ADD COLUMN sheets_withdrawn INTEGER",
    ];

    // A receipt is kept from the beginning, so that no two sessions have the same; it is one when money has come in (state 7: refunded).
    const string IsReceipt = "(paid_at IS NOT NULL OR state = 7)";

    // What an older server began has none yet.
    const string WithReceipt = "receipt = COALESCE(receipt, @receipt)";

    const string Columns = $"""
        session AS Session, kiosk AS Kiosk, state AS State, municipality AS Municipality, kind AS Kind, begun_at AS BegunAt, prepared_at AS PreparedAt,
        yen_due AS YenDue, sheets AS Sheets, issued_at AS IssuedAt, paid_at AS PaidAt, CASE WHEN {IsReceipt} THEN receipt END AS Receipt, released_at AS ReleasedAt,
        settled_at AS SettledAt, copies_delivered AS CopiesDelivered, yen_kept AS YenKept, yen_returned AS YenReturned,
        city_told_at AS CityToldAt, clerk_refunded_at AS ClerkRefundedAt, sheets_withdrawn AS SheetsWithdrawn
        """;

    readonly Database _database;
    readonly TimeProvider _clock;

    public SessionJournal(Database database, TimeProvider clock)
    {
        _database = database;
        _clock = clock;
        database.Migrate(Schema);
    }

    long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <returns>False: the session, or the receipt that it would have, is another's; nothing has begun.</returns>
    public bool TryBegin(SessionId session, KioskId kiosk) => _database.Write(c => c.Execute(
        "INSERT INTO session (session, kiosk, state, begun_at, receipt) VALUES (@session, @kiosk, @begun, @now, @receipt) ON CONFLICT DO NOTHING",
        new { session = session.ToString(), kiosk = kiosk.ToString(), begun = SessionState.Begun, now = Now, receipt = Receipt(session, kiosk) })) == 1;

    public void Prepare(Routing routing, Yen due, int sheets) => Move(
        routing.Session, routing.Kiosk,
        "state = @to, municipality = @municipality, kind = @kind, prepared_at = @now, yen_due = @due, sheets = @sheets",
        new { municipality = routing.Municipality.ToString(), kind = (int)routing.Kind, due = due.Amount, sheets },
        SessionState.Prepared, SessionState.Begun);

    public void Issue(SessionId session, KioskId kiosk) =>
        Move(session, kiosk, "state = @to, issued_at = @now", new { }, SessionState.Issued, SessionState.Prepared);

    /// <summary>The kiosk says that the fee is in. Said again it changes nothing.</summary>
    public void Pay(SessionId session, KioskId kiosk) => Move(
        session, kiosk, $"state = @to, paid_at = COALESCE(paid_at, @now), {WithReceipt}", new { receipt = Receipt(session, kiosk) },
        SessionState.Paid, SessionState.Issued, SessionState.Paid);

    public void Release(SessionId session, KioskId kiosk) =>
        Move(session, kiosk, "state = @to, released_at = @now", new { }, SessionState.Released, SessionState.Paid);

    /// <summary>Ends a session. The first report stands; what stands is returned.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: no such session of this kiosk, or an end that its state does not allow.</exception>
    public SessionRecord Settle(SessionId session, KioskId kiosk, Ending ending)
    {
        var (record, isFirst) = _database.Write(c => Settle(c, session, kiosk, ending));
        if (isFirst)
            FlowMeter.Settled(record.KindOfCertificate, record.Municipality, record.CopiesDelivered, ending.Kept, ending.Returned);
        return record;
    }

    (SessionRecord Record, bool IsFirst) Settle(System.Data.IDbConnection c, SessionId session, KioskId kiosk, Ending ending)
    {
        var record = Find(c, session);
        if (record is null || record.Kiosk != kiosk.ToString())
            throw new FlowException(FlowErrorCode.BadRequest, $"There is no session {session} of this kiosk.");
        if (!MayEnd(record, ending))
        {
            return record.IsOver
                ? (record, false)
                : throw new FlowException(FlowErrorCode.BadRequest, $"A session that is {record.State} cannot become {ending.State}.");
        }

        c.Execute(
            $"""
            UPDATE session SET state = @State, settled_at = @now, {WithReceipt}, copies_delivered = @CopiesDelivered,
              yen_kept = @kept, yen_returned = @returned, city_told_at = NULL WHERE session = @session
            """,
            new
            {
                ending.State, now = Now, receipt = Receipt(session, kiosk), ending.CopiesDelivered, kept = ending.Kept.Amount,
                returned = ending.Returned.Amount, session = session.ToString(),
            });
        return (Find(c, session)!, true);
    }

    // What nobody paid for may be cancelled; money that came in and that the centre had not heard of can only have been returned.
    static bool MayEnd(SessionRecord record, Ending ending) => ending.State switch
    {
        SessionState.Delivered => record.State == SessionState.Released && ending.Kept.Amount == record.YenDue,
        SessionState.Refunded => record.State < SessionState.Delivered || (record.State == SessionState.Cancelled && ending.Returned > Yen.Zero),
        SessionState.Cancelled => record.State < SessionState.Paid,
        _ => false,
    };

    /// <summary>Ends sessions that their kiosk left lying before any payment.</summary>
    public int Lapse(TimeSpan after) => _database.Write(c => c.Execute(
        "UPDATE session SET state = @cancelled, settled_at = @now WHERE state < @paid AND begun_at < @before",
        new { cancelled = SessionState.Cancelled, paid = SessionState.Paid, now = Now, before = Now - (long)after.TotalMilliseconds }));

    /// <summary>Sessions whose end the city has not acknowledged, oldest first, of each city no more than <paramref name="most"/>.</summary>
    public IReadOnlyList<SessionRecord> CitiesToTell(int most) => _database.Read(c => c.Query<SessionRecord>(
        $"""
        SELECT {Columns} FROM (
          SELECT *, ROW_NUMBER() OVER (PARTITION BY municipality ORDER BY settled_at) AS place FROM session
          WHERE state >= 6 AND city_told_at IS NULL AND municipality IS NOT NULL) AS untold
        WHERE place <= @most ORDER BY settled_at
        """,
        new { most }).AsList());

    public void CityTold(SessionId session) => _database.Write(c => c.Execute(
        "UPDATE session SET city_told_at = @now WHERE session = @session", new { now = Now, session = session.ToString() }));

    public SessionRecord? Find(SessionId session) => _database.Read(c => Find(c, session));

    public SessionRecord? FindByReceipt(ReceiptNumber receipt) => _database.Read(c => c.QuerySingleOrDefault<SessionRecord>(
        $"SELECT {Columns} FROM session WHERE receipt = @receipt AND {IsReceipt}", new { receipt = receipt.Text }));

    /// <summary>The clerk hands back what was kept. Once: a second time returns false.</summary>
    /// <param name="alsoWithdrawn">Also where the paper was drawn into the locked box.</param>
    public bool ClerkRefund(ReceiptNumber receipt, bool alsoWithdrawn = true) => _database.Write(c => c.Execute(
        """
        UPDATE session SET clerk_refunded_at = @now
        WHERE receipt = @receipt AND yen_kept > 0 AND clerk_refunded_at IS NULL AND (@alsoWithdrawn OR sheets_withdrawn IS NULL)
        """,
        new { now = Now, receipt = receipt.Text, alsoWithdrawn })) == 1;

    /// <summary>Paper that came out under a session lies in the kiosk's locked box. The first report stands.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: no such session of this kiosk, or one without paper.</exception>
    public void Withdraw(SessionId session, KioskId kiosk, int sheets)
    {
        var noted = _database.Write(c => c.Execute(
            "UPDATE session SET sheets_withdrawn = COALESCE(sheets_withdrawn, @sheets) WHERE session = @session AND kiosk = @kiosk AND released_at IS NOT NULL",
            new { sheets, session = session.ToString(), kiosk = kiosk.ToString() }));
        if (noted == 0)
            throw new FlowException(FlowErrorCode.BadRequest, $"No paper came out under session {session} of this kiosk.");
    }

    public IReadOnlyList<SessionRecord> All() => _database.Read(c => c.Query<SessionRecord>($"SELECT {Columns} FROM session ORDER BY begun_at").AsList());

    /// <summary>The session that began last; null: none did.</summary>
    public SessionRecord? Last() => _database.Read(c => c.QueryFirstOrDefault<SessionRecord>($"SELECT {Columns} FROM session ORDER BY begun_at DESC LIMIT 1"));

    void Move(SessionId session, KioskId kiosk, string set, object values, SessionState to, params SessionState[] from)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("to", to);
        parameters.Add("now", Now);
        parameters.Add("session", session.ToString());
        parameters.Add("kiosk", kiosk.ToString());
        var moved = _database.Write(c => c.Execute(
            $"UPDATE session SET {set} WHERE session = @session AND kiosk = @kiosk AND state IN ({string.Join(',', from.Select(f => (int)f))})", parameters));
        if (moved == 0)
            throw new FlowException(FlowErrorCode.SessionExpired, $"Session {session} is not where it could become {to}.");
    }

    static string Receipt(SessionId session, KioskId kiosk) => ReceiptNumber.Of(kiosk, session).Text;

    static SessionRecord? Find(System.Data.IDbConnection connection, SessionId session) =>
        connection.QuerySingleOrDefault<SessionRecord>($"SELECT {Columns} FROM session WHERE session = @session", new { session = session.ToString() });
}
