using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Google.Protobuf;
using KioskSim.City.Audit;
using KioskSim.City.Numbers;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Registry;

/// <summary>
/// The issuance server's copy of the base registers, many cities in one file, each row under its city. Households are kept as they
/// were pushed, without the individual numbers: those are sealed in a column of their own.
/// </summary>
public sealed class RegisterCopy(Database database, SealedNumbers numbers, AuditLog audit)
{
    internal const string Schema = """
        CREATE TABLE household (municipality TEXT, household INTEGER, row BLOB NOT NULL, PRIMARY KEY (municipality, household)) WITHOUT ROWID;
        CREATE TABLE resident (
          municipality TEXT, resident INTEGER, household INTEGER NOT NULL, sealed_number BLOB, domicile TEXT, name TEXT NOT NULL, birth_date TEXT NOT NULL,
          PRIMARY KEY (municipality, resident)) WITHOUT ROWID;
        CREATE INDEX resident_household ON resident (municipality, household);
        CREATE INDEX resident_birth_date ON resident (domicile, birth_date);
        CREATE INDEX resident_name ON resident (domicile, name);
        CREATE TABLE certificate (
          municipality TEXT, serial INTEGER, resident INTEGER NOT NULL, PRIMARY KEY (municipality, serial)) WITHOUT ROWID;
        CREATE INDEX certificate_resident ON certificate (municipality, resident);
        """;

    internal const string JukiCardSchema = """
        CREATE TABLE juki_card (municipality TEXT, number INTEGER, resident INTEGER NOT NULL, PRIMARY KEY (municipality, number)) WITHOUT ROWID;
        CREATE INDEX juki_card_resident ON juki_card (municipality, resident);
        """;

