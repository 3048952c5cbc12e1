using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Ocsp;

/// <summary>A question to an OCSP responder (RFC 6960, section 4.1): certificates, and a nonce that ties the answer to it.</summary>
public sealed class OcspRequest
{
    /// <summary>Bytes; a longer request is not read.</summary>
    public const int Longest = 8 * 1024;

    /// <summary>More certificates in one request are refused.</summary>
    public const int MostCertificates = 32;

    static readonly Asn1Tag VersionField = DerInput.Context(0);
    static readonly Asn1Tag RequestorField = DerInput.Context(1);
    static readonly Asn1Tag ExtensionsField = DerInput.Context(2);
    static readonly Asn1Tag SignatureField = DerInput.Context(0);
    static readonly Asn1Tag SingleExtensionsField = DerInput.Context(0);

    /// <param name="nonce">1 to 128 bytes, or none.</param>
    public OcspRequest(IReadOnlyList<CertId> certificates, ReadOnlyMemory<byte> nonce = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(certificates.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(certificates.Count, MostCertificates);
        Certificates = certificates;
        Nonce = nonce;
    }

    public IReadOnlyList<CertId> Certificates { get; }

    /// <summary>Empty when the request has none.</summary>
    public ReadOnlyMemory<byte> Nonce { get; }

    /// <returns>False when the bytes are no request, or one beyond the limits; no input throws.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out OcspRequest? request) =>
        DerInput.TryRead(der, Longest, Read, out request);

    /// <summary>The request in a GET (RFC 6960, appendix A.1): what follows the responder's address and a slash.</summary>
    /// <param name="path">Base64, percent-encoded or not.</param>
    public static bool TryDecodePath(string path, [NotNullWhen(true)] out byte[]? der)
    {
        der = null;
        if (path.Length > 4 * Longest)
            return false;
        var base64 = Uri.UnescapeDataString(path);
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var length))
            return false;
        der = bytes[..length];
        return true;
    }

    public byte[] Encode()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                foreach (var certificate in Certificates)
                {
                    using (writer.PushSequence())
                        writer.WriteEncodedValue(certificate.Encoded.Span);
                }
            }

            OcspNonce.Write(writer, ExtensionsField, Nonce.Span);
        }

        return writer.Encode();
    }

    static OcspRequest Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var content = sequence.ReadSequence();
        // Who asks and whether they sign is of no interest: the line's own certificates say who may call.
        if (sequence.NextIs(SignatureField))
            sequence.ReadEncodedValue();
        sequence.ThrowIfNotEmpty();

        if (content.NextIs(VersionField))
            ReadVersion(content.ReadSequence(VersionField));
        if (content.NextIs(RequestorField))
            content.ReadEncodedValue();
        var certificates = ReadCertificates(content.ReadSequence());
        var nonce = content.NextIs(ExtensionsField) ? OcspNonce.FindIn(content.ReadSequence(ExtensionsField).ReadExtensions()) : default;
        content.ThrowIfNotEmpty();
        return new OcspRequest(certificates, nonce);
    }

    static void ReadVersion(AsnReader field)
    {
        if (!field.TryReadInt32(out var version) || version != 0)
            throw new AsnContentException("No version of OCSP.");
    }

    static List<CertId> ReadCertificates(AsnReader list)
    {
        List<CertId> certificates = [];
        do
        {
            if (certificates.Count == MostCertificates)
                throw new AsnContentException("Too many certificates.");
            var single = list.ReadSequence();
            certificates.Add(CertId.Read(single));
            if (single.NextIs(SingleExtensionsField))
                OcspNonce.FindIn(single.ReadSequence(SingleExtensionsField).ReadExtensions());
            single.ThrowIfNotEmpty();
        }
        while (list.HasData);
        return certificates;
    }
}
