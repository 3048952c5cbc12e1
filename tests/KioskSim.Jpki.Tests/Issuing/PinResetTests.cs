using System.Security.Cryptography;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Profile;
using static KioskSim.Domain.Cards.CardPinKind;
using static KioskSim.Fixtures.Refusals;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Issuing;

/// <summary>New PINs reserved in the phone's app: who may reserve, how long it lasts and how often it is good.</summary>
public sealed class PinResetTests : IDisposable
{
    static readonly SigningAttributes Holder = new("山田　𠮷子", "葦原県若葉台市大字横手1563番地12", Birth, 2);
    static readonly RSA SigningKey = RSA.Create(2048);
    static readonly RSA Stranger = RSA.Create(2048);
    static readonly byte[] Challenge = [.. Enumerable.Range(0, UnlockCode.ChallengeSize).Select(i => (byte)i)];

    readonly JpkiCentre _jpki = new();
    readonly UnlockDesk _unlock;
    readonly HolderProofs _proofs;
    readonly PinResets _resets;

    public PinResetTests()
    {
        _unlock = new UnlockDesk(_jpki.Store, Entropy.Secure);
        _proofs = new HolderProofs(_jpki.Store, new ProofNonces(_jpki.Database, Entropy.Secure, _jpki.Time));
        _resets = new PinResets(_jpki.Store, _unlock, _proofs);
    }

    /// <summary>A card with both certificates, of two keys.</summary>
    (CertificateSerial User, CertificateSerial Signing) MakeCard()
    {
        var user = _jpki.Issue().Serial;
        var order = new IssueOrder(SigningKey.ExportSubjectPublicKeyInfo(), Wakabadai, Birth, CardExpiry) { Attributes = Holder, Beside = user };
        return (user, _jpki.Authority.Issue(order, _jpki.Time.Now).Serial);
    }

