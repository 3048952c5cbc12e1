using System.Data.Common;
using Dapper;
using KioskSim.Domain.Values;
using KioskSim.Storage;

namespace KioskSim.City.Audit;

/// <summary>What is recorded about the handling of personal data. Numbers are stable.</summary>
public enum AuditEvent
{
    /// <summary>A sealed individual number was opened to be printed (000-44).</summary>
    IndividualNumberOpened = 101,

    /// <summary>A certificate was made; written before it leaves the city.</summary>
    CertificateIssued = 201,

    /// <summary>Members of a household or a family register were named to a kiosk, by relationship and year of birth.</summary>
    MembersListed = 202,

    /// <summary>Issuing for a person was stopped. Not written any more: a notice stops a register.</summary>
    Suppressed = 301,

    /// <summary>A notice was taken at the counter; certificates of a family register stop (000-63).</summary>
    NoticeTaken = 302,

    /// <summary>A notice was taken in the night-duty room (000-64).</summary>
    NoticeTakenAtNight = 303,

    /// <summary>An entry was approved; its registers are free (000-71).</summary>
    EntryApproved = 304,

    /// <summary>A notice came to nothing; its registers are free.</summary>
    NoticeWithdrawn = 305,

    /// <summary>The night-duty room looked for people (000-68).</summary>
    NightDutySearched = 306,

    /// <summary>Somebody from another city applied for use registration.</summary>
    UseApplied = 401,

    UseGranted = 402,

    UseRefused = 403,
}

/// <param name="At">Milliseconds since 1970.</param>
/// <param name="Resident">The city's own number of the person.</param>
public sealed record AuditEntry(long Id, long At, long Event, string Municipality, string? Session, long? Resident, string Reason);

/// <summary>The city's audit: who was looked at, why, in which session. Appended to, never changed; no name, no individual number.</summary>
public sealed class AuditLog(Database database, TimeProvider clock)
{
    internal const string Schema = """
        CREATE TABLE audit (
          id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event INTEGER NOT NULL, municipality TEXT NOT NULL,
          session TEXT, resident INTEGER, reason TEXT NOT NULL);
        """;

    /// <summary>Appends within the caller's transaction, so that the act and its record stand or fall together.</summary>
    public void Append(DbConnection connection, AuditEvent what, MunicipalityCode municipality, SessionId? session, long? resident, string reason) =>
        connection.Execute(
            "INSERT INTO audit (at, event, municipality, session, resident, reason) VALUES (@at, @what, @municipality, @session, @resident, @reason)",
            new
            {
                at = clock.GetUtcNow().ToUnixTimeMilliseconds(), what = (int)what, municipality = municipality.ToString(), session = session?.ToString(), resident, reason,
            });

    /// <summary>Appends for an act that changes nothing else.</summary>
    public void Append(AuditEvent what, MunicipalityCode municipality, SessionId? session, long? resident, string reason) =>
        database.Write(c => Append(c, what, municipality, session, resident, reason));

    public IReadOnlyList<AuditEntry> Read(MunicipalityCode municipality) => database.Read(c => c.Query<AuditEntry>(
        "SELECT id AS Id, at AS At, event AS Event, municipality AS Municipality, session AS Session, resident AS Resident, reason AS Reason FROM audit WHERE municipality = @m ORDER BY id",
        new { m = municipality.ToString() }).AsList());
}
