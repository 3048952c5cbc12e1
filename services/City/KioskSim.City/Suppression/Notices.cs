using System.Data.Common;
using System.Globalization;
using Dapper;
using KioskSim.City.Audit;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry.Family;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;

namespace KioskSim.City.Suppression;

/// <summary>
/// 発行抑止 of family registers: from the moment a notice is taken until its entry is approved, no certificate of the registers concerned is
/// issued or handed out (000-61 to 000-73). What a call has acknowledged is committed. A register that several notices stop is free when the
/// last of them is closed.
/// </summary>
public sealed class Notices(Database database, AuditLog audit, TimeProvider clock)
{
    internal const string Schema = """
        CREATE TABLE notice (
          municipality TEXT, notice INTEGER, received_on TEXT NOT NULL, at_night INTEGER NOT NULL, effective_from INTEGER NOT NULL, closed_at INTEGER,
          PRIMARY KEY (municipality, notice)) WITHOUT ROWID;
        CREATE TABLE notice_register (municipality TEXT, register INTEGER, notice INTEGER, PRIMARY KEY (municipality, register, notice)) WITHOUT ROWID;
        """;

    /// <summary>Stops the certificates of these registers, at once unless the city's old rule says the next day (000-72).</summary>
    /// <param name="atNight">Taken in the night-duty room.</param>
    /// <exception cref="FlowException">BadRequest: no register.</exception>
    public Notice Take(Municipality city, IReadOnlyCollection<FamilyRegisterId> registers, bool atNight)
    {
        if (registers.Count == 0)
            throw new FlowException(FlowErrorCode.BadRequest, "a notice concerns one register or more");
        var now = clock.GetJapanNow();
        var effective = atNight && city.SuppressesNextDay ? NextOpening(now) : now;
        return database.Write(c =>
        {
            var municipality = city.Code.ToString();
            var number = c.QuerySingle<long>("SELECT COALESCE(MAX(notice), 0) + 1 FROM notice WHERE municipality = @municipality", new { municipality });
            var notice = new Notice(number, DateOnly.FromDateTime(now.DateTime), atNight, effective, [.. registers]);
            c.Execute(
                "INSERT INTO notice (municipality, notice, received_on, at_night, effective_from) VALUES (@municipality, @number, @on, @atNight, @from)",
                new
                {
                    municipality, number, on = notice.ReceivedOn.ToString("O", CultureInfo.InvariantCulture), atNight = atNight ? 1 : 0,
                    from = effective.ToUnixTimeMilliseconds(),
                });
            foreach (var register in registers.Distinct())
            {
                c.Execute(
                    "INSERT INTO notice_register (municipality, register, notice) VALUES (@municipality, @register, @number)",
                    new { municipality, register = register.Value, number });
                audit.Append(c, atNight ? AuditEvent.NoticeTakenAtNight : AuditEvent.NoticeTaken, city.Code, null, null, $"notice {number}, register {register}");
            }

            return notice;
        });
    }

    // Not a join: that may begin with all notices there ever were.
    /// <summary>Whether certificates of a register are stopped now.</summary>
    public bool Cover(MunicipalityCode municipality, FamilyRegisterId register) => database.Read(c => c.QuerySingle<long>(
        """
        SELECT COUNT(*) FROM notice_register r WHERE r.municipality = @municipality AND r.register = @register
          AND (SELECT n.effective_from FROM notice n WHERE n.municipality = r.municipality AND n.notice = r.notice) <= @now
        """,
        new { municipality = municipality.ToString(), register = register.Value, now = clock.GetUtcNow().ToUnixTimeMilliseconds() })) > 0;

    /// <summary>All that are not closed, oldest first.</summary>
    public IReadOnlyList<Notice> Open(MunicipalityCode municipality) => database.Read(c =>
    {
        var registers = c.Query<(long Notice, long Register)>(
            "SELECT notice, register FROM notice_register WHERE municipality = @m ORDER BY notice, register", new { m = municipality.ToString() }).ToLookup(r => r.Notice, r => r.Register);
        return c.Query<(long Number, string On, long AtNight, long From)>(
            "SELECT notice, received_on, at_night, effective_from FROM notice WHERE municipality = @m AND closed_at IS NULL ORDER BY notice", new { m = municipality.ToString() })
            .Select(n => new Notice(
                n.Number, DateOnly.ParseExact(n.On, "O", CultureInfo.InvariantCulture), n.AtNight != 0, DateTimeOffset.FromUnixTimeMilliseconds(n.From).ToOffset(JapanTime.Offset),
                [.. registers[n.Number].Select(r => new FamilyRegisterId(r))]))
            .ToList();
    });

    /// <summary>決裁: what the registers say after the entry, and that they are free, in one transaction (000-71).</summary>
    /// <param name="rows">Checked, and of this city.</param>
    /// <exception cref="FlowException">BadRequest: there is no such open notice.</exception>
    internal void Approve(MunicipalityCode municipality, long notice, IReadOnlyList<FamilyRegisterRow> rows) => database.Write(c =>
    {
        Close(c, municipality, notice);
        FamilyRegisterCopy.Put(c, rows);
        foreach (var row in rows)
            OlderSuppressions.Lift(c, municipality, row.Register);
        audit.Append(c, AuditEvent.EntryApproved, municipality, null, null, $"notice {notice}, {rows.Count} registers");
    });

    /// <summary>取下げ, 不受理: nothing is entered.</summary>
    /// <exception cref="FlowException">BadRequest: there is no such open notice.</exception>
    public void Withdraw(MunicipalityCode municipality, long notice) => database.Write(c =>
    {
        Close(c, municipality, notice);
        audit.Append(c, AuditEvent.NoticeWithdrawn, municipality, null, null, $"notice {notice}");
    });

    /// <summary>A notice that was none, and is closed: the next has a higher number. Within the caller's transaction.</summary>
    internal static void LeaveOut(DbConnection connection, MunicipalityCode municipality, DateTimeOffset now, long number) => connection.Execute(
        """
        INSERT INTO notice (municipality, notice, received_on, at_night, effective_from, closed_at) VALUES (@municipality, @number, @on, 0, @at, @at)
        ON CONFLICT (municipality, notice) DO NOTHING
        """,
        new
        {
            municipality = municipality.ToString(), number, on = DateOnly.FromDateTime(now.DateTime).ToString("O", CultureInfo.InvariantCulture),
            at = now.ToUnixTimeMilliseconds(),
        });

    void Close(DbConnection connection, MunicipalityCode municipality, long notice)
    {
        var closed = connection.Execute(
            "UPDATE notice SET closed_at = @now WHERE municipality = @m AND notice = @notice AND closed_at IS NULL",
            new { now = clock.GetUtcNow().ToUnixTimeMilliseconds(), m = municipality.ToString(), notice });
        if (closed == 0)
            throw new FlowException(FlowErrorCode.BadRequest, "there is no such open notice");

        // What is left stops something: the look at each issue does not grow with the years. What was, the audit has.
        connection.Execute("DELETE FROM notice_register WHERE municipality = @m AND notice = @notice", new { m = municipality.ToString(), notice });
    }

    static DateTimeOffset NextOpening(DateTimeOffset now) =>
        new(OfficeDays.After(DateOnly.FromDateTime(now.DateTime), 1).ToDateTime(OfficeDays.Opening), JapanTime.Offset);
}
