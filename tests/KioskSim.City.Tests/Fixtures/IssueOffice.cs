using System.Security.Cryptography;
using KioskSim.City.Cards;
using KioskSim.City.Issuance;
using KioskSim.City.Restoring;
using KioskSim.City.UseRegistration;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Tests;
using KioskSim.Pki.Evidence;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>The issuance server of both towns with everything behind it, and JPKI beside it, in one process.</summary>
sealed class IssueOffice : CityStore
{
    /// <param name="acceptsLists">Whether the towns take a revocation list in place of JPKI's answer.</param>
    /// <param name="acceptsJukiCards">Whether they take 住基カード.</param>
    public IssueOffice(JpkiCentre jpki, bool acceptsLists = false, bool acceptsJukiCards = false)
    {
        Jpki = jpki;
        Responder = new OcspResponder(jpki.Authority, jpki.Store, Clock, refresh: TimeSpan.Zero);
        Ledger = new IssueLedger(Database, Clock);
        Cards = new CardCheck(new EvidenceCheck([jpki.Trusted]), Copy, JukiCardKeys, Clock);
        Subjects = new SubjectFinder(Cards, Families, Taxes, Uses, Clock);
        Desk = DeskOf(acceptsLists ? ServedTowns.AcceptingLists : acceptsJukiCards ? ServedTowns.AcceptingJukiCards : ServedTowns.Both);
    }

    public JpkiCentre Jpki { get; }

    public OcspResponder Responder { get; }

    public IssueLedger Ledger { get; }

    public CardCheck Cards { get; }

    public SubjectFinder Subjects { get; }

    public IssueDesk Desk { get; }

    /// <summary>The inquiry site's key pair.</summary>
    public ECDiffieHellman InquiryKey { get; } = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(DhKem.PrivateKeySize));

    BackPrinter Backs => new(new InquiryKey(DhKem.PublicKeyOf(InquiryKey)), Entropy.Secure);

    /// <summary>Takes applications for use registration.</summary>
    public UseDesk UseDesk => new(ServedTowns.Both, Cards, Right, Uses);

    /// <summary>The same office after its cities were configured anew.</summary>
    public IssueDesk DeskOf(ServedCities cities) => new(
        cities, Copy, new IssueGate(Right, Subjects, Ledger, Audit), Cards, Backs, new DirectPrint(), Ledger, new DirectSettlement(), new RestoredTables(Database, Audit, Clock), Audit, Entropy.Secure, Clock);

    public override void Dispose()
    {
        InquiryKey.Dispose();
        base.Dispose();
    }

    /// <summary>A card a month old; every test has its own, so that revoking one disturbs nobody.</summary>
    public IssuedCertificate NewCard() => Jpki.Authority.Issue(
        new IssueOrder(JpkiCentre.CardPublicKey, Town.Here, JpkiCentre.Birth, JpkiCentre.CardExpiry), JpkiCentre.Noon.AddDays(-30));

    /// <summary>A visit of a head of household who lives here, with a child, a seal, a tax entry and a family register.</summary>
    public Visit Visit(CertificateOptions options = CertificateOptions.None, CertificateKind kind = CertificateKind.ResidentRecord, int copies = 1)
    {
        var card = NewCard();
        Put(Rows.Household(1, Rows.Head(1, card.Serial.Value), Rows.Child(2)));
        Put(Rows.Seal());
        Put(Rows.Tax());
        Put(Rows.Family());
        return new Visit(this, card, Town.Here, new Application(kind, new Copies(copies), options));
    }
}
