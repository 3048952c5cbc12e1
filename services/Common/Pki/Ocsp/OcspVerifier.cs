using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;
using KioskSim.Pki.Paths;

namespace KioskSim.Pki.Ocsp;

/// <summary>
/// Whether to believe a response (RFC 6960, section 3.2): signed by the authority or by a responder that the authority appointed,
/// about the certificate asked for, in answer to this very question, and fresh. Safe for concurrent use.
/// </summary>
/// <param name="skew">How far the clocks of responder and asker may differ.</param>
/// <param name="mostAge">How old an answer may be that names no next update.</param>
public sealed class OcspVerifier(TimeSpan skew, TimeSpan mostAge)
{
    // Responders change once in years, so the last one seen is nearly always the next one, too, and its signature needs no second look.
    volatile AppointedResponder? _lastResponder;

    /// <summary>A minute of skew, a day of age.</summary>
    public OcspVerifier() : this(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1))
    {
    }

    /// <param name="issuer">The generation of the authority that issued the certificate.</param>
    /// <param name="nonce">What the request carried.</param>
    /// <exception cref="ArgumentException">No nonce: an answer to it could be replayed.</exception>
    public OcspVerdict Verify(
        ReadOnlyMemory<byte> response, TrustedAuthority issuer, CertId certificate, ReadOnlySpan<byte> nonce, DateTimeOffset at)
    {
        if (nonce.IsEmpty)
            throw new ArgumentException("An answer is tied to its question by a nonce.", nameof(nonce));
        return Check(response, issuer, certificate, nonce, at);
    }

    /// <summary>For whoever gets the answer to another's question as evidence. It may be repeated to them while it is fresh.</summary>
    public OcspVerdict VerifyEvidence(ReadOnlyMemory<byte> response, TrustedAuthority issuer, CertId certificate, DateTimeOffset at) =>
        Check(response, issuer, certificate, nonce: [], at);

    OcspVerdict Check(
        ReadOnlyMemory<byte> bytes, TrustedAuthority issuer, CertId certificate, ReadOnlySpan<byte> nonce, DateTimeOffset at)
    {
        if (!OcspResponse.TryParse(bytes, out var response))
            return new OcspVerdict(OcspFailure.Malformed);
        if (response.Signed is null)
            return new OcspVerdict(OcspFailure.Refused, response.Status);
        if (CheckSignature(response, response.Signed, issuer, at) is not OcspFailure.None and var failure)
            return new OcspVerdict(failure);
        if (!nonce.IsEmpty && !CryptographicOperations.FixedTimeEquals(nonce, response.Nonce.Span))
            return new OcspVerdict(OcspFailure.NonceWrong);
        var answer = response.Answers.FirstOrDefault(answer => answer.Certificate.IsSameAs(certificate));
        if (answer is null)
            return new OcspVerdict(OcspFailure.NotAnswered);
        return CheckTime(response, answer, at) is not OcspFailure.None and var late ? new OcspVerdict(late) : new OcspVerdict(answer);
    }

    OcspFailure CheckSignature(OcspResponse response, SignedStructure signed, TrustedAuthority issuer, DateTimeOffset at)
    {
        if (!VerificationKey.Knows(signed.Algorithm))
            return OcspFailure.AlgorithmRefused;
        if (response.IsBy(issuer.Certificate))
            return issuer.Key.Verifies(signed) ? OcspFailure.None : OcspFailure.SignatureWrong;
        foreach (var der in response.Certificates)
        {
            if (Appointed(der, issuer, response, out var responder) is not OcspFailure.None and var failure)
            {
                if (failure == OcspFailure.ResponderUnknown)
                    continue;
                return failure;
            }

            if (at + skew < responder!.Certificate.NotBefore || at - skew > responder.Certificate.NotAfter)
                return OcspFailure.ResponderNotAuthorised;
            return responder.Key.Verifies(signed) ? OcspFailure.None : OcspFailure.SignatureWrong;
        }

        return OcspFailure.ResponderUnknown;
    }

    OcspFailure Appointed(ReadOnlyMemory<byte> der, TrustedAuthority issuer, OcspResponse response, out AppointedResponder? responder)
    {
        responder = _lastResponder;
        if (responder is null || responder.Issuer != issuer || !responder.Certificate.Der.Span.SequenceEqual(der.Span))
        {
            if (!ParsedCertificate.TryParse(der, out var certificate) || !response.IsBy(certificate))
                return OcspFailure.ResponderUnknown;
            if (AppointedResponder.TryAppoint(certificate, issuer) is not { } appointed)
                return OcspFailure.ResponderNotAuthorised;
            _lastResponder = responder = appointed;
        }

        return response.IsBy(responder.Certificate) ? OcspFailure.None : OcspFailure.ResponderUnknown;
    }

    OcspFailure CheckTime(OcspResponse response, SingleAnswer answer, DateTimeOffset at)
    {
        if (response.ProducedAt > at + skew || answer.ThisUpdate > at + skew)
            return OcspFailure.FromTheFuture;
        var end = answer.NextUpdate ?? answer.ThisUpdate + mostAge;
        return end < at - skew ? OcspFailure.Stale : OcspFailure.None;
    }

    /// <summary>A responder whose certificate the authority signed for this purpose (RFC 6960, section 4.2.2.2).</summary>
    sealed class AppointedResponder
    {
        AppointedResponder(ParsedCertificate certificate, TrustedAuthority issuer, VerificationKey key) =>
            (Certificate, Issuer, Key) = (certificate, issuer, key);

        public ParsedCertificate Certificate { get; }

        public TrustedAuthority Issuer { get; }

        public VerificationKey Key { get; }

        // Without the no-check extension its own revocation would have to be checked, which nothing here can do: so it is asked for.
        public static AppointedResponder? TryAppoint(ParsedCertificate certificate, TrustedAuthority issuer) =>
            issuer.IsNamedBy(certificate.Issuer, certificate.AuthorityKeyIdentifier) &&
            issuer.Key.Verifies(certificate.Signed) &&
            certificate.ExtendedKeyUsage?.Contains(Oids.OcspSigning) == true &&
            (certificate.KeyUsage is not { } usage || usage.HasFlag(X509KeyUsageFlags.DigitalSignature)) &&
            certificate.HasExtension(Oids.OcspNoCheck) &&
            !certificate.HasUnknownCriticalExtension &&
            VerificationKey.TryImport(certificate.SubjectPublicKeyInfo.Span, out var key)
                ? new AppointedResponder(certificate, issuer, key)
                : null;
    }
}
