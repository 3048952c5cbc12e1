using System.Data.Common;
using Dapper;
using KioskSim.City.Municipalities;
using KioskSim.City.Restoring;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Registry;

/// <summary>
/// How old the copy of each register is: since when the register has not said that all it holds is here. Beyond the city's limit the kinds
/// that are made from it close, because a copy that has fallen behind certifies what is not so any more (seals cancelled long ago, 2020 to
/// 2023).
/// </summary>
public sealed class FeedStates(Database database, TimeProvider clock)
{
    internal const string Schema = """
        CREATE TABLE feed_state (municipality TEXT, register INTEGER, as_of INTEGER NOT NULL, PRIMARY KEY (municipality, register)) WITHOUT ROWID;
        """;

    /// <summary>The register says that all it held at a moment has been pushed. An earlier moment than is known changes nothing.</summary>
    public void Confirm(MunicipalityCode municipality, RegisterKind register, DateTimeOffset asOf) => database.Write(c => c.Execute(
        """
        INSERT INTO feed_state (municipality, register, as_of) VALUES (@municipality, @register, @asOf)
        ON CONFLICT (municipality, register) DO UPDATE SET as_of = excluded.as_of WHERE excluded.as_of > feed_state.as_of
        """,
        new { municipality = municipality.ToString(), register = (int)register, asOf = asOf.ToUnixTimeMilliseconds() }));

    /// <summary>No register has said so any more, within the caller's transaction.</summary>
    internal static void Clear(DbConnection connection) => connection.Execute("DELETE FROM feed_state");

    /// <returns>Null: it never said so.</returns>
    public TimeSpan? AgeOf(MunicipalityCode municipality, RegisterKind register) =>
        database.Read(c => c.QuerySingleOrDefault<long?>(
            "SELECT as_of FROM feed_state WHERE municipality = @m AND register = @register", new { m = municipality.ToString(), register = (int)register })) is { } asOf
            ? clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(asOf)
            : null;

    /// <summary>Whether a kind is issued at a moment: what the city's configuration says, <see cref="AreTooOld"/>, and whether the server is <see cref="AreRestored"/>.</summary>
    public Availability AvailabilityOf(Municipality city, Offer offer, OwnTerminal? terminal, DateTimeOffset at)
    {
        var configured = city.AvailabilityOf(offer, terminal, at);
        return configured == Availability.Open && (AreRestored() || AreTooOld(city, offer.Kind)) ? Availability.Suspended : configured;
    }

    /// <summary>Whether all tables were read back from a backup, and nobody has said yet that what came after it is in them again.</summary>
    public bool AreRestored() => database.Read(RestoredTables.AreClosed);

    /// <summary>Whether a register that the kind is made from is older here than the city allows, or never came.</summary>
    public bool AreTooOld(Municipality city, CertificateKind kind) =>
        Of(kind).Any(r => city.OldestCopies.TryGetValue(r, out var oldest) && (AgeOf(city.Code, r) is not { } age || age > oldest));

    /// <summary>The registers that a kind of certificate is made from. Who applies is always a question to the first.</summary>
    public static IReadOnlyList<RegisterKind> Of(CertificateKind kind) => kind switch
    {
        CertificateKind.SealRegistration => [RegisterKind.Residents, RegisterKind.Seals],
        CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement => [RegisterKind.Residents, RegisterKind.FamilyRegisters],
        CertificateKind.Tax or CertificateKind.Income => [RegisterKind.Residents, RegisterKind.Taxes],
        _ => [RegisterKind.Residents],
    };
}
