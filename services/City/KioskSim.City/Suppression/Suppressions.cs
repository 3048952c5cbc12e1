using Dapper;
using KioskSim.City.Audit;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Suppression;

/// <summary>発行抑止: for whom the city has stopped issuing which kinds (000-61 to 000-73). In force from the moment the call returns.</summary>
public sealed class Suppressions(Database database, AuditLog audit, TimeProvider clock)
{
    internal const string Schema = """
        CREATE TABLE suppression (
          municipality TEXT, resident INTEGER, kind INTEGER, since INTEGER NOT NULL, PRIMARY KEY (municipality, resident, kind)) WITHOUT ROWID;
        """;

    /// <returns>Since when all the kinds are suppressed, to the millisecond; an earlier suppression stands.</returns>
    public DateTimeOffset Suppress(MunicipalityCode municipality, ResidentId resident, IReadOnlyCollection<CertificateKind> kinds, string reason) =>
        database.Write(connection =>
        {
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var since = kinds.Max(kind => connection.QuerySingle<long>(
                """
                INSERT INTO suppression (municipality, resident, kind, since) VALUES (@municipality, @resident, @kind, @now)
                ON CONFLICT (municipality, resident, kind) DO UPDATE SET since = suppression.since RETURNING since
                """,
                new { municipality = municipality.ToString(), resident = resident.Value, kind = (int)kind, now }));
            audit.Append(connection, AuditEvent.Suppressed, municipality, session: null, resident.Value, reason);
            return DateTimeOffset.FromUnixTimeMilliseconds(since);
        });

    public bool Covers(MunicipalityCode municipality, ResidentId resident, CertificateKind kind) => database.Read(c => c.QuerySingle<bool>(
        "SELECT EXISTS (SELECT 1 FROM suppression WHERE municipality = @municipality AND resident = @resident AND kind = @kind)",
        new { municipality = municipality.ToString(), resident = resident.Value, kind = (int)kind }));
}
