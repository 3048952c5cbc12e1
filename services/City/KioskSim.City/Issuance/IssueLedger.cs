using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Storage;

namespace KioskSim.City.Issuance;

/// <summary>
/// The city's ledger of issues. Every move is one conditional update in one transaction, so that a token is redeemed once and an end
/// is reached once, whoever races. Each statement names the city: no call reaches another city's line (001-44).
/// </summary>
public sealed class IssueLedger(Database database, TimeProvider clock)
{
    internal const string Schema = """
        CREATE TABLE issue (
          municipality TEXT, session TEXT, kiosk TEXT NOT NULL, state INTEGER NOT NULL, kind INTEGER NOT NULL, options INTEGER NOT NULL,
          copies INTEGER NOT NULL, serial INTEGER NOT NULL, issuer_key BLOB NOT NULL, resident INTEGER NOT NULL, evidence BLOB NOT NULL,
          reply_key BLOB NOT NULL, token_digest BLOB NOT NULL, yen INTEGER NOT NULL, sheets INTEGER NOT NULL, issue_number TEXT,
          prepared_at INTEGER NOT NULL, issued_at INTEGER, released_at INTEGER, settled_at INTEGER,
          copies_delivered INTEGER NOT NULL DEFAULT 0, yen_kept INTEGER NOT NULL DEFAULT 0, yen_returned INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (municipality, session), UNIQUE (municipality, issue_number)) WITHOUT ROWID;
        CREATE INDEX issue_open ON issue (prepared_at) WHERE state < 3;
        CREATE TABLE issue_counter (municipality TEXT, year INTEGER, last INTEGER NOT NULL, PRIMARY KEY (municipality, year)) WITHOUT ROWID;
        """;

    internal const string JukiCardSchema = "ALTER TABLE issue ADD COLUMN juki_card INTEGER;";

    internal const string WantedSchema = """
        ALTER TABLE issue ADD COLUMN members TEXT NOT NULL DEFAULT '';
        ALTER TABLE issue ADD COLUMN source BLOB;
        """;

    const string Columns = """
        municipality AS Municipality, session AS Session, kiosk AS Kiosk, state AS State, kind AS Kind, options AS Options, copies AS Copies,
        serial AS Serial, issuer_key AS IssuerKey, resident AS Resident, evidence AS Evidence, reply_key AS ReplyKey, yen AS Yen, sheets AS Sheets,
        issue_number AS IssueNumber, prepared_at AS PreparedAt, issued_at AS IssuedAt, released_at AS ReleasedAt, settled_at AS SettledAt,
        copies_delivered AS CopiesDelivered, yen_kept AS YenKept, yen_returned AS YenReturned, juki_card AS JukiCard,
        members AS Members, source AS Source
        """;

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <param name="token">Kept as a digest only: who reads the ledger cannot redeem.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.TokenSpent"/>: this session has been here before.</exception>
    public void Prepare(IssueRecord issue, ReadOnlySpan<byte> token)
    {
        var digest = SHA256.HashData(token);
        var added = database.Write(c => c.Execute(
            """
            INSERT INTO issue (municipality, session, kiosk, state, kind, options, copies, serial, issuer_key, resident, evidence, reply_key,
              token_digest, yen, sheets, juki_card, members, prepared_at)
            VALUES (@Municipality, @Session, @Kiosk, @State, @Kind, @Options, @Copies, @Serial, @IssuerKey, @Resident, @Evidence, @ReplyKey,
              @digest, @Yen, @Sheets, @JukiCard, @Members, @now)
            ON CONFLICT DO NOTHING
            """,
            new
            {
                issue.Municipality, issue.Session, issue.Kiosk, issue.State, issue.Kind, issue.Options, issue.Copies, issue.Serial, issue.IssuerKey,
                issue.Resident, issue.Evidence, issue.ReplyKey, digest, issue.Yen, issue.Sheets, issue.JukiCard, issue.Members, now = Now,
            }));
        if (added == 0)
            throw new FlowException(FlowErrorCode.TokenSpent, "the session has been prepared before");
    }

    /// <summary>Redeems a token, once, and gives the issue its number.</summary>
    /// <param name="life">How long a token is good.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.TokenSpent"/>: unknown, used, or too old.</exception>
    public IssueRecord Redeem(MunicipalityCode municipality, SessionId session, ReadOnlySpan<byte> token, TimeSpan life)
    {
        var digest = SHA256.HashData(token);
        return database.Write(c =>
        {
            var redeemed = c.Execute(
                """
                UPDATE issue SET state = @issued, issued_at = @now, issue_number = @number
                WHERE municipality = @municipality AND session = @session AND token_digest = @digest AND state = @prepared AND prepared_at >= @oldest
                """,
                new
                {
                    issued = IssueState.Issued, prepared = IssueState.Prepared, now = Now, number = NextNumber(c, municipality), digest,
                    municipality = municipality.ToString(), session = session.ToString(), oldest = Now - (long)life.TotalMilliseconds,
                });
            if (redeemed == 0)
                throw new FlowException(FlowErrorCode.TokenSpent);
            return Find(c, municipality, session)!;
        });
    }

