using System.Security.Cryptography;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using static KioskSim.Fixtures.Refusals;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Issuing;

/// <summary>スマホ用電子証明書: applied for by the card's signing key, one at a time, and tied to the card.</summary>
public sealed class PhoneDeskTests : IDisposable
{
    static readonly SigningAttributes Holder = new("山田　𠮷子", "葦原県若葉台市大字横手1563番地12", Birth, 2);
    static readonly RSA SigningKey = RSA.Create(2048);
    static readonly byte[] PhoneKey = RSA.Create(2048).ExportSubjectPublicKeyInfo();

    readonly JpkiCentre _jpki = new();
    readonly HolderProofs _proofs;
    readonly PhoneDesk _desk;

    public PhoneDeskTests()
    {
        _proofs = new HolderProofs(_jpki.Store, new ProofNonces(_jpki.Database, Entropy.Secure, _jpki.Time));
        _desk = new PhoneDesk(_jpki.Store, _jpki.Authority, _proofs);
    }

    (CertificateSerial User, CertificateSerial Signing) MakeCard()
    {
        var user = _jpki.Issue().Serial;
        var order = new IssueOrder(SigningKey.ExportSubjectPublicKeyInfo(), Wakabadai, Birth, CardExpiry) { Attributes = Holder, Beside = user };
        return (user, _jpki.Authority.Issue(order, _jpki.Time.Now).Serial);
    }

