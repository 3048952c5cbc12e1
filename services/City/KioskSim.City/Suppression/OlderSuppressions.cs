using System.Data.Common;
using Dapper;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Suppression;

/// <summary>
/// Suppressions of releases that stopped a person's certificates and not a register's. None is made any more; those that an older database
/// holds stand until the entry is approved, as any other.
/// </summary>
public sealed class OlderSuppressions(Database database)
{
    internal const string Schema = """
        CREATE TABLE suppression (
          municipality TEXT, resident INTEGER, kind INTEGER, since INTEGER NOT NULL, PRIMARY KEY (municipality, resident, kind)) WITHOUT ROWID;
        """;

    public bool Cover(MunicipalityCode municipality, ResidentId resident, CertificateKind kind) => database.Read(c => c.QuerySingle<long>(
        "SELECT COUNT(*) FROM suppression WHERE municipality = @municipality AND resident = @resident AND kind = @kind",
        new { municipality = municipality.ToString(), resident = resident.Value, kind = (int)kind })) > 0;

    /// <summary>Lifts those of residents who are in a register, within the caller's transaction.</summary>
    internal static void Lift(DbConnection connection, MunicipalityCode municipality, long register) => connection.Execute(
        """
        DELETE FROM suppression WHERE municipality = @m
          AND resident IN (SELECT resident FROM family_member WHERE municipality = @m AND register = @register AND home = @m)
        """,
        new { m = municipality.ToString(), register });
}
