using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Tests.Pki;

/// <summary>
/// Certificates that differ from the profile in exactly what a test says, made by .NET's own builder. Keys are made once a run.
/// </summary>
static class OddCertificates
{
    public static readonly DateTimeOffset From = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset To = new(2031, 4, 1, 0, 0, 0, TimeSpan.Zero);

    public static RSA FirstKey { get; } = RSA.Create(2048);

    public static RSA SecondKey { get; } = RSA.Create(2048);

    public static RSA LeafKey { get; } = RSA.Create(2048);

    public sealed record Leaf
    {
        public RSA Issuer { get; init; } = FirstKey;

        public X500DistinguishedName IssuerName { get; init; } = JpkiProfile.AuthorityName;

        /// <summary>Whose key the certificate says signed it; null leaves it out.</summary>
        public RSA? NamedIssuer { get; init; } = FirstKey;

        public PublicKey Key { get; init; } = new(LeafKey);

        public bool WithSha1 { get; init; }

        public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

        public DateTimeOffset NotBefore { get; init; } = From;

        public DateTimeOffset NotAfter { get; init; } = To;

        public X509KeyUsageFlags? KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

        public string? Purpose { get; init; } = "1.3.6.1.5.5.7.3.2";

        public string? Policy { get; init; } = JpkiProfile.UserAuthenticationPolicy;

        public X509Extension[] More { get; init; } = [];

        public byte[] Make()
        {
            var request = new CertificateRequest(new X500DistinguishedName("C=JP, CN=X"), Key, Hash);
            var add = request.CertificateExtensions;
            if (KeyUsage is { } usage)
                add.Add(new X509KeyUsageExtension(usage, critical: true));
            if (Purpose is not null)
                add.Add(new X509EnhancedKeyUsageExtension([new Oid(Purpose)], critical: false));
            if (Policy is not null)
                add.Add(PolicyExtension(Policy));
            if (NamedIssuer is not null)
                add.Add(X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(IdentifierOf(NamedIssuer)));
            foreach (var extension in More)
                add.Add(extension);
            var generator = WithSha1 ? new Sha1Generator(Issuer) : X509SignatureGenerator.CreateForRSA(Issuer, RSASignaturePadding.Pkcs1);
            using var certificate = request.Create(IssuerName, generator, NotBefore, NotAfter, [0x12, 0x34]);
            return certificate.RawData;
        }
    }

    /// <summary>An authority of JPKI's name that differs in what is said.</summary>
    public static TrustedAuthority Authority(
        RSA key,
        bool isAuthority = true,
        X509KeyUsageFlags usage = X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign,
        DateTimeOffset? to = null,
        X500DistinguishedName? name = null)
    {
        var request = new CertificateRequest(name ?? JpkiProfile.AuthorityName, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(IdentifierOf(key));
        using var certificate = request.CreateSelfSigned(From.AddYears(-2), to ?? To.AddYears(3));
        return TrustedAuthority.FromDer(certificate.RawData);
    }

    public static X509SubjectKeyIdentifierExtension IdentifierOf(RSA key) => new(new PublicKey(key), critical: false);

    static X509Extension PolicyExtension(string policy)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteObjectIdentifier(policy);
        return new X509Extension("2.5.29.32", writer.Encode(), critical: true);
    }

    /// <summary>What .NET's own generator refuses to do.</summary>
    sealed class Sha1Generator(RSA key) : X509SignatureGenerator
    {
        public override byte[] GetSignatureAlgorithmIdentifier(HashAlgorithmName hashAlgorithm) =>
            [0x30, 13, 6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 13, 1, 1, 5, 5, 0];

        public override byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm) =>
            key.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

        protected override PublicKey BuildPublicKey() => new(key);
    }
}
