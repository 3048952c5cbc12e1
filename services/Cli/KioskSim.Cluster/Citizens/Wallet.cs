using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Google.Protobuf;
using KioskSim.Card;
using KioskSim.Card.Applet;
using KioskSim.Contracts.Cabinet;
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
        "CREATE TABLE phone (card INTEGER PRIMARY KEY, state BLOB NOT NULL, pin TEXT NOT NULL)",
    ];

    readonly WorldFolder _world;
    readonly CardOffice.CardOfficeClient _office;
    readonly Database _cards;
    readonly SemaphoreSlim _oneReader = new(1, 1);
    readonly SemaphoreSlim _oneMaker = new(1, 1);

    public Wallet(WorldFolder world, CardOffice.CardOfficeClient office, Database cards)
    {
        (_world, _office, _cards) = (world, office, cards);
        cards.Migrate(Schema);
    }

    /// <inheritdoc cref="TakeOutAsync(MunicipalityCode, string, CardChoice, CancellationToken)"/>
    public Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        TakeOutAsync(municipality, resident, CardChoice.Unspecified, stop);

    public async Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop)
    {
        if (which == CardChoice.Phone)
            return await TakeOutPhoneAsync(municipality, resident, stop);
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

    /// <summary>The PIN of the phone; empty: none is ever typed.</summary>
    public async Task<string> RememberPhonePinAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        (await FindPhoneAsync(municipality, resident, stop)).Pin;

    /// <summary>The serial number of the certificate in somebody's phone.</summary>
    public async Task<CertificateSerial> PhoneSerialAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        CardSerial.Of((await FindPhoneAsync(municipality, resident, stop)).State.UserAuthentication.Certificate);

    /// <summary>The serial number of the certificate for user authentication in somebody's card: what JPKI knows the card by.</summary>
    /// <exception cref="FlowException">Nobody of that number, or no card.</exception>
    public async Task<CertificateSerial> SerialAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        (await FindAsync(municipality, resident, stop)).Serial;

    /// <summary>The PIN that the citizen knew by heart when the card was handed over; for the simulated finger and nobody else.</summary>
    /// <exception cref="FlowException">Nobody of that number, or no card.</exception>
    public async Task<Pin> RememberPinAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        (await FindAsync(municipality, resident, stop)).Pin;

    /// <summary>The signing PIN, likewise: six to sixteen capital letters and digits.</summary>
    public async Task<string> RememberSigningPinAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        Encoding.ASCII.GetString(SigningPinOf((await FindAsync(municipality, resident, stop)).Serial));

    public void Dispose()
    {
        _oneReader.Dispose();
        _oneMaker.Dispose();
    }

    // Of several certificates the newest is in the card that its holder carries.
    async Task<WalletCard> FindAsync(MunicipalityCode municipality, string resident, CancellationToken stop)
    {
        if (!long.TryParse(resident, out var number) || number <= 0)
            throw new FlowException(FlowErrorCode.ApplicantUnknown, "residents have numbers");
        await _oneReader.WaitAsync(stop);
        try
        {
            var id = new ResidentId(number);
            var register = _world.Summary.Cities.Any(c => c.Code == municipality.ToString())
                ? _world.Register(municipality)
                : throw new FlowException(FlowErrorCode.MunicipalityUnknown);
            if (register.Find(id) is null)
                throw new FlowException(FlowErrorCode.ApplicantUnknown, "nobody of that number");
            return register.CertificatesOf(id).Select(_world.Wallet.Find).OfType<WalletCard>().MaxBy(c => c.ValidFrom)
                ?? throw new FlowException(FlowErrorCode.NoCard);
        }
        finally
        {
            _oneReader.Release();
        }
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
    async Task<CardState> MakeAsync(WalletCard card, CancellationToken stop)
    {
        await _oneMaker.WaitAsync(stop);
        try
        {
            using var key = RSA.Create(2048);
            var made = await _office.PersonaliseAsync(
                new PersonaliseRequest { Serial = ByteString.CopyFrom(card.Serial.ToDer()), PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()) },
                cancellationToken: stop);
            var state = new CardState(new CardCredential(
                made.Certificate.Memory, made.Authority.Memory, key.ExportPkcs8PrivateKey(),
                CardPin.UserAuthentication(Encoding.ASCII.GetBytes(card.Pin.Reveal()))))
            {
                UnlockKey = made.UnlockKey.Memory,
            };
            Store(card.Serial, state);
            return state;
        }
        finally
        {
            _oneMaker.Release();
        }
    }

    async Task<Holder> HolderAsync(MunicipalityCode municipality, string resident, CancellationToken stop)
    {
        await _oneReader.WaitAsync(stop);
        try
        {
            var register = _world.Register(municipality);
            var person = register.Find(new ResidentId(long.Parse(resident, CultureInfo.InvariantCulture)))!;
            return new Holder { Name = person.Name.Text, Address = register.Find(person.Household)!.Address, Sex = (int)person.Sex };
        }
        finally
        {
            _oneReader.Release();
        }
    }

    async Task<CardState> AddSigningAsync(WalletCard card, CardState state, Holder holder, CancellationToken stop)
    {
        await _oneMaker.WaitAsync(stop);
        try
        {
            using var key = RSA.Create(2048);
            var order = new CertificateOrder
            {
                PublicKey = ByteString.CopyFrom(key.ExportSubjectPublicKeyInfo()),
                Municipality = card.Municipality.ToString(),
                Birth = Day(card.BirthDate),
                CardExpiry = Day(card.ValidTo),
                Holder = holder,
                Beside = ByteString.CopyFrom(card.Serial.ToDer()),
            };
            var made = await _office.IssueAsync(order, cancellationToken: stop);
            var whole = state with
            {
                Signing = new CardCredential(made.Certificate.Memory, made.Authority.Memory, key.ExportPkcs8PrivateKey(), CardPin.Signing(SigningPinOf(card.Serial))),
            };
            Store(card.Serial, whole);
            return whole;
        }
        finally
        {
            _oneMaker.Release();
        }
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Invented, like its holder: the world's file has no room for it, and the same world has the same ones.
    static byte[] SigningPinOf(CertificateSerial serial) =>
        Encoding.ASCII.GetBytes("SIM" + Convert.ToHexString(SHA256.HashData(serial.ToDer()))[..5]);

    CardState? Stored(CertificateSerial serial) =>
        _cards.Read(c => c.QuerySingleOrDefault<byte[]>("SELECT state FROM card WHERE serial = @serial", new { serial = serial.Value })) is { } json
            ? CardState.FromJson(json)
            : null;

    void Store(CertificateSerial serial, CardState state) => _cards.Write(c => c.Execute(
        "INSERT OR REPLACE INTO card VALUES (@serial, @state)", new { serial = serial.Value, state = state.ToJson() }));
}
