using System.Globalization;
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
using Microsoft.Data.Sqlite;

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

    /// <summary>Takes households in, each replacing what was known of it. All that it can, or, on an exception, none.</summary>
    /// <param name="rows">Checked by <see cref="HouseholdRowReader"/>, with what it read.</param>
    /// <returns>The rows left out, because a card of theirs is another household's: there are never two people behind one card.</returns>
    internal IReadOnlyList<FedRow> Put(IReadOnlyList<FedRow> rows) => database.Write(connection =>
    {
        var leftOut = new List<FedRow>();
        using var certificates = new CardRows(connection, "certificate", "serial");
        using var jukiCards = new CardRows(connection, "juki_card", "number");
        using var household = connection.Command("INSERT OR REPLACE INTO household VALUES ($municipality, $household, $row)");
        using var clearResidents = connection.Command("DELETE FROM resident WHERE municipality = $municipality AND household = $household");
        using var resident = connection.Command(
            "INSERT OR REPLACE INTO resident VALUES ($municipality, $resident, $household, $number, $domicile, $name, $birthDate)");
        foreach (var fed in rows)
        {
            var (row, read) = (fed.Row, fed.Read);
            var (city, id) = (read.Municipality.ToString(), read.Household.Id.Value);
            (CardRows Rows, List<(long Number, long Resident)> Cards)[] kinds =
            [
                (certificates, [.. read.Certificates.Select(c => (c.Key.Value, c.Value.Value))]),
                (jukiCards, [.. read.JukiCards.Values.Select(c => (c.Number.Value, c.Resident.Value))]),
            ];
            if (kinds.Any(k => k.Cards.Any(c => k.Rows.IsAnothers(city, id, c))))
            {
                leftOut.Add(fed);
                continue;
            }

            foreach (var (kind, _) in kinds)
                kind.ClearHousehold(city, id);
            clearResidents.Run(("municipality", city), ("household", id));
            foreach (var member in row.Members)
            {
                foreach (var (kind, _) in kinds)
                    kind.Clear(city, member.Resident); // of one who came from another household
                resident.Run(
                    ("municipality", city), ("resident", member.Resident), ("household", id), ("number", SealNumber(read.Municipality, member)),
                    ("domicile", member.Domicile?.Municipality), ("name", SearchName(member.Name)), ("birthDate", member.BirthDate));
            }

            foreach (var (kind, cards) in kinds)
                cards.ForEach(c => kind.Add(city, c));
            household.Run(("municipality", city), ("household", id), ("row", WithoutNumbers(row)));
        }

        return leftOut;
    });

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
        var found = connection.QuerySingleOrDefault<(long Resident, byte[] Row)>(
            $"""
            SELECT r.resident, h.row FROM resident r
            JOIN household h ON h.municipality = r.municipality AND h.household = r.household
            WHERE r.municipality = @municipality AND r.resident = ({residentOfCard})
            """,
            new { municipality = municipality.ToString(), number });
        if (found.Row is null)
            return null;
        var registered = HouseholdRowReader.Read(HouseholdRow.Parser.ParseFrom(found.Row));
        return new Applicant(registered, registered.Member(new ResidentId(found.Resident)));
    });

    /// <summary>People whose registered domicile is a city (000-67), by name, by date of birth, or by both (000-68).</summary>
    public IReadOnlyList<Person> FindByDomicile(MunicipalityCode municipality, string name, DateOnly? birth, int most) => database.Read(connection =>
        connection.Query<(long Resident, byte[] Row)>(
            """
            SELECT r.resident, h.row FROM resident r JOIN household h ON h.municipality = r.municipality AND h.household = r.household
            WHERE r.domicile = @municipality AND r.municipality = @municipality AND (@name = '' OR r.name = @name) AND (@birth IS NULL OR r.birth_date = @birth)
            ORDER BY r.resident LIMIT @most
            """,
            new { municipality = municipality.ToString(), name = SearchName(name), birth = birth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), most })
        .Select(found => HouseholdRowReader.Read(HouseholdRow.Parser.ParseFrom(found.Row)).Member(new ResidentId(found.Resident)))
        .ToList());

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

    // Whoever searches types a name with or without the space between its parts.
    static string SearchName(string name) => name.Replace("\u3000", "").Replace(" ", "");

    static byte[] WithoutNumbers(HouseholdRow row)
    {
        var copy = row.Clone();
        foreach (var member in copy.Members)
            member.IndividualNumber = "";
        return copy.ToByteArray();
    }
}

/// <summary>A pushed row and where it stood in the stream, from 1.</summary>
readonly record struct FedRow(int Position, HouseholdRow Row, RegisteredHousehold Read);

static class PreparedCommands
{
    /// <summary>A statement to run many times within one transaction.</summary>
    public static SqliteCommand Command(this SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    public static void Run(this SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values) =>
        command.With(values).ExecuteNonQuery();

    public static bool Finds(this SqliteCommand command, params ReadOnlySpan<(string Name, object? Value)> values) =>
        command.With(values).ExecuteScalar() is not null;

    static SqliteCommand With(this SqliteCommand command, ReadOnlySpan<(string Name, object? Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue("$" + name, value ?? DBNull.Value);
        return command;
    }
}
