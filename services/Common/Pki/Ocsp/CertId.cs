using System.Formats.Asn1;
using System.Security.Cryptography;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Ocsp;

/// <summary>The hash by which a request names the issuer.</summary>
public enum CertIdHash
{
    /// <summary>What RFC 5019 asks of every responder. Only a name here: nothing rests on its strength.</summary>
    Sha1,
    Sha256,
}

/// <summary>
/// CertID of RFC 6960, section 4.1.1: which certificate is asked about. The issuer by hashes, and a serial number; nothing else (000-51).
/// </summary>
public sealed class CertId
{
    readonly string _hash;
    readonly ReadOnlyMemory<byte> _issuerName;
    readonly ReadOnlyMemory<byte> _issuerKey;

    CertId(ReadOnlyMemory<byte> encoded)
    {
        Encoded = encoded;
        var sequence = new AsnReader(encoded, AsnEncodingRules.DER).ReadSequence();
        _hash = sequence.ReadPlainAlgorithm();
        _issuerName = sequence.ReadOctets();
        _issuerKey = sequence.ReadOctets();
        SerialNumber = sequence.ReadIntegerBytes();
        sequence.ThrowIfNotEmpty();
    }

    public static CertId For(ParsedCertificate issuer, CertificateSerial serial, CertIdHash hash = CertIdHash.Sha256) =>
        For(issuer, serial.ToDer(), hash);

    /// <param name="serialNumber">Content of the certificate's INTEGER.</param>
    public static CertId For(ParsedCertificate issuer, ReadOnlySpan<byte> serialNumber, CertIdHash hash = CertIdHash.Sha256)
    {
        var algorithm = hash == CertIdHash.Sha1 ? Oids.Sha1 : Oids.Sha256;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(algorithm);
                writer.WriteNull();
            }

            writer.WriteOctetString(Hash(algorithm, issuer.Subject.Span));
            writer.WriteOctetString(Hash(algorithm, issuer.SubjectPublicKey.Span));
            writer.WriteInteger(serialNumber);
        }

        return new CertId(writer.Encode());
    }

    internal static CertId Read(AsnReader reader) => new(reader.ReadEncodedValue());

    /// <summary>As it was sent; a responder repeats it in its answer.</summary>
    public ReadOnlyMemory<byte> Encoded { get; }

    /// <summary>Content of the INTEGER.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>Whether the certificate asked about is this issuer's. False also for a hash that is neither SHA-1 nor SHA-256.</summary>
    public bool Names(ParsedCertificate issuer) =>
        _hash is Oids.Sha1 or Oids.Sha256 &&
        _issuerKey.Span.SequenceEqual(Hash(_hash, issuer.SubjectPublicKey.Span)) &&
        _issuerName.Span.SequenceEqual(Hash(_hash, issuer.Subject.Span));

    /// <summary>Whether both name the same certificate in the same way; how the hash algorithm's NULL is written does not matter.</summary>
    public bool IsSameAs(CertId other) =>
        _hash == other._hash &&
        _issuerName.Span.SequenceEqual(other._issuerName.Span) &&
        _issuerKey.Span.SequenceEqual(other._issuerKey.Span) &&
        SerialNumber.Span.SequenceEqual(other.SerialNumber.Span);

    static byte[] Hash(string algorithm, ReadOnlySpan<byte> data) =>
        algorithm == Oids.Sha1 ? SHA1.HashData(data) : SHA256.HashData(data);
}