    DateTimeOffset Reserve(CardPinKind forgotten, CertificateSerial proof, RSA key, byte[]? nonce = null, byte[]? digest = null)
    {
        nonce ??= _proofs.NewNonce();
        var signature = key.SignHash(digest ?? PinResetProof.Digest(forgotten, nonce), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return _resets.Reserve(forgotten, nonce, proof, signature, _jpki.Time.Now);
    }

    // Reserves as it should be: by the other PIN's key.
    CertificateSerial ReserveFor(CardPinKind forgotten)
    {
        var (user, signing) = MakeCard();
        _ = forgotten == Signing ? Reserve(Signing, user, CardKey) : Reserve(UserAuthentication, signing, SigningKey);
        return user;
    }

    /// <summary>Who signs × for which PIN × what became of the card → whether it is reserved.</summary>
    public static TheoryData<string, CardPinKind, string, FlowErrorCode?> Reservations { get; } = new()
    {
        { "signing", UserAuthentication, "good", null },
        { "user", Signing, "good", null },
        { "user", UserAuthentication, "good", FlowErrorCode.CertificateInvalid },
        { "signing", Signing, "good", FlowErrorCode.CertificateInvalid },
        { "signing", UserAuthentication, "on hold", FlowErrorCode.CertificateOnHold },
        { "user", Signing, "on hold", FlowErrorCode.CertificateOnHold },
        { "signing", UserAuthentication, "revoked", FlowErrorCode.CertificateRevoked },
        { "user", Signing, "revoked", FlowErrorCode.CertificateRevoked },
        { "signing", UserAuthentication, "moved", FlowErrorCode.CertificateRevoked }, // the signing certificate alone
        { "user", Signing, "moved", FlowErrorCode.CertificateRevoked },
        { "signing", UserAuthentication, "expired", FlowErrorCode.CertificateExpired },
        { "user", Signing, "expired", FlowErrorCode.CertificateExpired },
        { "stranger as signing", UserAuthentication, "good", FlowErrorCode.SignatureInvalid },
        { "stranger as user", Signing, "good", FlowErrorCode.SignatureInvalid },
        { "nobody", UserAuthentication, "good", FlowErrorCode.CertificateUnknown },
        { "user", (CardPinKind)7, "good", FlowErrorCode.BadRequest },
    };

    [Theory]
    [MemberData(nameof(Reservations))]
    public void The_key_of_the_other_PIN_reserves_while_the_card_is_good_and_nothing_else_does_000_31(
        string signer, CardPinKind forgotten, string card, FlowErrorCode? expected)
    {
        var (user, signing) = MakeCard();
        switch (card)
        {
            case "on hold": _jpki.Lifecycle.Hold(user, Noon); break;
            case "revoked": _jpki.Lifecycle.Revoke(user, RevocationCause.Lost, Noon); break;
            case "moved": _jpki.Lifecycle.ReportChange(user, Noon); break;
            case "expired": _jpki.Time.Now = Noon.AddYears(6); break;
        }

        var (proof, key) = signer switch
        {
            "signing" => (signing, SigningKey),
            "user" => (user, CardKey),
            "stranger as signing" => (signing, Stranger),
            "stranger as user" => (user, Stranger),
            _ => (new CertificateSerial(999_999_999), Stranger),
        };
        if (expected is null)
        {
            Assert.Equal(_jpki.Time.Now.AddHours(24), Reserve(forgotten, proof, key));
            Assert.Equal(forgotten, _resets.Find(user, _jpki.Time.Now));
        }
        else
        {
            Assert.Equal(expected, Refusal(() => Reserve(forgotten, proof, key)));
            _jpki.Time.Now = Noon;
            if (card == "good")
                Assert.Equal(FlowErrorCode.PinResetNotReserved, Refusal(() => _resets.Find(user, Noon)));
        }
    }

    [Fact]
    public void A_card_without_a_signing_certificate_reserves_nothing()
    {
        var user = _jpki.Issue().Serial;
        Assert.Equal(FlowErrorCode.CertificateInvalid, Refusal(() => Reserve(Signing, user, CardKey)));
    }

    [Fact]
    public void A_card_of_another_authority_is_not_believed_whatever_serial_number_it_has()
    {
        var (user, _) = MakeCard();
        using var other = new JpkiCentre();
        other.Issue(user); // the same number
        Assert.Equal(FlowErrorCode.SignatureInvalid, Refusal(() => Reserve(Signing, user, Stranger)));
    }

    [Theory]
    [InlineData("used")]
    [InlineData("used in vain")]
    [InlineData("too old")]
    [InlineData("invented")]
    [InlineData("short")]
    public void A_nonce_is_good_once_and_for_60_seconds(string what)
    {
        var (user, _) = MakeCard();
        var nonce = _proofs.NewNonce();
        switch (what)
        {
            case "used": Reserve(Signing, user, CardKey, nonce); break;
            case "used in vain": Refusal(() => Reserve(Signing, user, Stranger, nonce)); break;
            case "too old": _jpki.Time.Now += ProofNonces.Life + TimeSpan.FromSeconds(1); break;
            case "invented": nonce = Entropy.Secure.Bytes(PinResetProof.NonceSize); break;
            case "short": nonce = nonce[1..]; break;
        }

        Assert.Equal(FlowErrorCode.SessionExpired, Refusal(() => Reserve(Signing, user, CardKey, nonce, digest: new byte[32])));
    }

    [Fact]
    public void After_exactly_60_seconds_a_nonce_is_still_good()
    {
        var (user, _) = MakeCard();
        var nonce = _proofs.NewNonce();
        _jpki.Time.Now += ProofNonces.Life;
        Reserve(Signing, user, CardKey, nonce);
    }

    [Fact]
    public void What_was_signed_for_the_other_PIN_or_another_nonce_is_no_proof()
    {
        var (user, _) = MakeCard();
        var nonce = _proofs.NewNonce();
        Assert.Equal(FlowErrorCode.SignatureInvalid, Refusal(() => Reserve(Signing, user, CardKey, nonce, PinResetProof.Digest(UserAuthentication, nonce))));
        Assert.Equal(FlowErrorCode.SignatureInvalid, Refusal(() => Reserve(Signing, user, CardKey, digest: PinResetProof.Digest(Signing, nonce))));
        nonce = _proofs.NewNonce();
        Assert.Equal(FlowErrorCode.SignatureInvalid, Refusal(() => Reserve(Signing, user, CardKey, nonce, nonce))); // never a bare value of JPKI's choosing
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(24 * 3600, null)]
    [InlineData(24 * 3600 + 1, FlowErrorCode.PinResetExpired)]
    [InlineData(48 * 3600, FlowErrorCode.PinResetExpired)]
    public void A_reservation_is_good_for_24_hours(int seconds, FlowErrorCode? expected)
    {
        var card = ReserveFor(UserAuthentication);
        _jpki.Time.Now += TimeSpan.FromSeconds(seconds);
        Assert.Equal(expected, Refusal(() => _resets.Find(card, _jpki.Time.Now)));
        Assert.Equal(expected, Refusal(() => _resets.TakeCode(card, UserAuthentication, Challenge, _jpki.Time.Now)));
    }

    [Theory]
    [InlineData(UserAuthentication)]
    [InlineData(Signing)]
    public void The_code_is_the_cards_and_uses_the_reservation_up_000_34(CardPinKind pin)
    {
        var card = ReserveFor(pin);
        Assert.Equal(pin, _resets.Find(card, Noon));
        Assert.Equal(UnlockCode.Compute(_unlock.KeyFor(card), (ushort)pin, Challenge), _resets.TakeCode(card, pin, Challenge, Noon));
        Assert.Equal(FlowErrorCode.PinResetNotReserved, Refusal(() => _resets.Find(card, Noon)));
        Assert.Equal(FlowErrorCode.PinResetNotReserved, Refusal(() => _resets.TakeCode(card, pin, Challenge, Noon)));
    }

    [Fact]
    public async Task Of_two_kiosks_that_take_the_code_one_has_it()
    {
        for (var i = 0; i < 20; i++)
        {
            var card = ReserveFor(UserAuthentication);
            var ends = await Race.BothAsync(() => Refusal(() => _resets.TakeCode(card, UserAuthentication, Challenge, Noon)));
            Assert.Equal([null, FlowErrorCode.PinResetNotReserved], ends.Order());
        }
    }

    [Fact]
    public void A_later_reservation_takes_the_place_of_an_earlier_one()
    {
        var (user, signing) = MakeCard();
        Reserve(Signing, user, CardKey);
        _jpki.Time.Now += TimeSpan.FromHours(20);
        Reserve(UserAuthentication, signing, SigningKey);
        _jpki.Time.Now += TimeSpan.FromHours(20);
        Assert.Equal(UserAuthentication, _resets.Find(user, _jpki.Time.Now));
        Assert.Equal(FlowErrorCode.PinResetNotReserved, Refusal(() => _resets.TakeCode(user, Signing, Challenge, _jpki.Time.Now)));
        Assert.NotEmpty(_resets.TakeCode(user, UserAuthentication, Challenge, _jpki.Time.Now)); // the wrong question has not used it up
    }

    [Theory]
    [InlineData("on hold", FlowErrorCode.CertificateOnHold)]
    [InlineData("revoked", FlowErrorCode.CertificateRevoked)]
    public void A_card_that_was_lost_after_the_reservation_gets_no_PIN_000_35(string what, FlowErrorCode expected)
    {
        var card = ReserveFor(UserAuthentication);
        _ = what == "on hold" ? _jpki.Lifecycle.Hold(card, Noon) : _jpki.Lifecycle.Revoke(card, RevocationCause.Lost, Noon);
        Assert.Equal(expected, Refusal(() => _resets.Find(card, Noon)));
        Assert.Equal(expected, Refusal(() => _resets.TakeCode(card, UserAuthentication, Challenge, Noon)));
    }

    [Fact]
    public void Whoever_asks_for_something_that_cannot_be_uses_nothing_up()
    {
        var card = ReserveFor(UserAuthentication);
        Assert.Equal(FlowErrorCode.BadRequest, Refusal(() => _resets.TakeCode(card, UserAuthentication, Challenge[1..], Noon)));
        Assert.Equal(FlowErrorCode.PinResetNotReserved, Refusal(() => _resets.TakeCode(card, (CardPinKind)7, Challenge, Noon)));
        Assert.Equal(FlowErrorCode.CertificateUnknown, Refusal(() => _resets.Find(MakeCard().Signing, Noon)));
        Assert.Equal(UserAuthentication, _resets.Find(card, Noon));
    }

    [Fact]
    public void Nobody_fills_JPKIs_tables_with_nonces()
    {
        const int most = 200;
        var nonces = new ProofNonces(_jpki.Database, new SeededEntropy(5, "nonces"), _jpki.Time, most);
        var asked = 0;
        while (Refusal(() => nonces.New()) is null && asked <= most)
            asked++;
        Assert.Equal(most, asked);
        _jpki.Time.Now += ProofNonces.Life + TimeSpan.FromSeconds(1);
        nonces.Take(nonces.New());
    }

    public void Dispose() => _jpki.Dispose();
}