    static readonly Statement AddResident = new(
        "INSERT INTO resident (municipality, resident, household, sealed_number, domicile, name, birth_date) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        DbType.String, DbType.Int64, DbType.Int64, DbType.Binary, DbType.String, DbType.String, DbType.String);

    static readonly Statement PutHousehold = new(
        "INSERT INTO household (municipality, household, row) VALUES ($1, $2, $3) ON CONFLICT (municipality, household) DO UPDATE SET row = excluded.row",
        DbType.String, DbType.Int64, DbType.Binary);

    /// <summary>Forgets all of it, within the caller's transaction: the registers push it anew.</summary>
    internal static void Clear(DbConnection connection) =>
        connection.Execute("DELETE FROM household; DELETE FROM resident; DELETE FROM certificate; DELETE FROM juki_card;");

    /// <summary>Takes households in, each replacing what was known of it. All that it can, or, on an exception, none.</summary>
    /// <param name="rows">Checked by <see cref="HouseholdRowReader"/>, with what it read.</param>
    /// <returns>The rows left out, because a card of theirs is another household's: there are never two people behind one card.</returns>
    internal IReadOnlyList<FedRow> Put(IReadOnlyList<FedRow> rows)
    {
        var leftOut = new List<FedRow>();
        database.Write(connection =>
        {
            foreach (var city in rows.GroupBy(r => r.City))
                Put(connection, city.Key, [.. city], leftOut);
        });
        return [.. leftOut.OrderBy(r => r.Position)];
    }

    // Rows that have nothing to do with each other go in together, a few statements for all of them; others half by half, down to one
    // by one and in their order.
    void Put(DbConnection connection, string city, IReadOnlyList<FedRow> rows, List<FedRow> leftOut)
    {
        if (AreApart(rows) && !CardRows.Kinds.Any(kind => kind.AreOthers(connection, city, rows)))
            Load(connection, city, rows);
        else if (rows.Count == 1)
            leftOut.Add(rows[0]);
        else
        {
            var half = rows.Count / 2;
            Put(connection, city, [.. rows.Take(half)], leftOut);
            Put(connection, city, [.. rows.Skip(half)], leftOut);
        }
    }

    // A row by itself is: its reader saw to it that nobody and no card stands in it twice.
    static bool AreApart(IReadOnlyList<FedRow> rows) =>
        AreDistinct(rows.Select(r => r.Row.Household))
        && AreDistinct(rows.SelectMany(r => r.Row.Members).Select(m => m.Resident))
        && CardRows.Kinds.All(kind => AreDistinct(rows.SelectMany(kind.CardsOf).Select(c => c.Number)));

    static bool AreDistinct(IEnumerable<long> numbers)
    {
        var seen = new HashSet<long>();
        return numbers.All(seen.Add);
    }

    void Load(DbConnection connection, string city, IReadOnlyList<FedRow> rows)
    {
        Forget(connection, city, rows);
        AddResident.Run(connection, rows.SelectMany(r => r.Row.Members, (r, m) => (object?[])
            [city, m.Resident, r.Row.Household, SealNumber(r.Read.Municipality, m), m.Domicile?.Municipality, SearchName.Of(m.Name), m.BirthDate]));
        foreach (var kind in CardRows.Kinds)
            kind.Add(connection, city, rows);
        PutHousehold.Run(connection, rows.Select(r => (object?[])[city, r.Row.Household, WithoutNumbers(r.Row)]));
    }

    // Whoever was in these households, and who comes to them from others.
    static void Forget(DbConnection connection, string city, IReadOnlyList<FedRow> rows)
    {
        var known = connection.Query<long>(
            "SELECT resident FROM resident WHERE municipality = @city AND (household IN {=households} OR resident IN {=members})",
            new { city, households = rows.Select(r => r.Row.Household), members = rows.SelectMany(r => r.Row.Members).Select(m => m.Resident) }).AsList();
        if (known.Count == 0)
            return;
        foreach (var table in CardRows.Kinds.Select(kind => kind.Table).Append("resident"))
            connection.Execute($"DELETE FROM {table} WHERE municipality = @city AND resident IN {{=known}}", new { city, known });
    }

    /// <summary>Who a certificate stands for in a city (000-49: found by its serial number, never by the individual number, 000-32).</summary>
    /// <returns>Null: the city does not know it.</returns>
    public Applicant? FindApplicant(MunicipalityCode municipality, CertificateSerial serial) =>
        FindApplicant(municipality, "SELECT resident FROM certificate WHERE municipality = @municipality AND serial = @number", serial.Value);

    /// <summary>Who a 住基カード stands for in a city (001-41).</summary>
    /// <returns>Null: the city does not know it.</returns>
    public Applicant? FindApplicant(MunicipalityCode municipality, JukiCardNumber card) =>
        FindApplicant(municipality, "SELECT resident FROM juki_card WHERE municipality = @municipality AND number = @number", card.Value);

    Applicant? FindApplicant(MunicipalityCode municipality, string residentOfCard, long number) => database.Read(connection =>
    {
        var found = connection.QuerySingleOrDefault<(long Resident, byte[] Row, byte[]? Seal)>(
            $"""
            SELECT r.resident, h.row, s.row FROM resident r
            JOIN household h ON h.municipality = r.municipality AND h.household = r.household
            LEFT JOIN seal s ON s.municipality = r.municipality AND s.resident = r.resident
            WHERE r.municipality = @municipality AND r.resident = ({residentOfCard})
            """,
            new { municipality = municipality.ToString(), number });
        if (found.Row is null)
            return null;
        var registered = HouseholdRowReader.Read(HouseholdRow.Parser.ParseFrom(found.Row));
        return new Applicant(
            registered, registered.Member(new ResidentId(found.Resident)), found.Seal is null ? null : SealRowReader.Read(SealRow.Parser.ParseFrom(found.Seal)).Seal,
            SHA256.HashData([.. found.Row, .. found.Seal ?? []]));
    });

    /// <summary>Opens an individual number to print it, and records that it did (000-44).</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.ApplicantUnknown"/>: no number is kept for this person.</exception>
    public IndividualNumber OpenNumber(MunicipalityCode municipality, ResidentId resident, SessionId session, string reason) => database.Write(connection =>
    {
        var box = connection.QuerySingleOrDefault<byte[]>(
            "SELECT sealed_number FROM resident WHERE municipality = @municipality AND resident = @resident",
            new { municipality = municipality.ToString(), resident = resident.Value }) ?? throw new FlowException(FlowErrorCode.ApplicantUnknown, "no number is kept");
        audit.Append(connection, AuditEvent.IndividualNumberOpened, municipality, session, resident.Value, reason);
        return numbers.Open(municipality, resident, box);
    });

    public int CountResidents(MunicipalityCode municipality) => database.Read(c => c.QuerySingle<int>(
        "SELECT COUNT(*) FROM resident WHERE municipality = @m", new { m = municipality.ToString() }));

    byte[]? SealNumber(MunicipalityCode municipality, PersonRow member) =>
        IndividualNumber.TryParse(member.IndividualNumber, out var number) ? numbers.Seal(municipality, new ResidentId(member.Resident), number) : null;

    static byte[] WithoutNumbers(HouseholdRow row)
    {
        var copy = row.Clone();
        foreach (var member in copy.Members)
            member.IndividualNumber = "";
        return copy.ToByteArray();
    }
}

/// <summary>A pushed row and where it stood in the stream, from 1.</summary>
sealed class FedRow(int position, HouseholdRow row, RegisteredHousehold read)
{
    public int Position => position;

    public HouseholdRow Row => row;

    public RegisteredHousehold Read => read;

    public string City { get; } = read.Municipality.ToString();
}