    IssuedCertificate Apply(CertificateSerial proof, RSA? key = null, byte[]? signedFor = null)
    {
        var nonce = _proofs.NewNonce();
        var signature = (key ?? SigningKey).SignHash(PhoneProof.Digest(nonce, signedFor ?? PhoneKey), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return _desk.Apply(PhoneKey, nonce, proof, signature, _jpki.Time.Now);
    }

    string StateOf(CertificateSerial serial) => _jpki.Store.Find(serial)!.Revocation switch
    {
        null => "good",
        { IsHold: true } => "on hold",
        { Reason: var reason } => $"{reason}",
    };

    [Fact]
    public void It_is_for_user_authentication_names_nobody_and_ends_with_the_cards_000_16_000_51()
    {
        var (user, signing) = MakeCard();
        _jpki.Time.Now += TimeSpan.FromDays(400);
        var phone = Apply(signing);
        var (card, record) = (_jpki.Store.Find(user)!, _jpki.Store.Find(phone.Serial)!);
        Assert.Equal((CertificatePurpose.UserAuthentication, user, card.Municipality, card.NotAfter), (record.Purpose, record.Beside, record.Municipality, record.NotAfter));
        Assert.Equal(CertificateLifetime.UsableFrom(_jpki.Time.Now), record.UsableFrom);

        using var path = new PathValidator([_jpki.Trusted], JpkiProfile.UserAuthentication).Validate(
            phone.Certificate, RevocationSource.AskedElsewhere, _jpki.Time.Now);
        Assert.True(path.IsValid);
        Assert.Equal(PhoneKey, path.Leaf.SubjectPublicKeyInfo);
        Assert.Equal(-1, phone.Certificate.AsSpan().IndexOf("山田"u8));
        Assert.Equal(phone.Serial, _desk.Find(user));
    }

    // act → the card, its signing certificate, the phone
    [Theory]
    [InlineData("hold card", "on hold", "on hold", "on hold")]
    [InlineData("hold card, release card", "good", "good", "good")]
    [InlineData("revoke card", "KeyCompromise", "KeyCompromise", "KeyCompromise")]
    [InlineData("hold phone", "good", "good", "on hold")]
    [InlineData("hold phone, release phone", "good", "good", "good")]
    [InlineData("revoke phone", "good", "good", "KeyCompromise")]
    [InlineData("hold phone, hold card, release card", "good", "good", "on hold")] // the phone was lost by itself, and still is
    [InlineData("hold card, revoke phone, release card", "good", "good", "KeyCompromise")]
    [InlineData("change", "good", "AffiliationChanged", "good")]
    public void What_happens_to_the_card_happens_to_the_phone_and_not_the_other_way_round_000_50(string acts, string card, string signing, string phone)
    {
        var (user, sign) = MakeCard();
        var serial = Apply(sign).Serial;
        foreach (var act in acts.Split(", "))
        {
            _jpki.Time.Now += TimeSpan.FromMinutes(1);
            var (at, named) = (_jpki.Time.Now, act.EndsWith("phone", StringComparison.Ordinal) ? serial : user);
            _ = act.Split(' ')[0] switch
            {
                "hold" => _jpki.Lifecycle.Hold(named, at),
                "release" => _jpki.Lifecycle.Release(named),
                "revoke" => _jpki.Lifecycle.Revoke(named, RevocationCause.Lost, at),
                _ => _jpki.Lifecycle.ReportChange(named, at) > 0,
            };
        }

        Assert.Equal((card, signing, phone), (StateOf(user), StateOf(sign), StateOf(serial)));
    }

    [Fact]
    public void A_phone_is_not_released_while_its_card_is_on_hold()
    {
        var (user, signing) = MakeCard();
        var phone = Apply(signing).Serial;
        _jpki.Lifecycle.Hold(user, Noon);
        Assert.Equal(FlowErrorCode.CertificateOnHold, Refusal(() => _jpki.Lifecycle.Release(phone)));
        Assert.Equal("on hold", StateOf(phone));
    }

    [Fact]
    public void One_phone_at_a_time_a_new_one_ends_the_old_one()
    {
        var (user, signing) = MakeCard();
        var (first, second) = (Apply(signing).Serial, Apply(signing).Serial);
        Assert.Equal(("Superseded", "good", "good", "good"), (StateOf(first), StateOf(second), StateOf(user), StateOf(signing)));
        Assert.Equal(second, _desk.Find(user));

        _jpki.Lifecycle.Hold(second, Noon);
        var third = Apply(signing).Serial; // the phone was lost, another one is bought
        Assert.Equal(("Superseded", "good"), (StateOf(second), StateOf(third)));
        _jpki.Lifecycle.Revoke(third, RevocationCause.HolderRequest, Noon);
        Assert.Null(_desk.Find(user));
    }

    [Fact]
    public void When_the_cards_certificate_is_renewed_the_phone_stays_with_it()
    {
        var (user, signing) = MakeCard();
        var phone = Apply(signing).Serial;
        _jpki.Time.Now = _jpki.Store.Find(user)!.NotAfter.AddDays(-30);
        var next = _jpki.Authority.Renew(user, new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry), _jpki.Time.Now).Serial;
        Assert.Equal((phone, next), (_desk.Find(next), _jpki.Store.Find(phone)!.Beside));
        Assert.Equal(FlowErrorCode.BadRequest, Refusal(() => _jpki.Authority.Renew(phone, new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry), _jpki.Time.Now)));
    }

    public static TheoryData<string, FlowErrorCode> Refusals { get; } = new()
    {
        { "by the key for user authentication", FlowErrorCode.CertificateInvalid },
        { "by a stranger", FlowErrorCode.SignatureInvalid },
        { "for another key", FlowErrorCode.SignatureInvalid },
        { "card on hold", FlowErrorCode.CertificateOnHold },
        { "card revoked", FlowErrorCode.CertificateRevoked },
        { "moved", FlowErrorCode.CertificateRevoked },
        { "card expired", FlowErrorCode.CertificateExpired },
        { "by the phone before", FlowErrorCode.CertificateInvalid },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Only_the_signing_key_of_a_good_card_applies(string what, FlowErrorCode expected)
    {
        var (user, signing) = MakeCard();
        var (proof, key, signedFor) = (signing, SigningKey, PhoneKey);
        switch (what)
        {
            case "by the key for user authentication": (proof, key) = (user, CardKey); break;
            case "by a stranger": key = CardKey; break;
            case "for another key": signedFor = CardPublicKey; break;
            case "card on hold": _jpki.Lifecycle.Hold(user, Noon); break;
            case "card revoked": _jpki.Lifecycle.Revoke(user, RevocationCause.Lost, Noon); break;
            case "moved": _jpki.Lifecycle.ReportChange(user, Noon); break;
            case "card expired": _jpki.Time.Now = Noon.AddYears(6); break;
            case "by the phone before": proof = Apply(signing).Serial; break;
        }

        Assert.Equal(expected, Refusal(() => Apply(proof, key, signedFor)));
    }

    [Fact]
    public void A_phone_shows_nothing_for_a_new_PIN_and_has_no_phone_or_signing_certificate_beside_it()
    {
        var (_, signing) = MakeCard();
        var phone = Apply(signing).Serial;
        Assert.Equal(FlowErrorCode.BadRequest, Refusal(() => _jpki.Authority.IssueToPhone(phone, PhoneKey, Noon)));
        var order = new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry) { Attributes = Holder, Beside = phone };
        Assert.Equal(FlowErrorCode.BadRequest, Refusal(() => _jpki.Authority.Issue(order, Noon)));
        var resets = new PinResets(_jpki.Store, new UnlockDesk(_jpki.Store, Entropy.Secure), _proofs);
        Assert.Equal(FlowErrorCode.PinResetNotReserved, Refusal(() => resets.Find(phone, Noon)));
    }

    public void Dispose() => _jpki.Dispose();
}
