using System.Security.Cryptography;
using System.Text;
using Dapper;
using Google.Protobuf;
using KioskSim.Card.Applet;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.Cluster.Citizens;

/// <summary>
/// The 住基カード in the citizens' pockets. Like other cards, each gets its key when its holder first takes it out; the city that made it pushes
/// the public key to its issuance server, and nobody signs for it (001-41).
/// </summary>
/// <param name="cities">The city core of each city that is there.</param>
sealed class JukiCards(IReadOnlyDictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient> cities, Database cards)
{
    internal const string Schema = """
        CREATE TABLE juki_card (municipality TEXT, number INTEGER, state BLOB NOT NULL, known INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (municipality, number))
        """;

    /// <summary>Not for use by several at once.</summary>
    /// <exception cref="FlowException">MunicipalityUnknown: nobody is there to register the card; or as the city refuses it.</exception>
    public async Task<JukiCard> TakeOutAsync(MunicipalityCode municipality, JukiCardEntry entry, WalletJukiCard card, CancellationToken stop)
    {
        var key = new { municipality = municipality.ToString(), number = entry.Number.Value };
        var (json, known) = cards.Read(c => c.QuerySingleOrDefault<(byte[]?, bool)>(
            "SELECT state, known FROM juki_card WHERE municipality = @municipality AND number = @number", key));
        var state = json is null ? Make(municipality, entry, card) : JukiCardState.FromJson(json);
        if (json is null)
            Store(state);
        if (!known) // the card is kept first, so that the key that the city gets is one that is not lost
        {
            await RegisterAsync(state, stop);
            cards.Write(c => c.Execute("UPDATE juki_card SET known = 1 WHERE municipality = @municipality AND number = @number", key));
        }

        return new JukiCard(state, Store);
    }

    static JukiCardState Make(MunicipalityCode municipality, JukiCardEntry entry, WalletJukiCard card)
    {
        using var key = RSA.Create(2048);
        return new JukiCardState(
            new JukiCardInfo(municipality, entry.Number, entry.LastDay), key.ExportPkcs8PrivateKey(),
            CardPin.UserAuthentication(Encoding.ASCII.GetBytes(card.Pin.Reveal())));
    }

    async Task RegisterAsync(JukiCardState state, CancellationToken stop)
    {
        using var key = RSA.Create();
        key.ImportPkcs8PrivateKey(state.PrivateKey.Span, out _);
        var city = cities.GetValueOrDefault(state.Info.Municipality) ?? throw new FlowException(FlowErrorCode.MunicipalityUnknown);
        var request = new RegisterCardRequest
        {
            Municipality = state.Info.Municipality.ToString(), Number = state.Info.Number.Value, PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()),
        };
        await city.RegisterCardAsync(request, cancellationToken: stop);
    }

    void Store(JukiCardState state) => cards.Write(c => c.Execute(
        """
        INSERT INTO juki_card (municipality, number, state) VALUES (@municipality, @number, @json)
        ON CONFLICT (municipality, number) DO UPDATE SET state = @json
        """,
        new { municipality = state.Info.Municipality.ToString(), number = state.Info.Number.Value, json = state.ToJson() }));
}
