using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>
/// The fields of an X.509 certificate (RFC 5280, section 4.1) as its bytes say them. Nothing here has been checked but the form:
/// whether to believe it is the path validator's to say.
/// </summary>
public sealed class ParsedCertificate
{
    /// <summary>Bytes; a longer certificate is not read.</summary>
    public const int Longest = 16 * 1024;

    readonly Dictionary<string, ExtensionValue> _extensions = [];

    ParsedCertificate(ReadOnlyMemory<byte> der, SignedStructure signed)
    {
        Der = der;
        Signed = signed;
        var content = signed.ContentReader();
        var version = ReadVersion(content);
        SerialNumber = content.ReadIntegerBytes();
        if (content.ReadPlainAlgorithm() != signed.Algorithm)
            throw new AsnContentException("The algorithm differs inside and outside of the signature.");
        Issuer = content.ReadName();
        var validity = content.ReadSequence();
        NotBefore = validity.ReadTime();
        NotAfter = validity.ReadTime();
        validity.ThrowIfNotEmpty();
        Subject = content.ReadName();
        SubjectPublicKeyInfo = content.PeekEncodedValue();
        SubjectPublicKey = ReadPublicKeyBits(content.ReadSequence());
        if (version >= 2 && content.NextIs(DerInput.Context(1)))
            content.ReadEncodedValue();
        if (version >= 2 && content.NextIs(DerInput.Context(2)))
            content.ReadEncodedValue();
        if (version == 3 && content.NextIs(DerInput.Context(3)))
            _extensions = content.ReadSequence(DerInput.Context(3)).ReadExtensions();
        content.ThrowIfNotEmpty();
        ReadKnownExtensions();
    }

    /// <returns>False when the bytes are no certificate; no input throws.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out ParsedCertificate? certificate) =>
        DerInput.TryRead(der, Longest, reader => Read(der, reader), out certificate);

    static ParsedCertificate Read(ReadOnlyMemory<byte> der, AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var signed = SignedStructure.Read(sequence);
        sequence.ThrowIfNotEmpty();
        return new ParsedCertificate(der, signed);
    }

    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>Content of the INTEGER.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    /// <summary>Name, DER.</summary>
    public ReadOnlyMemory<byte> Issuer { get; }

    /// <summary>Name, DER.</summary>
    public ReadOnlyMemory<byte> Subject { get; }

    public DateTimeOffset NotBefore { get; }

    public DateTimeOffset NotAfter { get; }

    public ReadOnlyMemory<byte> SubjectPublicKeyInfo { get; }

    /// <summary>The bits of the key alone: what key identifiers and OCSP requests hash.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKey { get; }

    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private set; }

    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private set; }

    public bool IsAuthority { get; private set; }

    /// <summary>Null when the certificate does not restrict its key's use.</summary>
    public X509KeyUsageFlags? KeyUsage { get; private set; }

    /// <summary>Object identifiers; null when the certificate does not restrict its key's purpose.</summary>
    public IReadOnlyList<string>? ExtendedKeyUsage { get; private set; }

    /// <summary>Object identifiers.</summary>
    public IReadOnlyList<string> Policies { get; private set; } = [];

    /// <summary>A critical extension that is not understood here: no validator may accept the certificate.</summary>
    public bool HasUnknownCriticalExtension { get; private set; }

    internal SignedStructure Signed { get; }

    internal bool HasExtension(string identifier) => _extensions.ContainsKey(identifier);

    void ReadKnownExtensions()
    {
        foreach (var (identifier, extension) in _extensions)
        {
            switch (identifier)
            {
                case Oids.SubjectKeyIdentifier:
                    SubjectKeyIdentifier = extension.Reader().ReadOctets();
                    break;
                case Oids.AuthorityKeyIdentifier:
                    AuthorityKeyIdentifier = extension.ReadAuthorityKeyIdentifier();
                    break;
                case Oids.BasicConstraints:
                    ReadBasicConstraints(extension);
                    break;
                case Oids.KeyUsage:
                    KeyUsage = extension.ReadKeyUsage();
                    break;
                case Oids.ExtendedKeyUsage:
                    ExtendedKeyUsage = ReadIdentifiers(extension, usage => usage.ReadObjectIdentifier());
                    break;
                case Oids.CertificatePolicies:
                    Policies = ReadIdentifiers(extension, policy => policy.ReadSequence().ReadObjectIdentifier());
                    break;
                default:
                    HasUnknownCriticalExtension |= extension.Critical;
                    break;
            }
        }
    }

    // A path here has one authority over one leaf, so a length limit, which counts authorities in between, always holds.
    void ReadBasicConstraints(ExtensionValue extension)
    {
        var constraints = extension.Reader().ReadSequence();
        IsAuthority = constraints.NextIs(Asn1Tag.Boolean) && constraints.ReadBoolean();
        if (constraints.HasData)
            constraints.ReadIntegerBytes();
        constraints.ThrowIfNotEmpty();
    }

    static List<string> ReadIdentifiers(ExtensionValue extension, Func<AsnReader, string> read)
    {
        var sequence = extension.Reader().ReadSequence();
        List<string> identifiers = [];
        do
            identifiers.Add(read(sequence));
        while (sequence.HasData);
        return identifiers;
    }

    static int ReadVersion(AsnReader content)
    {
        if (!content.NextIs(DerInput.Context(0)))
            return 1;
        var field = content.ReadSequence(DerInput.Context(0));
        return field.TryReadInt32(out var version) && version is 1 or 2
            ? version + 1
            : throw new AsnContentException("No version of X.509.");
    }

    static ReadOnlyMemory<byte> ReadPublicKeyBits(AsnReader keyInfo)
    {
        keyInfo.ReadSequence();
        var bits = keyInfo.ReadWholeBits();
        keyInfo.ThrowIfNotEmpty();
        return bits;
    }
}
