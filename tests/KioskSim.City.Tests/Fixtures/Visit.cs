using System.Security.Cryptography;
using KioskSim.City.Cards;
using KioskSim.City.Issuance;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Ocsp;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>One citizen at one kiosk, with what the city sees of kiosk, card and centre: right in everything until a test changes it.</summary>
sealed class Visit : IDisposable
{
    readonly IssueOffice _office;
    readonly ECDiffieHellman _replyKey = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(32));

    public Visit(IssueOffice office, IssuedCertificate card, MunicipalityCode city, Application asked)
    {
        (_office, Card, Asked) = (office, card, asked);
        Routing = new Routing(SessionId.New(Entropy.Secure), new KioskId("kiosk-1"), city, asked.Kind);
        ReplyKey = DhKem.PublicKeyOf(_replyKey);
        Parcel = Seal(Routing);
    }

    public IssuedCertificate Card { get; }

    public Application Asked { get; }

    public Routing Routing { get; set; }

    public byte[] Nonce { get; set; } = Entropy.Secure.Bytes(32);

    public byte[] ReplyKey { get; set; }

    public byte[] Parcel { get; set; }

    public byte[] Digest => EvidenceDigest.Compute(Routing.Kiosk, Routing.Session, Nonce, ReplyKey, Parcel);

    public byte[] Seal(Routing routing)
    {
        using var ephemeral = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(32));
        var city = DhKem.PublicKeyOf(ServedTowns.Both.Of(routing.Municipality).Keys.Sealing);
        return Asked.Seal(routing, city, ephemeral, new byte[Application.PlaintextSize]);
    }

    public byte[] Sign() => JpkiCentre.CardKey.SignHash(Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>JPKI's answer about a card, to a question with the given nonce.</summary>
    public byte[] Ocsp(byte[] nonce, CertificateSerial? about = null) => _office.Responder.Answer(
        new OcspRequest([CertId.For(_office.Jpki.Trusted.Certificate, about ?? Card.Serial)], nonce).Encode());

    public ShownEvidence Evidence() => new(Card.Certificate, Sign(), Nonce, ReplyKey, Ocsp(EvidenceDigest.OcspNonce(Digest)));

    public Preparation Prepare(ShownEvidence? shown = null) => _office.Desk.Prepare(Routing, Parcel, shown ?? Evidence());

    public byte[] Issue(byte[] token) => _office.Desk.Issue(Routing.Municipality, Routing.Session, token);

    public void Release(byte[]? answer = null) => _office.Desk.Release(
        Routing.Municipality, Routing.Session, answer ?? Ocsp(EvidenceDigest.OcspNonceAgain(Digest)));

    public IssueEnding Settle(IssueEnding ending) => _office.Desk.Settle(Routing.Municipality, Routing.Session, ending);

    public IssueRecord Record => _office.Ledger.Find(Routing.Municipality, Routing.Session)!;

    /// <summary>Step 10, as the kiosk does it.</summary>
    public (CertificateHeader Header, byte[] Pdf) Open(byte[] parcel, CertificateSerial? holder = null)
    {
        var plaintext = new byte[CertificateParcel.PlaintextSize(parcel.Length)];
        var city = ServedTowns.Both.Of(Routing.Municipality);
        using var signing = CityCertificate.ReadSigningKey(
            city.Keys.SigningCertificate, Routing.Municipality, ServedTowns.Authority.Certificate, JpkiCentre.Noon);
        var opened = CertificateParcel.Open(
            Routing.Session, Routing.Municipality, Mark(holder ?? Card.Serial), _replyKey, signing, parcel, plaintext);
        var number = System.Text.Encoding.ASCII.GetString(plaintext[opened.IssueNumber]);
        return (new CertificateHeader(Routing.Session, Routing.Municipality, number, opened.Sheets), plaintext[opened.Pdf]);
    }

    public byte[] Mark(CertificateSerial holder) => SubjectMark.Compute(Routing.Session, holder.ToDer());

    public void Dispose() => _replyKey.Dispose();
}
