using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters.FamilyRegisters;

/// <summary>
/// The family registers a city keeps, read only, wherever the people in them live (000-40: a system of its own beside the residents' register).
/// Not for use by several threads at once: open it twice.
/// </summary>
public sealed class FamilyBaseRegister : IDisposable
{
    internal const int FileKind = 0x4B534652; // "KSFR"

    const string Members = """
        SELECT m.number, m.given, m.given_kana, m.birth_date, m.father, m.mother, m.relation, m.spouse, m.removed, m.notes, m.addresses,
            m.residence_city, m.residence, r.id, r.place, r.head, r.notes, m.protected
        FROM family_register r JOIN member m ON m.register = r.id
        """;

    readonly SqliteConnection _connection;

    FamilyBaseRegister(SqliteConnection connection)
    {
        _connection = connection;
        (Municipality, AsOf) = StoreFile.ReadRegister(connection);
    }

    public MunicipalityCode Municipality { get; }

    /// <summary>The day the registers tell the state of.</summary>
    public DateOnly AsOf { get; }

    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not a file of family registers.</exception>
    public static FamilyBaseRegister Open(string path) =>
        StoreFile.Open(path, FileKind, "file of family registers", connection => new FamilyBaseRegister(connection));

    /// <summary>All by number, members in the register's order. Streams.</summary>
    public IEnumerable<FamilyRegister> Registers() => Grouped(_connection.Rows($"{Members} ORDER BY r.id, m.number", Read));

    public FamilyRegister? Find(FamilyRegisterId id) =>
        Grouped(_connection.Rows($"{Members} WHERE r.id = $1 ORDER BY m.number", Read, id.Value)).SingleOrDefault();

    /// <summary>The register in which a resident of some city stands; null when this city keeps none.</summary>
    public FamilyRegister? Of(Residence residence) => _connection.Number(
        "SELECT register FROM member WHERE residence = $1 AND residence_city = $2", residence.Resident.Value, residence.Municipality.ToString())
        is var id and not 0 ? Find(new(id)) : null;

    public long Count() => _connection.Number("SELECT count(*) FROM family_register");

    public void Dispose() => _connection.Dispose();

    static IEnumerable<FamilyRegister> Grouped(IEnumerable<(FamilyRegister Register, FamilyMember Member)> rows)
    {
        FamilyRegister? current = null;
        var members = ImmutableArray.CreateBuilder<FamilyMember>();
        foreach (var (register, member) in rows)
        {
            if (current is not null && current.Id != register.Id)
                yield return current with { Members = members.DrainToImmutable() };
            current = register;
            members.Add(member);
        }

        if (current is not null)
            yield return current with { Members = members.DrainToImmutable() };
    }

    static (FamilyRegister, FamilyMember) Read(SqliteDataReader row) => (
        new(new(row.GetInt64(13)), row.GetString(14), row.GetString(15), NoteText.Notes(row.GetString(16)), []),
        new()
        {
            Number = row.GetInt32(0),
            Given = row.GetString(1),
            GivenKana = row.TextOrNull(2),
            BirthDate = row.Date(3),
            Father = row.TextOrNull(4),
            Mother = row.TextOrNull(5),
            Relation = row.GetString(6),
            Spouse = row.TextOrNull(7),
            Removed = row.GetBoolean(8),
            Notes = NoteText.Notes(row.GetString(9)),
            Addresses = NoteText.Addresses(row.GetString(10)),
            Protected = row.GetBoolean(17),
            Residence = row.IsDBNull(12) ? null : new(new(row.GetString(11)), new(row.GetInt64(12))),
        });
}