    /// <summary>Notes what a certificate was made from, before it leaves.</summary>
    /// <param name="source">SHA-256 of the rows.</param>
    /// <param name="record">What is written with it.</param>
    public void MadeFrom(MunicipalityCode municipality, SessionId session, byte[] source, Action<DbConnection> record) => database.Write(c =>
    {
        c.Execute(
            "UPDATE issue SET source = @source WHERE municipality = @municipality AND session = @session",
            new { source, municipality = municipality.ToString(), session = session.ToString() });
        record(c);
    });

    /// <summary>Says yes to handing out. Asked again before the end it says yes again.</summary>
    /// <param name="mayRelease">Looked at inside the transaction, so that no suppression slips in between (000-73).</param>
    public void Release(MunicipalityCode municipality, SessionId session, Action<DbConnection> mayRelease) => database.Write(c =>
    {
        mayRelease(c);
        var released = c.Execute(
            """
            UPDATE issue SET state = @released, released_at = COALESCE(released_at, @now)
            WHERE municipality = @municipality AND session = @session AND state IN (@issued, @released)
            """,
            new
            {
                released = IssueState.Released, issued = IssueState.Issued, now = Now, municipality = municipality.ToString(), session = session.ToString(),
            });
        if (released == 0)
            throw new FlowException(FlowErrorCode.SessionExpired, "not an issue that could be released");
    });

    /// <summary>
    /// Ends an issue. The first report stands and is returned, but for one: what was given up for lost may turn out to have been paid,
    /// and the money returned.
    /// </summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: no such issue, or delivered without a release.</exception>
    public IssueRecord Settle(MunicipalityCode municipality, SessionId session, IssueEnding ending) => database.Write(c =>
    {
        var issue = Find(c, municipality, session) ?? throw new FlowException(FlowErrorCode.BadRequest, "There is no such issue.");
        if (issue.IsOver && (issue.State, ending) is not (IssueState.Cancelled, { State: IssueState.Refunded, YenReturned: > 0 }))
            return issue;
        var allowed = ending.State switch
        {
            IssueState.Delivered => issue.State == IssueState.Released,
            IssueState.Cancelled => issue.State < IssueState.Released,
            IssueState.Refunded => true,
            _ => false,
        };
        if (!allowed)
            throw new FlowException(FlowErrorCode.BadRequest, $"An issue that is {issue.State} cannot become {ending.State}.");
        c.Execute(
            """
            UPDATE issue SET state = @State, settled_at = @now, copies_delivered = @CopiesDelivered, yen_kept = @YenKept, yen_returned = @YenReturned
            WHERE municipality = @municipality AND session = @session
            """,
            new
            {
                ending.State, ending.CopiesDelivered, ending.YenKept, ending.YenReturned, now = Now,
                municipality = municipality.ToString(), session = session.ToString(),
            });
        return Find(c, municipality, session)!;
    });

    /// <summary>Ends issues that nobody asked to be released for so long; their tokens and certificates are worth nothing any more.</summary>
    public int Lapse(TimeSpan after) => database.Write(c => c.Execute(
        "UPDATE issue SET state = @cancelled, settled_at = @now WHERE state < @released AND prepared_at < @before",
        new { cancelled = IssueState.Cancelled, released = IssueState.Released, now = Now, before = Now - (long)after.TotalMilliseconds }));

    public IssueRecord? Find(MunicipalityCode municipality, SessionId session) => database.Read(c => Find(c, municipality, session));

    public IReadOnlyList<IssueRecord> All(MunicipalityCode municipality) => database.Read(c => c.Query<IssueRecord>(
        $"SELECT {Columns} FROM issue WHERE municipality = @m ORDER BY prepared_at", new { m = municipality.ToString() }).AsList());

    static IssueRecord? Find(DbConnection connection, MunicipalityCode municipality, SessionId session) =>
        connection.QuerySingleOrDefault<IssueRecord>(
            $"SELECT {Columns} FROM issue WHERE municipality = @m AND session = @s", new { m = municipality.ToString(), s = session.ToString() });

    /// <summary>The next number of this year is after <paramref name="last"/> at least, within the caller's transaction.</summary>
    internal static void LeaveOut(DbConnection connection, MunicipalityCode municipality, DateOnly today, long last) => connection.Execute(
        """
        INSERT INTO issue_counter (municipality, year, last) VALUES (@municipality, @year, @last)
        ON CONFLICT (municipality, year) DO UPDATE SET last = excluded.last WHERE excluded.last > issue_counter.last
        """,
        new { municipality = municipality.ToString(), year = Wareki.From(today).Year, last });

    // 発行番号: year of the era and a running number of the city.
    string NextNumber(DbConnection connection, MunicipalityCode municipality)
    {
        var year = Wareki.From(clock.GetJapanToday()).Year;
        var number = connection.QuerySingle<int>(
            """
            INSERT INTO issue_counter (municipality, year, last) VALUES (@municipality, @year, 1)
            ON CONFLICT (municipality, year) DO UPDATE SET last = issue_counter.last + 1 RETURNING last
            """,
            new { municipality = municipality.ToString(), year });
        return $"R{year}-{number:D7}";
    }
}
