using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>An authority that is trusted because somebody configured it so, with its key ready to check signatures.</summary>
public sealed class TrustedAuthority : IDisposable
{
    /// <exception cref="ArgumentException">The certificate's key is not of an accepted kind.</exception>
    public TrustedAuthority(ParsedCertificate certificate, AcceptedSignatures accepted = AcceptedSignatures.Rsa)
    {
        Certificate = certificate;
        Key = VerificationKey.TryImport(certificate, accepted, issuer: null, out var key)
            ? key
            : throw new ArgumentException("The authority's key is not of an accepted kind.", nameof(certificate));
    }

    /// <exception cref="ArgumentException">Not a certificate, or its key is not of an accepted kind.</exception>
    public static TrustedAuthority FromDer(ReadOnlyMemory<byte> der, AcceptedSignatures accepted = AcceptedSignatures.Rsa) =>
        ParsedCertificate.TryParse(der, out var certificate)
            ? new TrustedAuthority(certificate, accepted)
            : throw new ArgumentException("Not a certificate in DER.", nameof(der));

    public ParsedCertificate Certificate { get; }

    internal VerificationKey Key { get; }

    /// <summary>By name and, where the certificate says which, by key: generations of one authority share the name.</summary>
    internal bool IsNamedBy(ReadOnlyMemory<byte> issuer, ReadOnlyMemory<byte> keyIdentifier) =>
        DistinguishedName.Same(Certificate.Subject, issuer) &&
        (keyIdentifier.IsEmpty || keyIdentifier.Span.SequenceEqual(Certificate.SubjectKeyIdentifier.Span));

    internal PathFailure MayIssue(DateTimeOffset at)
    {
        if (!Certificate.IsAuthority || Certificate.HasUnknownCriticalExtension)
            return PathFailure.IssuerNotAuthority;
        if (Certificate.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.KeyCertSign))
            return PathFailure.IssuerMayNotSign;
        return at < Certificate.NotBefore || at > Certificate.NotAfter ? PathFailure.IssuerOutOfTime : PathFailure.None;
    }

    public void Dispose() => Key.Dispose();
}
