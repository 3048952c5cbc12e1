using Dapper;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Storage;

namespace KioskSim.City.Cards;

/// <summary>
/// Public keys of the city's 住基カード, apart from the copy of the registers: a household that is pushed again does not touch them. A key that
/// stands once stands for good, so that nobody who gets on the city core can put a card of his own in another's place.
/// </summary>
public sealed class JukiCardKeys(Database database)
{
    internal const string Schema = """
        CREATE TABLE juki_key (municipality TEXT, number INTEGER, public_key BLOB NOT NULL, PRIMARY KEY (municipality, number)) WITHOUT ROWID;
        """;

    /// <param name="publicKey">RSA, SubjectPublicKeyInfo.</param>
    /// <exception cref="FlowException">BadRequest: no such key, a card that the register does not know, or one that has another key.</exception>
    public void Register(MunicipalityCode municipality, JukiCardNumber number, byte[] publicKey)
    {
        if (!VerificationKey.TryImport(publicKey, out var usable))
            throw new FlowException(FlowErrorCode.BadRequest, "public_key is no RSA key of 2048 bits or more");
        usable.Dispose();
        var card = new { city = municipality.ToString(), number = number.Value, publicKey };
        database.Write(c =>
        {
            if (c.QuerySingleOrDefault<long?>("SELECT number FROM juki_card WHERE municipality = @city AND number = @number", card) is null)
                throw new FlowException(FlowErrorCode.BadRequest, "the register knows no such card");
            c.Execute("INSERT INTO juki_key (municipality, number, public_key) VALUES (@city, @number, @publicKey) ON CONFLICT DO NOTHING", card);
            if (!c.QuerySingle<byte[]>("SELECT public_key FROM juki_key WHERE municipality = @city AND number = @number", card).AsSpan().SequenceEqual(publicKey))
                throw new FlowException(FlowErrorCode.BadRequest, "the card has another key");
        });
    }

    /// <returns>Null: there is none.</returns>
    public byte[]? Find(MunicipalityCode municipality, JukiCardNumber number) => database.Read(c => c.QuerySingleOrDefault<byte[]>(
        "SELECT public_key FROM juki_key WHERE municipality = @m AND number = @n", new { m = municipality.ToString(), n = number.Value }));
}
