using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;
using KioskSim.Registers;

namespace KioskSim.Cluster.Parts;

/// <summary>What JPKI knows of the world's cards before the simulation begins.</summary>
public static class CardRecords
{
    static readonly TimeSpan RevokedBefore = TimeSpan.FromDays(30);

    /// <param name="authority">Has signed, or will sign, by the generation that issued on the day.</param>
    /// <param name="now">Revocations lie a month before it, but not before the certificate's issue.</param>
    public static CertificateRecord Of(WalletCard card, Authority authority, DateTimeOffset now)
    {
        var issued = CertificateLifetime.StartOf(card.ValidFrom);
        var changed = now - RevokedBefore > issued ? now - RevokedBefore : issued;
        return new CertificateRecord(card.Serial, card.Municipality, issued, CertificateLifetime.EndOf(card.ValidTo))
        {
            Generation = authority.GenerationAt(issued).Number,
            Revocation = card.Status switch
            {
                CardStatus.Revoked => new Revocation(RevocationReason.Superseded, changed),
                CardStatus.OnHold => new Revocation(RevocationReason.CertificateHold, changed),
                _ => null,
            },
        };
    }
}
