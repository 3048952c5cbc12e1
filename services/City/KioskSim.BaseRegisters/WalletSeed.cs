using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters;

/// <summary>
/// The cards of all invented citizens, read only: what is in their wallets, and what the JPKI centre is to know. Not for use by
/// several threads at once: open it twice.
/// </summary>
public sealed class WalletSeed : IDisposable
{
    internal const int FileKind = 0x4B535753; // "KSWS"

    const string Columns = "serial, pin, municipality, birth_date, valid_from, valid_to, status";

    readonly SqliteConnection _connection;

    WalletSeed(SqliteConnection connection)
    {
        _connection = connection;
        connection.Number("SELECT 1 FROM card LIMIT 1"); // fails on a file that was not completed
    }

    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not a wallet file.</exception>
    public static WalletSeed Open(string path) => StoreFile.Open(path, FileKind, "wallet file", connection => new WalletSeed(connection));

    /// <summary>All cards, city by city. Streams.</summary>
    public IEnumerable<WalletCard> Cards() => _connection.Rows($"SELECT {Columns} FROM card ORDER BY rowid", Read);

    public WalletCard? Find(CertificateSerial serial) =>
        _connection.Rows($"SELECT {Columns} FROM card WHERE serial = $1", Read, serial.Value).SingleOrDefault();

    public WalletJukiCard? Find(MunicipalityCode municipality, JukiCardNumber number) => _connection.Rows(
        "SELECT number, pin FROM juki_card WHERE municipality = $1 AND number = $2", row => new WalletJukiCard(new(row.GetInt64(0)), new(row.GetString(1))),
        municipality.ToString(), number.Value).SingleOrDefault();

    public long Count() => _connection.Number("SELECT count(*) FROM card");

    public void Dispose() => _connection.Dispose();

    static WalletCard Read(SqliteDataReader row) => new(
        new(row.GetInt64(0)), new(row.GetString(1)), new(row.GetString(2)),
        row.Date(3), row.Date(4), row.Date(5), (CardStatus)row.GetInt32(6));
}

/// <summary>Writes the wallets into a new file: the same cards in the same order make the same bytes.</summary>
public sealed class WalletSeedWriter : IDisposable
{
    readonly SqliteConnection _connection;
    readonly Insert _card, _jukiCard;

    /// <param name="path">A file that does not exist yet.</param>
    public WalletSeedWriter(string path)
    {
        _connection = StoreFile.Create(path, WalletSeed.FileKind, """
            CREATE TABLE card (
                serial INTEGER NOT NULL, pin TEXT NOT NULL, municipality TEXT NOT NULL, birth_date INTEGER NOT NULL,
                valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL, status INTEGER NOT NULL);
            CREATE TABLE juki_card (municipality TEXT NOT NULL, number INTEGER NOT NULL, pin TEXT NOT NULL);
            """);
        _card = new(_connection, "card", 7);
        _jukiCard = new(_connection, "juki_card", 3);
    }

    public void Add(WalletCard card) => _card
        .Add(card.Serial.Value).Add(card.Pin.Reveal()).Add(card.Municipality.ToString()).Add(card.BirthDate)
        .Add(card.ValidFrom).Add(card.ValidTo).Add((int)card.Status)
        .Run();

    public void Add(MunicipalityCode municipality, WalletJukiCard card) =>
        _jukiCard.Add(municipality.ToString()).Add(card.Number.Value).Add(card.Pin.Reveal()).Run();

    /// <summary>Makes the indexes and ends the transaction.</summary>
    /// <exception cref="SqliteException">A card's number was given twice.</exception>
    public void Complete() => _connection.Run(
        "CREATE UNIQUE INDEX card_serial ON card (serial); CREATE UNIQUE INDEX juki_card_number ON juki_card (municipality, number); COMMIT;");

    public void Dispose()
    {
        _card.Dispose();
        _jukiCard.Dispose();
        _connection.Dispose();
    }
}
