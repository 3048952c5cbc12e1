using KioskSim.City.Eligibility;
using KioskSim.City.Issuance;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
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
    public IssueOffice(JpkiCentre jpki, bool acceptsLists = false)
    {
        Jpki = jpki;
        Responder = new OcspResponder(jpki.Authority, jpki.Store, Clock, refresh: TimeSpan.Zero);
        Ledger = new IssueLedger(Database, Clock);
        Desk = new IssueDesk(
            acceptsLists ? ServedTowns.AcceptingLists : ServedTowns.Both, Copy, new RightToIssue(Suppressions, Clock), new EvidenceCheck([jpki.Trusted]), Ledger, Audit, Entropy.Secure, Clock);
    }

    public JpkiCentre Jpki { get; }

    public OcspResponder Responder { get; }

    public IssueLedger Ledger { get; }

    public IssueDesk Desk { get; }

    /// <summary>A card a month old; every test has its own, so that revoking one disturbs nobody.</summary>
    public IssuedCertificate NewCard() => Jpki.Authority.Issue(
        new IssueOrder(JpkiCentre.CardPublicKey, Town.Here, JpkiCentre.Birth, JpkiCentre.CardExpiry), JpkiCentre.Noon.AddDays(-30));

    /// <summary>A visit of a head of household who lives here, with a child and a seal.</summary>
    public Visit Visit(CertificateOptions options = CertificateOptions.None, CertificateKind kind = CertificateKind.ResidentRecord, int copies = 1)
    {
        var card = NewCard();
        Put(Rows.Household(1, Rows.Head(1, card.Serial.Value).With(p => p.Seal = Rows.Seal()), Rows.Child(2)));
        return new Visit(this, card, Town.Here, new Application(kind, new Copies(copies), options));
    }
}
