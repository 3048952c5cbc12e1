using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Google.Protobuf;
using KioskSim.BaseRegisters;
using KioskSim.Card;
using KioskSim.Card.Applet;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;
using KioskSim.World;

namespace KioskSim.Cluster.Citizens;

/// <summary>
/// The pockets of all citizens. A card's key is made when its holder first takes it out, and JPKI signs for it then: a million keys
/// nobody uses would take a day. What a card keeps without power, tries left above all, is kept here.
/// </summary>
public sealed class Wallet : IWallet, IDisposable
{
    static readonly string[] Schema =
    [
        "CREATE TABLE card (serial INTEGER PRIMARY KEY, state BLOB NOT NULL)",
        JukiCards.Schema,
        "CREATE TABLE phone (card INTEGER PRIMARY KEY, state BLOB NOT NULL, pin TEXT NOT NULL)",
    ];

    const int KeyBits = 2048;

    static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    // More than JPKI takes to be started anew.
    static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(10);

    readonly WorldFolder _world;
    readonly CardOffice.CardOfficeClient? _office;
    readonly JukiCards _jukiCards;
    readonly Database _cards;
    readonly Func<RSA> _key;
    readonly TimeProvider _clock;
    readonly ConcurrentDictionary<CertificateSerial, CardState> _inUse = []; // that were taken out in this run: a card comes again with its key ready
    readonly SemaphoreSlim _oneReader = new(1, 1);
    readonly SemaphoreSlim _oneMaker = new(1, 1);

    /// <param name="office">JPKI's desk for cards; null: out of reach, and there are no cards but those that were made before.</param>
    /// <param name="cities">The city core of each city that is within reach.</param>
    /// <param name="key">Makes a card's key.</param>
    /// <param name="clock">By which JPKI is asked again when it does not answer.</param>
    public Wallet(
        WorldFolder world, CardOffice.CardOfficeClient? office, IReadOnlyDictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient> cities, Database cards,
        Func<RSA> key, TimeProvider clock)
    {
        (_world, _office, _jukiCards, _cards, _key, _clock) = (world, office, new JukiCards(cities, cards), cards, key, clock);
        cards.Migrate(Schema);
    }

    /// <summary>A card's key, as JPKI asks for it.</summary>
    public static RSA NewKey() => RSA.Create(KeyBits);

    /// <inheritdoc cref="TakeOutAsync(MunicipalityCode, string, CardChoice, CancellationToken)"/>
    public Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        TakeOutAsync(municipality, resident, CardChoice.Unspecified, stop);

