using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Pki.Crl;

/// <summary>Makes a full revocation list (RFC 5280, section 5).</summary>
public static class CrlWriter
{
    /// <param name="number">Grows with every list of this authority.</param>
    /// <returns>DER.</returns>
    public static byte[] Write(
        AuthorityKey issuer,
        long number,
        DateTimeOffset thisUpdate,
        DateTimeOffset nextUpdate,
        IEnumerable<(CertificateSerial Serial, Revocation Revocation)> revoked)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var (serial, revocation) in revoked)
            list.AddEntry(serial.ToDer(), revocation.At, ReasonOf(revocation));
        return list.Build(
            issuer.Name,
            issuer.Generator(),
            new BigInteger(number),
            nextUpdate,
            HashAlgorithmName.SHA256,
            issuer.AuthorityIdentifier,
            thisUpdate);
    }

    // RFC 5280, section 5.3.1: an unspecified reason is left out.
    static X509RevocationReason? ReasonOf(Revocation revocation) =>
        revocation.Reason == RevocationReason.Unspecified ? null : (X509RevocationReason)revocation.Reason;
}
