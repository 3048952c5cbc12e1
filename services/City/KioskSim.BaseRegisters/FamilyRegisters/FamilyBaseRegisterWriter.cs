using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters.FamilyRegisters;

/// <summary>
/// Writes a city's family registers into a new file: the same registers in the same order make the same bytes. A file that was not completed
/// is thrown away.
/// </summary>
public sealed class FamilyBaseRegisterWriter : IDisposable
{
    readonly SqliteConnection _connection;
    readonly Insert _register, _member;

    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="asOf">The day the registers tell the state of.</param>
    public FamilyBaseRegisterWriter(string path, MunicipalityCode municipality, DateOnly asOf)
    {
        _connection = StoreFile.CreateRegister(path, FamilyBaseRegister.FileKind, municipality, asOf, """
            CREATE TABLE family_register (id INTEGER PRIMARY KEY, place TEXT NOT NULL, head TEXT NOT NULL, notes TEXT NOT NULL);
            CREATE TABLE member (
                register INTEGER NOT NULL, number INTEGER NOT NULL, given TEXT NOT NULL, given_kana TEXT, birth_date INTEGER NOT NULL,
                father TEXT, mother TEXT, relation TEXT NOT NULL, spouse TEXT, removed INTEGER NOT NULL, notes TEXT NOT NULL,
                addresses TEXT NOT NULL, protected INTEGER NOT NULL, residence_city TEXT, residence INTEGER);
            """);
        _register = new(_connection, "family_register", 4);
        _member = new(_connection, "member", 15);
    }

    public void Add(FamilyRegister register)
    {
        _register.Add(register.Id.Value).Add(register.Place).Add(register.Head).Add(NoteText.Of(register.Notes)).Run();
        foreach (var member in register.Members)
        {
            _member.Add(register.Id.Value).Add(member.Number).Add(member.Given).Add(member.GivenKana).Add(member.BirthDate)
                .Add(member.Father).Add(member.Mother).Add(member.Relation).Add(member.Spouse).Add(member.Removed)
                .Add(NoteText.Of(member.Notes)).Add(NoteText.Of(member.Addresses))
                .Add(member.Protected).Add(member.Residence?.Municipality.ToString());
            (member.Residence is { } residence ? _member.Add(residence.Resident.Value) : _member.Add((string?)null)).Run();
        }
    }

    /// <summary>Makes the indexes and ends the transaction.</summary>
    /// <exception cref="SqliteException">A number was given twice, or a resident stands in two places.</exception>
    public void Complete() => _connection.Run("""
        CREATE UNIQUE INDEX member_number ON member (register, number);
        CREATE UNIQUE INDEX member_residence ON member (residence, residence_city) WHERE residence IS NOT NULL;
        COMMIT;
        """);

    public void Dispose()
    {
        _register.Dispose();
        _member.Dispose();
        _connection.Dispose();
    }
}