    public async Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop)
    {
        if (which == CardChoice.Phone)
            return await TakeOutPhoneAsync(municipality, resident, stop);
        if (await FindJukiCardAsync(municipality, resident, which, stop) is (var entry, var old))
            return await _oneMaker.RunAsync(() => _jukiCards.TakeOutAsync(municipality, entry, old, stop), stop);
        var card = await FindAsync(municipality, resident, stop);
        var state = Stored(card.Serial) ?? await MakeAsync(card, stop);
        return new JpkiCard(state, changed => Store(card.Serial, changed));
    }

    /// <summary>
    /// The card with the signing certificate in it, for whoever does more with it than a kiosk does. It is issued when first asked for:
    /// few simulations need one, and each costs a key.
    /// </summary>
    /// <exception cref="FlowException">As <see cref="TakeOutAsync(MunicipalityCode, string, CancellationToken)"/>; UnderAge: nobody under fifteen has one.</exception>
    public async Task<ICard> TakeOutWholeAsync(MunicipalityCode municipality, string resident, CancellationToken stop)
    {
        var card = await FindAsync(municipality, resident, stop);
        var state = Stored(card.Serial) ?? await MakeAsync(card, stop);
        if (state.Signing is null)
            state = await AddSigningAsync(card, state, await HolderAsync(municipality, resident, stop), stop);
        return new JpkiCard(state, changed => Store(card.Serial, changed));
    }

    /// <summary>Puts a certificate into somebody's phone; the one before is gone from it.</summary>
    /// <param name="pin">What the citizen knows by heart; empty: none is ever typed.</param>
    public async Task PutPhoneAsync(MunicipalityCode municipality, string resident, CardState state, string pin, CancellationToken stop)
    {
        var card = await FindAsync(municipality, resident, stop);
        _cards.Write(c => c.Execute("INSERT OR REPLACE INTO phone VALUES (@card, @state, @pin)", new { card = card.Serial.Value, state = state.ToJson(), pin }));
    }

    /// <summary>The serial number of the certificate in somebody's phone.</summary>
    public async Task<CertificateSerial> PhoneSerialAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        CardSerial.Of((await FindPhoneAsync(municipality, resident, stop)).State.UserAuthentication.Certificate);

    /// <summary>The serial number of the certificate for user authentication in somebody's card: what JPKI knows the card by.</summary>
    /// <exception cref="FlowException">Nobody of that number, or no card.</exception>
    public async Task<CertificateSerial> SerialAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        (await FindAsync(municipality, resident, stop)).Serial;

    /// <summary>The PIN that the citizen knew by heart when the card was handed over; for the simulated finger and nobody else.</summary>
    /// <exception cref="FlowException">Nobody of that number, or no card.</exception>
    public Task<Pin> RememberPinAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        PinOfCardAsync(municipality, resident, CardChoice.Unspecified, stop);

    /// <summary>The same, of one of several, as it is keyed in; empty: a phone at which none is ever typed.</summary>
    public async Task<string> RememberPinAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop) =>
        which == CardChoice.Phone
            ? (await FindPhoneAsync(municipality, resident, stop)).Pin
            : (await PinOfCardAsync(municipality, resident, which, stop)).Reveal();

    /// <summary>The signing PIN, likewise: six to sixteen capital letters and digits.</summary>
    public async Task<string> RememberSigningPinAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        Encoding.ASCII.GetString(SigningPinOf((await FindAsync(municipality, resident, stop)).Serial));

    public void Dispose()
    {
        _oneReader.Dispose();
        _oneMaker.Dispose();
    }

    CardOffice.CardOfficeClient Office => _office ?? throw new FlowException(FlowErrorCode.NoCard, "It was not made before, and no card office is within reach.");

    async Task<Pin> PinOfCardAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop) =>
        (await FindJukiCardAsync(municipality, resident, which, stop))?.Card.Pin ?? (await FindAsync(municipality, resident, stop)).Pin;

    // Of several certificates the newest is in the card that its holder carries.
    Task<WalletCard> FindAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        _oneReader.RunAsync(() => NewestCard(Find(municipality, resident)) ?? throw new FlowException(FlowErrorCode.NoCard), stop);

    // Null: it is to be the other card. Who has both uses the other one, unless told not to.
    Task<(JukiCardEntry Entry, WalletJukiCard Card)?> FindJukiCardAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop) =>
        _oneReader.RunAsync<(JukiCardEntry, WalletJukiCard)?>(
            () =>
            {
                var (register, id) = Find(municipality, resident);
                if (which == CardChoice.IndividualNumberCard || (which == CardChoice.Unspecified && NewestCard((register, id)) is not null))
                    return null;
                return register.JukiCardsOf(id).MaxBy(c => c.IssuedOn) is { } entry && _world.Wallet.Find(municipality, entry.Number) is { } card ? (entry, card)
                    : which == CardChoice.JukiCard ? throw new FlowException(FlowErrorCode.NoCard)
                    : null;
            },
            stop);

    WalletCard? NewestCard((BaseRegister Register, ResidentId Id) holder) =>
        holder.Register.CertificatesOf(holder.Id).Select(_world.Wallet.Find).OfType<WalletCard>().MaxBy(c => c.ValidFrom);

    (BaseRegister Register, ResidentId Id) Find(MunicipalityCode municipality, string resident)
    {
        if (!long.TryParse(resident, out var number) || number <= 0)
            throw new FlowException(FlowErrorCode.ApplicantUnknown, "residents have numbers");
        var id = new ResidentId(number);
        var register = _world.Summary.Cities.Any(c => c.Code == municipality.ToString())
            ? _world.Register(municipality)
            : throw new FlowException(FlowErrorCode.MunicipalityUnknown);
        return register.Find(id) is null ? throw new FlowException(FlowErrorCode.ApplicantUnknown, "nobody of that number") : (register, id);
    }

    async Task<ICard> TakeOutPhoneAsync(MunicipalityCode municipality, string resident, CancellationToken stop)
    {
        var (card, state, _) = await FindPhoneAsync(municipality, resident, stop);
        return new JpkiCard(state, changed => _cards.Write(c => c.Execute(
            "UPDATE phone SET state = @state WHERE card = @card", new { card = card.Value, state = changed.ToJson() })));
    }

    async Task<(CertificateSerial Card, CardState State, string Pin)> FindPhoneAsync(MunicipalityCode municipality, string resident, CancellationToken stop)
    {
        var card = (await FindAsync(municipality, resident, stop)).Serial;
        var (state, pin) = _cards.Read(c => c.QuerySingleOrDefault<(byte[]? State, string Pin)>(
            "SELECT state, pin FROM phone WHERE card = @card", new { card = card.Value }));
        return state is null ? throw new FlowException(FlowErrorCode.NoCard, "nothing in the phone") : (card, CardState.FromJson(state), pin);
    }

    // One at a time: making a key holds a core for a while, and the services need theirs.
    Task<CardState> MakeAsync(WalletCard card, CancellationToken stop) => _oneMaker.RunAsync(
        async () =>
        {
            using var key = _key();
            var made = await PersonaliseAsync(
                new PersonaliseRequest { Serial = ByteString.CopyFrom(card.Serial.ToDer()), PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()) }, stop);
            var state = new CardState(new CardCredential(
                made.Certificate.Memory, made.Authority.Memory, key.ExportPkcs8PrivateKey(),
                CardPin.UserAuthentication(Encoding.ASCII.GetBytes(card.Pin.Reveal()))))
            {
                UnlockKey = made.UnlockKey.Memory,
            };
            Store(card.Serial, state);
            return state;
        },
        stop);

    // Asked again for the same key JPKI answers the same, and for another one never: a card whose answer was lost would be lost with it.
    async Task<PersonaliseReply> PersonaliseAsync(PersonaliseRequest request, CancellationToken stop)
    {
        for (var until = _clock.GetUtcNow() + LongestTry; ;)
        {
            try
            {
                return await Office.PersonaliseAsync(request, cancellationToken: stop);
            }
            catch (FlowException e) when (e.Code == FlowErrorCode.JpkiUnreachable && _clock.GetUtcNow() < until)
            {
                await Task.Delay(BetweenTries, _clock, stop);
            }
        }
    }

    Task<Holder> HolderAsync(MunicipalityCode municipality, string resident, CancellationToken stop) => _oneReader.RunAsync(
        () =>
        {
            var (register, id) = Find(municipality, resident);
            var person = register.Find(id)!;
            return new Holder { Name = person.Name.Text, Address = register.Find(person.Household)!.Address, Sex = (int)person.Sex };
        },
        stop);

    Task<CardState> AddSigningAsync(WalletCard card, CardState state, Holder holder, CancellationToken stop) => _oneMaker.RunAsync(
        async () =>
        {
            using var key = _key();
            var order = new CertificateOrder
            {
                PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()),
                Municipality = card.Municipality.ToString(),
                Birth = Day(card.BirthDate),
                CardExpiry = Day(card.ValidTo),
                Holder = holder,
                Beside = ByteString.CopyFrom(card.Serial.ToDer()),
            };
            var made = await Office.IssueAsync(order, cancellationToken: stop);
            var whole = state with
            {
                Signing = new CardCredential(made.Certificate.Memory, made.Authority.Memory, key.ExportPkcs8PrivateKey(), CardPin.Signing(SigningPinOf(card.Serial))),
            };
            Store(card.Serial, whole);
            return whole;
        },
        stop);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Invented, like its holder: the world's file has no room for it, and the same world has the same ones.
    static byte[] SigningPinOf(CertificateSerial serial) =>
        Encoding.ASCII.GetBytes("SIM" + Convert.ToHexString(SHA256.HashData(serial.ToDer()))[..5]);

    CardState? Stored(CertificateSerial serial)
    {
        if (_inUse.TryGetValue(serial, out var state))
            return state;
        return _cards.Read(c => c.QuerySingleOrDefault<byte[]>("SELECT state FROM card WHERE serial = @serial", new { serial = serial.Value })) is { } json
            ? _inUse.GetOrAdd(serial, CardState.FromJson(json))
            : null;
    }

    void Store(CertificateSerial serial, CardState state)
    {
        _cards.Write(c => c.Execute("INSERT OR REPLACE INTO card VALUES (@serial, @state)", new { serial = serial.Value, state = state.ToJson() }));
        _inUse[serial] = state;
    }
}
