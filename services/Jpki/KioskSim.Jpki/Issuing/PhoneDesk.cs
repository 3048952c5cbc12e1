using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>スマホ用電子証明書: certificates in the phones of cards' holders, who apply by the card's signing key. Safe for concurrent use.</summary>
public sealed class PhoneDesk(CertificateStore store, Authority authority, HolderProofs proofs)
{
    /// <param name="publicKey">The phone's, SubjectPublicKeyInfo: RSA-2048.</param>
    /// <param name="proof">The card's signing certificate.</param>
    /// <param name="signature">Over <see cref="PhoneProof.Digest"/>.</param>
    /// <exception cref="FlowException">As <see cref="HolderProofs"/> and <see cref="Authority.IssueToPhone"/> refuse.</exception>
    public IssuedCertificate Apply(
        ReadOnlyMemory<byte> publicKey, ReadOnlySpan<byte> nonce, CertificateSerial proof, ReadOnlySpan<byte> signature, DateTimeOffset at)
    {
        proofs.TakeNonce(nonce);
        var card = proofs.Check(proof, CertificatePurpose.Signing, PhoneProof.Digest(nonce, publicKey.Span), signature, at);
        return authority.IssueToPhone(card, publicKey, at);
    }

    /// <summary>The certificate in the phone that belongs to a card now, so that its city may come to know it.</summary>
    /// <returns>Null: none that is not revoked.</returns>
    /// <exception cref="FlowException">CertificateUnknown: no such card.</exception>
    public CertificateSerial? Find(CertificateSerial card) => store.Find(card) is null
        ? throw new FlowException(FlowErrorCode.CertificateUnknown)
        : store.FindBeside(card).SingleOrDefault(r => r.IsPhones && r.Revocation is null or { IsHold: true })?.Serial;
}
