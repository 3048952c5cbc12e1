using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Paths;

namespace KioskSim.Pki.Tests.Made;

/// <summary>An authority on P-256, whose keys are quickly made, that issues whatever it is told to.</summary>
sealed class MadeAuthority
{
    public const AcceptedSignatures Signatures = AcceptedSignatures.Ecdsa;

    public static readonly DateTimeOffset From = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset At = From.AddYears(1);
    static readonly DateTimeOffset To = From.AddYears(5);

    readonly X500DistinguishedName _name;
    readonly ECDsa _key;

    MadeAuthority(string name, ECDsa key, Func<CertificateRequest, byte[]> sign, X509Extension[] more)
    {
        (_name, _key) = (new X500DistinguishedName(name), key);
        var request = new CertificateRequest(_name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        foreach (var extension in more)
            request.CertificateExtensions.Add(extension);
        Certificate = sign(request);
    }

    public byte[] Certificate { get; }

    public TrustedAuthority Trusted() => TrustedAuthority.FromDer(Certificate, Signatures);

    public static MadeAuthority Root(string name = "C=JP, O=Root", params X509Extension[] more) => new(name, NewKey(), request =>
    {
        using var certificate = request.CreateSelfSigned(From, To);
        return certificate.RawData;
    }, more);

    public MadeAuthority Authority(string name, params X509Extension[] more) => new(name, NewKey(), Sign, more);

    public byte[] Leaf(params X509Extension[] more)
    {
        using var key = NewKey();
        return Leaf("C=JP, CN=X", new PublicKey(key), more);
    }

    public byte[] Leaf(string name, PublicKey key, params X509Extension[] more)
    {
        var request = new CertificateRequest(new X500DistinguishedName(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        foreach (var extension in more)
            request.CertificateExtensions.Add(extension);
        return Sign(request);
    }

    /// <summary>A list with its number and, of each entry, a serial number of one byte and a reason.</summary>
    public RevocationList List(int number, DateTimeOffset thisUpdate, (byte Serial, RevocationReason Reason)[] entries, params X509Extension[] more)
    {
        Assert.True(RevocationList.TryParse(EncodeList(number, thisUpdate, entries, more), out var list));
        return list;
    }

    public byte[] EncodeList(int number, DateTimeOffset thisUpdate, (byte Serial, RevocationReason Reason)[] entries, params X509Extension[] more)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            WriteAlgorithm(writer);
            writer.WriteEncodedValue(_name.RawData);
            writer.WriteUtcTime(thisUpdate);
            writer.WriteUtcTime(thisUpdate.AddDays(2));
            if (entries.Length > 0)
            {
                using (writer.PushSequence())
                    Array.ForEach(entries, entry => WriteEntry(writer, entry.Serial, entry.Reason, thisUpdate));
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
            using (writer.PushSequence())
                Array.ForEach([Extension.Number(number), .. more], extension => WriteExtension(writer, extension));
        }

        var content = writer.Encode();
        writer.Reset();
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(content);
            WriteAlgorithm(writer);
            writer.WriteBitString(_key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return writer.Encode();
    }

    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    byte[] Sign(CertificateRequest request)
    {
        using var certificate = request.Create(_name, X509SignatureGenerator.CreateForECDsa(_key), From, To, [0x12]);
        return certificate.RawData;
    }

    static void WriteEntry(AsnWriter writer, byte serial, RevocationReason reason, DateTimeOffset at)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(serial);
            writer.WriteUtcTime(at);
            using (writer.PushSequence())
                WriteExtension(writer, new X509Extension("2.5.29.21", [0x0A, 1, (byte)reason], critical: false));
        }
    }

    static void WriteExtension(AsnWriter writer, X509Extension extension)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(extension.Oid!.Value!);
            if (extension.Critical)
                writer.WriteBoolean(true);
            writer.WriteOctetString(extension.RawData);
        }
    }

    static void WriteAlgorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
    }
}
