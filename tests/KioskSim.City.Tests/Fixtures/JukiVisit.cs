using System.Security.Cryptography;
using KioskSim.City.Cards;
using KioskSim.City.Issuance;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Tests;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>
/// A visit with a 住基カード: the register knows it (issued 22 December 2015, the head of household 1 holds it), and its key is there. Right in
/// everything until a test changes it; the clock stands on its tenth birthday, the last day on which it is good.
/// </summary>
sealed class JukiVisit : IDisposable
{
    public static readonly JukiCardNumber Number = new(15_000_007);
    public static readonly JukiCardNumber OtherNumber = new(15_000_008);

    readonly IssueOffice _office;
    readonly ECDiffieHellman _replyKey = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(32));

    public JukiVisit(IssueOffice office)
    {
        _office = office;
        office.Clock.Now = new DateTimeOffset(2025, 12, 22, 12, 0, 0, TimeSpan.FromHours(9));
        office.Put(Household());
        office.JukiCardKeys.Register(Town.Here, Number, JpkiCentre.CardKey.ExportSubjectPublicKeyInfo());
        Routing = new Routing(SessionId.New(Entropy.Secure), new KioskId("kiosk-1"), Town.Here, CertificateKind.ResidentRecord);
        ReplyKey = DhKem.PublicKeyOf(_replyKey);
        Parcel = Seal();
    }

    public Routing Routing { get; }

    public byte[] Nonce { get; } = Entropy.Secure.Bytes(32);

    public byte[] ReplyKey { get; }

    public byte[] Parcel { get; }

    public byte[] Digest => EvidenceDigest.Compute(Routing.Kiosk, Routing.Session, Nonce, ReplyKey, Parcel);

    /// <summary>Household 1, with a card of its head; a test spoils what it likes.</summary>
    public static HouseholdRow Household(Action<PersonRow>? change = null)
    {
        var head = Rows.Head(1).With(p => p.JukiCards.Add(Card(Number)));
        change?.Invoke(head);
        return Rows.Household(1, head, Rows.Child(2));
    }

    public static JukiCardRow Card(JukiCardNumber number, string issued = "2015-12-22", string returned = "") =>
        new() { Number = number.Value, IssuedOn = issued, ReturnedOn = returned };

    public byte[] Sign(RSA? key = null) => (key ?? JpkiCentre.CardKey).SignHash(Digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public ShownEvidence Evidence() => new(default, Sign(), Nonce, ReplyKey, default) { JukiCard = Number };

    public Preparation Prepare(ShownEvidence? shown = null, IssueDesk? desk = null) => (desk ?? _office.Desk).Prepare(Routing, Parcel, shown ?? Evidence());

    public byte[] Issue(byte[] token) => _office.Desk.Issue(Town.Here, Routing.Session, token);

    public void Release(byte[]? answer = null, IssueDesk? desk = null) => (desk ?? _office.Desk).Release(Town.Here, Routing.Session, answer);

    /// <summary>Step 10, as the kiosk does it.</summary>
    public OpenedCertificate Open(byte[] parcel, byte[] mark)
    {
        var keys = ServedTowns.Both.Of(Town.Here).Keys;
        using var signing = CityCertificate.ReadSigningKey(keys.SigningCertificate, Town.Here, ServedTowns.Authority.Certificate, JpkiCentre.Noon);
        return CertificateParcel.Open(Routing.Session, Town.Here, mark, _replyKey, signing, parcel, new byte[CertificateParcel.PlaintextSize(parcel.Length)]);
    }

    byte[] Seal()
    {
        using var ephemeral = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(32));
        var city = DhKem.PublicKeyOf(ServedTowns.Both.Of(Town.Here).Keys.Sealing);
        return new Application(CertificateKind.ResidentRecord, new Copies(1), CertificateOptions.None).Seal(Routing, city, ephemeral, new byte[Application.PlaintextSize]);
    }

    public void Dispose() => _replyKey.Dispose();
}
