using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// That the holder of a card is there: a key of the card, behind a PIN, signs JPKI's nonce for one purpose. JPKI looks at its own copy of
/// the certificate, so that none has to travel. Safe for concurrent use.
/// </summary>
public sealed class HolderProofs(CertificateStore store, ProofNonces nonces)
{
    /// <summary>What the card signs next.</summary>
    public byte[] NewNonce() => nonces.New();

    /// <summary>Comes first: whatever is wrong with the rest, the nonce is used.</summary>
    /// <exception cref="FlowException">SessionExpired: never given out, used, or too old.</exception>
    public void TakeNonce(ReadOnlySpan<byte> nonce) => nonces.Take(nonce);

    /// <param name="by">The certificate whose key signed.</param>
    /// <param name="purpose">What that certificate must be for.</param>
    /// <param name="digest">Made of the nonce and of what it is signed for.</param>
    /// <returns>The card, by its certificate for user authentication.</returns>
    /// <exception cref="FlowException">
    /// CertificateUnknown, CertificateInvalid: of another purpose, or not of a whole card. SignatureInvalid. CertificateExpired,
    /// CertificateRevoked, CertificateOnHold: of one of the card's certificates.
    /// </exception>
    public CertificateSerial Check(
        CertificateSerial by, CertificatePurpose purpose, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, DateTimeOffset at)
    {
        var signer = store.Find(by) ?? throw new FlowException(FlowErrorCode.CertificateUnknown);
        if (signer.Purpose != purpose)
            throw new FlowException(FlowErrorCode.CertificateInvalid, "another key of the card is to sign");
        CheckSignature(by, digest, signature);
        var (card, signing) = purpose == CertificatePurpose.Signing ? (CardBeside(signer), signer) : (signer, SigningBeside(signer));
        card.CheckGood(at);
        signing.CheckGood(at); // one of the two shows who asks; the other is what is asked about, or what the card is known by
        return card.Serial;
    }

    CertificateRecord CardBeside(CertificateRecord signing) => signing.Beside is { } card && store.Find(card) is { } record
        ? record
        : throw new FlowException(FlowErrorCode.CertificateInvalid, "a signing certificate in no card");

    CertificateRecord SigningBeside(CertificateRecord card) =>
        store.FindBeside(card.Serial).Where(r => r.Purpose == CertificatePurpose.Signing).MaxBy(r => r.NotBefore)
        ?? throw new FlowException(FlowErrorCode.CertificateInvalid, "the card has no signing certificate");

    void CheckSignature(CertificateSerial serial, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        if (!ParsedCertificate.TryParse(store.FindCertificate(serial), out var certificate))
            throw new FlowException(FlowErrorCode.CertificateUnknown, "its card has not been made");
        if (!VerificationKey.VerifyHash(certificate.SubjectPublicKeyInfo.Span, digest, signature))
            throw new FlowException(FlowErrorCode.SignatureInvalid);
    }
}
