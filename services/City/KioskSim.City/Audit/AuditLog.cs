using System.Data.Common;
using Dapper;
using KioskSim.Domain.Values;
using KioskSim.Storage;

namespace KioskSim.City.Audit;

/// <summary>
/// The city's audit: who was looked at, why, in which session. Appended to, never changed; no name, no individual number. Each entry
/// carries the hash of the one before, a chain for each city, so that <see cref="AuditChain"/> finds what somebody altered.
/// </summary>
public sealed class AuditLog(Database database, TimeProvider clock, IAuditPen pen)
{
    internal const string Schema = """
        CREATE TABLE audit (
          id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event INTEGER NOT NULL, municipality TEXT NOT NULL,
          session TEXT, resident INTEGER, reason TEXT NOT NULL);
        """;

    /// <summary>Entries become links of chains; those that an older database holds are taken in as they stand.</summary>
    internal static readonly SchemaStep Chain = new(
        """
        CREATE TABLE audit_entry (
          municipality TEXT, number INTEGER, at INTEGER NOT NULL, event INTEGER NOT NULL, session TEXT, resident INTEGER, reason TEXT NOT NULL,
          previous BLOB NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (municipality, number)) WITHOUT ROWID;
        """,
        TakeIn);

    const int PageSize = 10_000;

    const string Columns = """
        municipality AS Municipality, number AS Number, at AS At, event AS Event, session AS Session, resident AS Resident, reason AS Reason,
        previous AS Previous, hash AS Hash
        """;

    /// <summary>Appends within the caller's transaction, so that the act and its record stand or fall together.</summary>
    public void Append(DbConnection connection, AuditEvent what, MunicipalityCode municipality, SessionId? session, long? resident, string reason)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        pen.Write(connection, c => Append(c, municipality.ToString(), at, (long)what, session?.ToString(), resident, reason));
    }

    /// <summary>Appends for an act that changes nothing else.</summary>
    public void Append(AuditEvent what, MunicipalityCode municipality, SessionId? session, long? resident, string reason) =>
        database.Write(c => Append(c, what, municipality, session, resident, reason));

    public IReadOnlyList<AuditEntry> Read(MunicipalityCode municipality) => [.. Entries(database, municipality)];

    /// <summary>A city's chain from its beginning, read page by page, so that it may be long.</summary>
    /// <param name="database">Of the tables of <see cref="CityDatabase"/>.</param>
    public static IEnumerable<AuditEntry> Entries(Database database, MunicipalityCode municipality)
    {
        for (var (last, page) = (long.MinValue, new List<AuditEntry>(PageSize)); ; last = page[^1].Number)
        {
            page = database.Read(c => c.Query<AuditEntry>(
                $"SELECT {Columns} FROM audit_entry WHERE municipality = @m AND number > @last ORDER BY number LIMIT {PageSize}",
                new { m = municipality.ToString(), last }).AsList());
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageSize)
                yield break;
        }
    }

    /// <returns>Null: nothing is recorded yet.</returns>
    public static AuditEntry? Last(Database database, MunicipalityCode municipality) => database.Read(c => c.QuerySingleOrDefault<AuditEntry>(
        $"SELECT {Columns} FROM audit_entry WHERE municipality = @m ORDER BY number DESC LIMIT 1", new { m = municipality.ToString() }));

    // Writes come one after another, also of several servers: nobody else appends between reading the last entry and adding the next.
    static void Append(DbConnection connection, string municipality, long at, long what, string? session, long? resident, string reason)
    {
        var last = connection.QuerySingleOrDefault<(long Number, byte[]? Hash)>(
            "SELECT number, hash FROM audit_entry WHERE municipality = @municipality ORDER BY number DESC LIMIT 1", new { municipality });
        connection.Execute(
            """
            INSERT INTO audit_entry (municipality, number, at, event, session, resident, reason, previous, hash)
            VALUES (@Municipality, @Number, @At, @Event, @Session, @Resident, @Reason, @Previous, @Hash)
            """,
            new AuditEntry(municipality, last.Number + 1, at, what, session, resident, reason, last.Hash ?? AuditEntry.Beginning, Hash: []).Sealed());
    }

    static void TakeIn(DbConnection connection)
    {
        for (var last = 0L; ;)
        {
            var page = connection.Query<(long Id, long At, long What, string Municipality, string? Session, long? Resident, string Reason)>(
                $"SELECT id, at, event, municipality, session, resident, reason FROM audit WHERE id > @last ORDER BY id LIMIT {PageSize}", new { last }).AsList();
            foreach (var (_, at, what, municipality, session, resident, reason) in page)
                Append(connection, municipality, at, what, session, resident, reason);
            if (page.Count < PageSize)
                break;
            last = page[^1].Id;
        }

        connection.Execute("DROP TABLE audit");
    }
}
