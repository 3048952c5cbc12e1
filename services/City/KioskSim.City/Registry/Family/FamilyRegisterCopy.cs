using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Google.Protobuf;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;

namespace KioskSim.City.Registry.Family;

/// <summary>The copy of the family registers that the city keeps, and a line for each member who is still in one, to be found by.</summary>
public sealed class FamilyRegisterCopy(Database database)
{
    internal const string Schema = """
        CREATE TABLE family_register (municipality TEXT, register INTEGER, row BLOB NOT NULL, PRIMARY KEY (municipality, register)) WITHOUT ROWID;
        CREATE TABLE family_member (
          municipality TEXT, register INTEGER, number INTEGER, home TEXT, resident INTEGER, name TEXT NOT NULL, birth_date TEXT NOT NULL,
          PRIMARY KEY (municipality, register, number)) WITHOUT ROWID;
        CREATE INDEX family_member_resident ON family_member (municipality, home, resident);
        CREATE INDEX family_member_name ON family_member (municipality, name);
        CREATE INDEX family_member_birth_date ON family_member (municipality, birth_date);
        """;

    static readonly Statement ClearMembers = new("DELETE FROM family_member WHERE municipality = $1 AND register = $2", DbType.String, DbType.Int64);

    static readonly Statement PutRegister = new(
        "INSERT INTO family_register (municipality, register, row) VALUES ($1, $2, $3) ON CONFLICT (municipality, register) DO UPDATE SET row = excluded.row",
        DbType.String, DbType.Int64, DbType.Binary);

    static readonly Statement AddMember = new(
        "INSERT INTO family_member (municipality, register, number, home, resident, name, birth_date) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        DbType.String, DbType.Int64, DbType.Int64, DbType.String, DbType.Int64, DbType.String, DbType.String);

    /// <inheritdoc cref="RegisterCopy.Clear"/>
    internal static void Clear(DbConnection connection) => connection.Execute("DELETE FROM family_register; DELETE FROM family_member;");

    /// <param name="rows">Checked by <see cref="FamilyRegisterRowReader"/>. Of two of one register the later stands.</param>
    internal void Put(IReadOnlyList<FamilyRegisterRow> rows) => database.Write(c => Put(c, rows));

    /// <summary>The same within the caller's transaction, so that an approved entry and what it frees are one (000-71).</summary>
    internal static void Put(DbConnection connection, IReadOnlyList<FamilyRegisterRow> rows)
    {
        var latest = rows.GroupBy(r => (r.Municipality, r.Register), (_, same) => same.Last()).ToList();
        ClearMembers.Run(connection, latest.Select(r => (object?[])[r.Municipality, r.Register]));
        PutRegister.Run(connection, latest.Select(r => (object?[])[r.Municipality, r.Register, r.ToByteArray()]));
        AddMember.Run(connection, latest.SelectMany(r => r.Members.Where(m => !m.Removed), (r, m) => (object?[])
        [
            r.Municipality, r.Register, (long)m.Number, m.Residence?.Municipality, m.Residence?.Resident, SearchName.Of(FamilyRegister.FullName(r.Head, m.Given)), m.BirthDate,
        ]));
    }

    /// <summary>The register in which somebody is who lives in a city that takes part.</summary>
    /// <returns>Null: in none that is kept here.</returns>
    public FamilyEntry? FindByResident(MunicipalityCode municipality, Residence home)
    {
        var found = database.Read(c => c.QueryFirstOrDefault<(long Number, byte[] Row)>(
            """
            SELECT m.number, r.row FROM family_member m JOIN family_register r ON r.municipality = m.municipality AND r.register = m.register
            WHERE m.municipality = @municipality AND m.home = @home AND m.resident = @resident
            """,
            new { municipality = municipality.ToString(), home = home.Municipality.ToString(), resident = home.Resident.Value }));
        return found.Row is null ? null : Entry(found.Row, (int)found.Number);
    }

    /// <returns>Null: no such register, or nobody in it has that number any more.</returns>
    public FamilyEntry? Find(MunicipalityCode municipality, FamilyRegisterId register, int member)
    {
        var row = database.Read(c => c.QuerySingleOrDefault<byte[]>(
            "SELECT row FROM family_register WHERE municipality = @m AND register = @register", new { m = municipality.ToString(), register = register.Value }));
        return row is null ? null : Entry(row, member);
    }

    public bool Exists(MunicipalityCode municipality, FamilyRegisterId register) => database.Read(c => c.QuerySingle<long>(
        "SELECT COUNT(*) FROM family_register WHERE municipality = @m AND register = @register", new { m = municipality.ToString(), register = register.Value })) > 0;

    /// <summary>People whose registered domicile is here (000-67), by name, by date of birth, or by both (000-68).</summary>
    public IReadOnlyList<FamilyCandidate> Search(MunicipalityCode municipality, string name, DateOnly? birth, int most) => [.. Rows(municipality, name, birth, most)
        .Select(found => (Register: FamilyRegisterRowReader.Read(FamilyRegisterRow.Parser.ParseFrom(found.Row)).Register, Number: (int)found.Number))
        .Select(e => (e.Register, Member: e.Register.Member(e.Number)))
        .Select(e => new FamilyCandidate(e.Register.Id, e.Register.Place, FamilyRegister.FullName(e.Register.Head, e.Member.Given), e.Member.BirthDate))];

    /// <summary>Members to whom all that somebody says of himself applies: at most one, but for twins of one name.</summary>
    public IReadOnlyList<FamilyEntry> Match(MunicipalityCode municipality, string place, string head, string name, DateOnly birth) => [.. Rows(municipality, name, birth, most: 20)
        .Select(found => Entry(found.Row, (int)found.Number)!)
        .Where(e => SearchName.Of(e.Register.Place) == SearchName.Of(place) && SearchName.Of(e.Register.Head) == SearchName.Of(head))];

    IEnumerable<(long Number, byte[] Row)> Rows(MunicipalityCode municipality, string name, DateOnly? birth, int most) => database.Read(c => c.Query<(long, byte[])>(
        $"""
        SELECT m.number, r.row FROM family_member m JOIN family_register r ON r.municipality = m.municipality AND r.register = m.register
        WHERE m.municipality = @municipality {(name.Length > 0 ? "AND m.name = @name" : "")} {(birth is null ? "" : "AND m.birth_date = @birth")}
        ORDER BY m.register, m.number LIMIT @most
        """,
        new { municipality = municipality.ToString(), name = SearchName.Of(name), birth = birth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), most }).AsList());

    static FamilyEntry? Entry(byte[] row, int number)
    {
        var register = FamilyRegisterRowReader.Read(FamilyRegisterRow.Parser.ParseFrom(row)).Register;
        return register.Members.FirstOrDefault(m => m.Number == number && !m.Removed) is { } member ? new FamilyEntry(register, member, SHA256.HashData(row)) : null;
    }
}
