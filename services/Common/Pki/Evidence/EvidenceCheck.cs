using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;

namespace KioskSim.Pki.Evidence;

/// <summary>
/// Whether the person at the kiosk is who the card says: the certificate leads to a trusted authority and is usable, the card signed
/// this application, and JPKI says that the certificate is good now. The centre checks it and the city checks it again for itself, by
/// the same rules. Safe for concurrent use.
/// </summary>
/// <param name="authorities">Every generation of JPKI's authority.</param>
public sealed class EvidenceCheck(IReadOnlyList<TrustedAuthority> authorities)
{
    readonly PathValidator _paths = new(authorities, JpkiProfile.UserAuthentication);
    readonly OcspVerifier _responses = new();

    /// <summary>Path, validity and the card's signature.</summary>
    /// <param name="certificate">DER.</param>
    /// <param name="digest">SHA-256 of what the card was to sign.</param>
    /// <param name="signature">Of the card, 256 bytes.</param>
    /// <exception cref="FlowException">CertificateInvalid, CertificateExpired, CertificateNotYetUsable, CertificateUnknown or SignatureInvalid.</exception>
    public CheckedCertificate CheckSignature(ReadOnlyMemory<byte> certificate, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, DateTimeOffset at)
    {
        using var path = _paths.Validate(certificate, RevocationSource.AskedElsewhere, at);
        if (!path.IsValid)
            throw new FlowException(path.Failure.ToFlowError(), path.Failure.ToString());
        if (at < CertificateLifetime.UsableFrom(path.Leaf.NotBefore))
            throw new FlowException(FlowErrorCode.CertificateNotYetUsable);
        if (!path.Key.VerifyHash(digest, signature))
            throw new FlowException(FlowErrorCode.SignatureInvalid);
        return Checked(path.Leaf, path.Anchor);
    }

    /// <summary>The path alone: that the certificate is one of JPKI's for user authentication, not that its card or its holder is there.</summary>
    /// <param name="certificate">DER.</param>
    /// <exception cref="FlowException">CertificateInvalid, CertificateExpired, CertificateNotYetUsable or CertificateUnknown.</exception>
    public CheckedCertificate CheckPath(ReadOnlyMemory<byte> certificate, DateTimeOffset at)
    {
        using var path = _paths.Validate(certificate, RevocationSource.AskedElsewhere, at);
        return path.IsValid ? Checked(path.Leaf, path.Anchor) : throw new FlowException(path.Failure.ToFlowError(), path.Failure.ToString());
    }

    /// <summary>Whether an answer of JPKI, given to the question with this nonce, says good and can be believed.</summary>
    /// <exception cref="FlowException">CertificateRevoked, CertificateOnHold, CertificateUnknown, or JpkiUnreachable when there is no answer to believe.</exception>
    public void CheckStatus(CheckedCertificate certificate, ReadOnlyMemory<byte> response, ReadOnlySpan<byte> nonce, DateTimeOffset at) =>
        _responses.Verify(response, certificate.Issuer, certificate.Id, nonce, at).ThrowIfNotGood();

    /// <summary>
    /// In degraded mode, where JPKI cannot be asked: whether the certificate is on a list that the generation which issued it has signed.
    /// What became known after the list was made stays unknown.
    /// </summary>
    /// <param name="list">DER; of all that the generation issued.</param>
    /// <exception cref="FlowException">CertificateRevoked, CertificateOnHold, or JpkiUnreachable when the list is not believed or not good any more.</exception>
    public void CheckList(CheckedCertificate certificate, ReadOnlyMemory<byte> list, DateTimeOffset at)
    {
        if (!RevocationList.TryParse(list, out var parsed))
            throw new FlowException(FlowErrorCode.JpkiUnreachable, "CRL: malformed");
        if (parsed.Check(certificate.Issuer, at) is not CrlFailure.None and var failure)
            throw new FlowException(FlowErrorCode.JpkiUnreachable, $"CRL: {failure}");
        if (parsed.Find(certificate.Serial.ToDer()) is { } revocation)
            CertificateStatus.Revoked(revocation).ThrowIfNotGood();
    }

    /// <summary>A certificate that was checked earlier, by what a ledger keeps of it.</summary>
    /// <param name="issuerKey">See <see cref="CheckedCertificate.IssuerKey"/>.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateInvalid"/>: its authority is trusted no more.</exception>
    public CheckedCertificate Recall(CertificateSerial serial, ReadOnlySpan<byte> issuerKey)
    {
        foreach (var authority in authorities)
        {
            if (authority.Certificate.SubjectKeyIdentifier.Span.SequenceEqual(issuerKey))
                return new CheckedCertificate(serial, authority);
        }

        throw new FlowException(FlowErrorCode.CertificateInvalid, "its authority is not trusted any more");
    }

    static CheckedCertificate Checked(ParsedCertificate leaf, TrustedAuthority issuer) =>
        CertificateSerial.TryFromDer(leaf.SerialNumber.Span, out var serial)
            ? new CheckedCertificate(serial, issuer)
            : throw new FlowException(FlowErrorCode.CertificateUnknown, "a serial number that no card has");
}

/// <summary>A certificate whose path and signature held: its serial number and who issued it. Nothing about the person.</summary>
public sealed record CheckedCertificate(CertificateSerial Serial, TrustedAuthority Issuer)
{
    /// <summary>What JPKI is asked about.</summary>
    public CertId Id { get; } = CertId.For(Issuer.Certificate, Serial);

    /// <summary>Tells the generations of an authority apart.</summary>
    public ReadOnlyMemory<byte> IssuerKey => Issuer.Certificate.SubjectKeyIdentifier;

    /// <summary>The question to JPKI, DER.</summary>
    public byte[] Ask(ReadOnlyMemory<byte> nonce) => new OcspRequest([Id], nonce).Encode();
}
