using System.Formats.Asn1;
using System.Security.Cryptography;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Ocsp;

/// <summary>How a response names who signed it.</summary>
public enum ResponderNaming
{
    ByKey,
    ByName,
}

/// <summary>Makes OCSP responses (RFC 6960, section 4.2). Its key stays ready, and is its own; safe for concurrent use.</summary>
public sealed class OcspSigner : IDisposable
{
    static readonly Asn1Tag BytesField = DerInput.Context(0);
    static readonly Asn1Tag CertificatesField = DerInput.Context(0);
    static readonly Asn1Tag NameChoice = DerInput.Context(1);
    static readonly Asn1Tag KeyChoice = DerInput.Context(2);
    static readonly Asn1Tag ExtensionsField = DerInput.Context(1);

    readonly RSA _key;
    readonly ReadOnlyMemory<byte> _certificate;
    readonly byte[] _responderId;

    /// <param name="certificate">The responder's, which goes with every response.</param>
    public OcspSigner(RSA key, ParsedCertificate certificate, ResponderNaming naming = ResponderNaming.ByKey)
    {
        _key = key;
        _certificate = certificate.Der;
        _responderId = EncodeId(certificate, naming);
    }

    /// <summary>A response that says why there is none. Unsigned, as the standard has it.</summary>
    /// <exception cref="ArgumentException">Successful is no refusal.</exception>
    public static byte[] Refuse(OcspResponseStatus status)
    {
        if (status == OcspResponseStatus.Successful)
            throw new ArgumentException("A successful response has content.", nameof(status));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            writer.WriteEnumeratedValue(status);
        return writer.Encode();
    }

    /// <param name="nonce">The request's; repeated so that the asker knows the answer for its own. May be empty.</param>
    public byte[] Sign(IReadOnlyList<SingleAnswer> answers, DateTimeOffset producedAt, ReadOnlySpan<byte> nonce)
    {
        var content = EncodeContent(answers, producedAt, nonce);
        var signature = _key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

        var writer = new AsnWriter(AsnEncodingRules.DER, content.Length + signature.Length + _certificate.Length + 128);
        using (writer.PushSequence())
        {
            writer.WriteEnumeratedValue(OcspResponseStatus.Successful);
            using (writer.PushSequence(BytesField))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.OcspBasic);
                using (writer.PushOctetString())
                    WriteBasicResponse(writer, content, signature);
            }
        }

        return writer.Encode();
    }

    void WriteBasicResponse(AsnWriter writer, ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(content);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Sha256WithRsa);
                writer.WriteNull();
            }

            writer.WriteBitString(signature);
            using (writer.PushSequence(CertificatesField))
            using (writer.PushSequence())
                writer.WriteEncodedValue(_certificate.Span);
        }
    }

    byte[] EncodeContent(IReadOnlyList<SingleAnswer> answers, DateTimeOffset producedAt, ReadOnlySpan<byte> nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER, 512);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(_responderId);
            writer.WriteGeneralizedTime(producedAt, omitFractionalSeconds: true);
            using (writer.PushSequence())
            {
                foreach (var answer in answers)
                    answer.Write(writer);
            }

            OcspNonce.Write(writer, ExtensionsField, nonce);
        }

        return writer.Encode();
    }

    static byte[] EncodeId(ParsedCertificate certificate, ResponderNaming naming)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence(naming == ResponderNaming.ByName ? NameChoice : KeyChoice))
        {
            if (naming == ResponderNaming.ByName)
                writer.WriteEncodedValue(certificate.Subject.Span);
            else
                writer.WriteOctetString(SHA1.HashData(certificate.SubjectPublicKey.Span));
        }

        return writer.Encode();
    }

    public void Dispose() => _key.Dispose();
}
