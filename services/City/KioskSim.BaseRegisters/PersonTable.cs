using KioskSim.Domain.Values;
using KioskSim.Registers;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters;

/// <summary>The table of people: one row a person, written and read in one order of columns, which stands here and nowhere else.</summary>
static class PersonTable
{
    public const string Create = """
        CREATE TABLE person (
            id INTEGER PRIMARY KEY, household INTEGER NOT NULL, position INTEGER NOT NULL,
            name TEXT NOT NULL, kana TEXT NOT NULL, former_family TEXT, former_family_kana TEXT,
            birth_date INTEGER NOT NULL, sex INTEGER NOT NULL, relationship TEXT NOT NULL,
            resident_since INTEGER NOT NULL, address_since INTEGER NOT NULL, previous_address TEXT,
            individual_number TEXT NOT NULL,
            domicile_place TEXT, domicile_head TEXT, domicile_city TEXT,
            nationality TEXT, category INTEGER, roman_name TEXT, alias TEXT, alias_kana TEXT,
            stay_status TEXT, stay_period TEXT, stay_ends INTEGER, stay_card TEXT,
            status INTEGER NOT NULL, status_on INTEGER, destination TEXT,
            protected INTEGER NOT NULL, name_traits INTEGER NOT NULL);
        """;

    public const int Columns = 31;

    /// <summary>All columns of a person called p, in the table's order.</summary>
    public const string All = "p.*";

    public static void Write(Insert row, Person person, int position)
    {
        row.Add(person.Id.Value).Add(person.Household.Value).Add(position)
            .Add(person.Name.Text).Add(person.Name.Kana).Add(person.Name.FormerFamily).Add(person.Name.FormerFamilyKana)
            .Add(person.BirthDate).Add((int)person.Sex).Add(person.Relationship)
            .Add(person.ResidentSince).Add(person.AddressSince).Add(person.PreviousAddress)
            .Add(person.IndividualNumber.Reveal())
            .Add(person.Domicile?.Place).Add(person.Domicile?.Head).Add(person.Domicile?.Municipality?.ToString());

        var foreign = person.Foreign;
        row.Add(foreign?.Nationality).Add((int)(foreign?.Category ?? 0)).Add(foreign?.RomanName).Add(foreign?.Alias).Add(foreign?.AliasKana)
            .Add(foreign?.Status).Add(foreign?.Period).Add(foreign?.ExpiresOn).Add(foreign?.CardNumber)
            .Add((int)person.Standing.Status).Add(person.Standing.On).Add(person.Standing.Destination)
            .Add(person.Protected).Add((int)NameTraits.Of(person))
            .Run();
    }

    public static Person Read(SqliteDataReader row) => new()
    {
        Id = new ResidentId(row.GetInt64(0)),
        Household = new HouseholdId(row.GetInt64(1)),
        Name = new PersonName(row.GetString(3), row.GetString(4))
        {
            FormerFamily = row.TextOrNull(5),
            FormerFamilyKana = row.TextOrNull(6),
        },
        BirthDate = row.Date(7),
        Sex = (Sex)row.GetInt32(8),
        Relationship = row.GetString(9),
        ResidentSince = row.Date(10),
        AddressSince = row.Date(11),
        PreviousAddress = row.TextOrNull(12),
        IndividualNumber = IndividualNumber.TryParse(row.GetString(13), out var number)
            ? number
            : throw new InvalidDataException($"The individual number of resident {row.GetInt64(0)} is not one."),
        Domicile = ReadDomicile(row),
        Foreign = ReadForeign(row),
        Standing = (ResidentStatus)row.GetInt32(26) is var status && status == ResidentStatus.Resident
            ? Standing.Current
            : new Standing(status, row.DateOrNull(27), row.TextOrNull(28)),
        Protected = row.GetBoolean(29),
    };

    static Domicile? ReadDomicile(SqliteDataReader row) => row.IsDBNull(14)
        ? null
        : new(row.GetString(14), row.GetString(15), row.TextOrNull(16) is { } city ? new MunicipalityCode(city) : null);

    static ForeignResident? ReadForeign(SqliteDataReader row) => row.IsDBNull(17)
        ? null
        : new(row.GetString(17), (Article30_45)row.GetInt32(18), row.GetString(19))
        {
            Alias = row.TextOrNull(20),
            AliasKana = row.TextOrNull(21),
            Status = row.TextOrNull(22),
            Period = row.TextOrNull(23),
            ExpiresOn = row.DateOrNull(24),
            CardNumber = row.TextOrNull(25),
        };
}
