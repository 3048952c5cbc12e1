using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters;

/// <summary>
/// A city's base register, read only: residents' records, seals, 住基カード, and which resident a certificate stands for. Individual numbers are in
/// the clear here, as in the city's own register; copies that leave it seal them. Not for use by several threads at once: open it twice.
/// </summary>
public sealed class BaseRegister : IDisposable
{
    internal const int FileKind = 0x4B534252; // "KSBR"

    readonly SqliteConnection _connection;

    BaseRegister(SqliteConnection connection)
    {
        _connection = connection;
        (Municipality, AsOf) = StoreFile.ReadRegister(connection);
    }

    public MunicipalityCode Municipality { get; }

    /// <summary>The day the register tells the state of.</summary>
    public DateOnly AsOf { get; }

    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not a base register.</exception>
    public static BaseRegister Open(string path) =>
        StoreFile.Open(path, FileKind, "base register", connection => new BaseRegister(connection));

    /// <summary>All households by number, members in the record's order. Streams: a million people pass through little memory.</summary>
    public IEnumerable<Household> Households()
    {
        var rows = _connection.Rows(
            $"SELECT {PersonTable.All}, h.address FROM person p JOIN household h ON h.id = p.household {InOrder}",
            row => (Person: PersonTable.Read(row), Address: row.GetString(PersonTable.Columns)));

        List<Person> members = [];
        var address = "";
        foreach (var row in rows)
        {
            if (members is [var first, ..] && first.Household != row.Person.Household)
            {
                yield return new(first.Household, address, [.. members]);
                members.Clear();
            }

            members.Add(row.Person);
            address = row.Address;
        }

        if (members is [var last, ..])
            yield return new(last.Household, address, [.. members]);
    }

    public IEnumerable<SealRegistration> Seals() => _connection.Rows($"{SealTable} ORDER BY number", ReadSeal);

    /// <summary>Of each resident the latest registration, which may have been cancelled.</summary>
    public IEnumerable<SealRegistration> LatestSeals() => _connection.Rows(
        $"{SealTable} AS s WHERE number = (SELECT max(number) FROM seal WHERE resident = s.resident) ORDER BY number", ReadSeal);

    /// <summary>In the order of <see cref="Households"/> and their members.</summary>
    public IEnumerable<CardCertificate> Certificates() => _connection.Rows(
        $"SELECT c.serial, c.resident FROM person p JOIN certificate c ON c.resident = p.id {InOrder}, c.rowid",
        row => new CardCertificate(new(row.GetInt64(0)), new(row.GetInt64(1))));

    /// <summary>住基カード, returned ones too; in the order of <see cref="Households"/> and their members.</summary>
    public IEnumerable<JukiCardEntry> JukiCards() => _connection.Rows(
        $"SELECT c.number, c.resident, c.issued_on, c.returned_on FROM person p JOIN juki_card c ON c.resident = p.id {InOrder}, c.number", ReadJukiCard);

    public Household? Find(HouseholdId id)
    {
        const string people = $"SELECT {PersonTable.All} FROM person p WHERE p.household = $1 ORDER BY p.position";
        var members = _connection.Rows(people, PersonTable.Read, id.Value).ToImmutableArray();
        return members.IsEmpty
            ? null
            : new(id, _connection.Rows("SELECT address FROM household WHERE id = $1", row => row.GetString(0), id.Value).Single(), members);
    }

    public Person? Find(ResidentId id) =>
        _connection.Rows($"SELECT {PersonTable.All} FROM person p WHERE p.id = $1", PersonTable.Read, id.Value).SingleOrDefault();

    /// <summary>The resident a certificate stands for; null for a serial number the city does not know.</summary>
    public ResidentId? ResidentOf(CertificateSerial serial) =>
        _connection.Number("SELECT resident FROM certificate WHERE serial = $1", serial.Value) is var id and not 0 ? new(id) : null;

    public ImmutableArray<CertificateSerial> CertificatesOf(ResidentId id) =>
    [
        .. _connection.Rows("SELECT serial FROM certificate WHERE resident = $1", row => new CertificateSerial(row.GetInt64(0)), id.Value),
    ];

    public ImmutableArray<JukiCardEntry> JukiCardsOf(ResidentId id) => [.. _connection.Rows($"{JukiCardTable} WHERE resident = $1", ReadJukiCard, id.Value)];

    /// <summary>The latest registration, which may have been cancelled; null for someone who never had one.</summary>
    public SealRegistration? SealOf(ResidentId id) =>
        _connection.Rows($"{SealTable} WHERE resident = $1 ORDER BY number DESC LIMIT 1", ReadSeal, id.Value).SingleOrDefault();

    /// <summary>
    /// People who fit, from some place of the register to its end and then from its start: another seed, another first one. Streams;
    /// take as many as needed. The same register, filter and seed give the same people.
    /// </summary>
    public IEnumerable<Person> Sample(ResidentFilter filter, ulong seed)
    {
        var (first, last) = (_connection.Number("SELECT min(id) FROM person"), _connection.Number("SELECT max(id) FROM person"));
        var start = first + (long)(seed * 0x9E3779B97F4A7C15 % (ulong)(last - first + 1));
        var query = $"SELECT {PersonTable.All} FROM person p WHERE p.id {{0}} $1 AND {filter.Condition} ORDER BY p.id";
        return _connection.Rows(string.Format(query, ">="), PersonTable.Read, start)
            .Concat(_connection.Rows(string.Format(query, "<"), PersonTable.Read, start));
    }

    public long Count(ResidentFilter filter) => _connection.Number($"SELECT count(*) FROM person p WHERE {filter.Condition}");

    public RegisterCounts Counts() => new(
        Count(new() { Resident = true }),
        _connection.Number("SELECT count(*) FROM person"),
        _connection.Number("SELECT count(*) FROM household"),
        _connection.Number("SELECT count(*) FROM seal WHERE cancelled_on IS NULL"),
        _connection.Number("SELECT count(*) FROM certificate"));

    public void Dispose() => _connection.Dispose();

    const string InOrder = "ORDER BY p.household, p.position";

    const string SealTable = "SELECT number, resident, registered_on, inscription, cancelled_on FROM seal";

    const string JukiCardTable = "SELECT number, resident, issued_on, returned_on FROM juki_card";

    static JukiCardEntry ReadJukiCard(SqliteDataReader row) => new(new(row.GetInt64(0)), new(row.GetInt64(1)), row.Date(2), row.DateOrNull(3));

    static SealRegistration ReadSeal(SqliteDataReader row) =>
        new(row.GetInt32(0), new(row.GetInt64(1)), row.Date(2), row.GetString(3), row.DateOrNull(4));
}

/// <param name="Residents">Who still lives in the city.</param>
/// <param name="People">The residents and those who died or moved out.</param>
/// <param name="Seals">Seal registrations in force.</param>
public sealed record RegisterCounts(long Residents, long People, long Households, long Seals, long Certificates);
