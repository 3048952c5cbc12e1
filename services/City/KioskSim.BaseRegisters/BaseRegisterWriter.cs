using KioskSim.Domain.Values;
using KioskSim.Registers;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters;

/// <summary>
/// Writes a city's base register into a new file: the same entries in the same order make the same bytes. A file that was not
/// completed is not a register; throw it away.
/// </summary>
public sealed class BaseRegisterWriter : IDisposable
{
    readonly SqliteConnection _connection;
    readonly Insert _household, _person, _seal, _certificate, _jukiCard;

    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="asOf">The day the register tells the state of.</param>
    public BaseRegisterWriter(string path, MunicipalityCode municipality, DateOnly asOf)
    {
        _connection = StoreFile.CreateRegister(path, BaseRegister.FileKind, municipality, asOf, $"""
            CREATE TABLE household (id INTEGER PRIMARY KEY, address TEXT NOT NULL);
            {PersonTable.Create}
            CREATE TABLE seal (
                number INTEGER PRIMARY KEY, resident INTEGER NOT NULL, registered_on INTEGER NOT NULL, inscription TEXT NOT NULL,
                cancelled_on INTEGER);
            CREATE TABLE certificate (serial INTEGER NOT NULL, resident INTEGER NOT NULL);
            CREATE TABLE juki_card (number INTEGER NOT NULL, resident INTEGER NOT NULL, issued_on INTEGER NOT NULL, returned_on INTEGER);
            """);
        _household = new(_connection, "household", 2);
        _person = new(_connection, "person", PersonTable.Columns);
        _seal = new(_connection, "seal", 5);
        _certificate = new(_connection, "certificate", 2);
        _jukiCard = new(_connection, "juki_card", 4);
    }

    public void Add(Household household)
    {
        _household.Add(household.Id.Value).Add(household.Address).Run();
        for (var position = 0; position < household.Members.Length; position++)
            PersonTable.Write(_person, household.Members[position], position);
    }

    public void Add(SealRegistration seal) =>
        _seal.Add(seal.Number).Add(seal.Resident.Value).Add(seal.RegisteredOn).Add(seal.Inscription).Add(seal.CancelledOn).Run();

    public void Add(CardCertificate certificate) => _certificate.Add(certificate.Serial.Value).Add(certificate.Resident.Value).Run();

    public void Add(JukiCardEntry card) => _jukiCard.Add(card.Number.Value).Add(card.Resident.Value).Add(card.IssuedOn).Add(card.ReturnedOn).Run();

    /// <summary>Makes the indexes and ends the transaction.</summary>
    /// <exception cref="SqliteException">A card's number was given twice.</exception>
    public void Complete() => _connection.Run("""
        CREATE INDEX person_household ON person (household, position);
        CREATE INDEX seal_resident ON seal (resident);
        CREATE UNIQUE INDEX certificate_serial ON certificate (serial);
        CREATE INDEX certificate_resident ON certificate (resident);
        CREATE UNIQUE INDEX juki_card_number ON juki_card (number);
        CREATE INDEX juki_card_resident ON juki_card (resident);
        COMMIT;
        """);

    public void Dispose()
    {
        foreach (var statement in (Insert[])[_household, _person, _seal, _certificate, _jukiCard])
            statement.Dispose();
        _connection.Dispose();
    }
}
