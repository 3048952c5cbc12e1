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

    /// <summary>Policies, purposes or mappings in one certificate: more are not read, since each may be compared with each.</summary>
    const int MostIdentifiers = 64;

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
        ReadPublicKey(content.ReadSequence());
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
    public ReadOnlyMemory<byte> SubjectPublicKey { get; private set; }

    public ReadOnlyMemory<byte> SubjectKeyIdentifier { get; private set; }

    public ReadOnlyMemory<byte> AuthorityKeyIdentifier { get; private set; }

    public bool IsAuthority { get; private set; }

    /// <summary>How many authorities may come between this one and the holder; null when that is not limited.</summary>
    public int? PathLength { get; private set; }

    /// <summary>Whether issuer and subject are the same: an authority that changes its key or its policies.</summary>
    public bool IsSelfIssued => DistinguishedName.Same(Issuer, Subject);

    /// <summary>Null when the certificate does not restrict its key's use.</summary>
    public X509KeyUsageFlags? KeyUsage { get; private set; }

    /// <summary>Object identifiers; null when the certificate does not restrict its key's purpose.</summary>
    public IReadOnlyList<string>? ExtendedKeyUsage { get; private set; }

    /// <summary>Object identifiers.</summary>
    public IReadOnlyList<string> Policies { get; private set; } = [];

    /// <summary>A critical extension that is not understood here: no validator may accept the certificate.</summary>
    public bool HasUnknownCriticalExtension { get; private set; }

    internal SignedStructure Signed { get; }

    /// <summary>Object identifier of the kind of key.</summary>
    internal string KeyAlgorithm { get; private set; } = "";

    /// <summary>DER; empty when the certificate names none.</summary>
    internal ReadOnlyMemory<byte> KeyParameters { get; private set; }

    internal IReadOnlyList<GeneralName> AlternativeNames { get; private set; } = [];

    internal NameConstraints? NameConstraints { get; private set; }

    internal IReadOnlyList<PolicyMapping> PolicyMappings { get; private set; } = [];

    internal PolicyConstraints PolicyConstraints { get; private set; }

    /// <summary>After how many certificates the policy that stands for any is no longer one; null when that is not said.</summary>
    internal int? InhibitAnyPolicy { get; private set; }

    internal IReadOnlyList<DistributionPoint> DistributionPoints { get; private set; } = [];

    /// <summary>By name and, where both say which, by key.</summary>
    internal bool MayHaveIssued(ParsedCertificate other) =>
        DistinguishedName.Same(Subject, other.Issuer) &&
        (other.AuthorityKeyIdentifier.IsEmpty || SubjectKeyIdentifier.IsEmpty ||
         other.AuthorityKeyIdentifier.Span.SequenceEqual(SubjectKeyIdentifier.Span));

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
                    ExtendedKeyUsage = extension.Reader().ReadSequence().ReadMany(MostIdentifiers, usage => usage.ReadObjectIdentifier());
                    break;
                case Oids.CertificatePolicies:
                    ReadPolicies(extension);
                    break;
                case Oids.SubjectAlternativeName:
                    AlternativeNames = GeneralName.ReadAll(extension.Reader().ReadSequence());
                    break;
                case Oids.NameConstraints:
                    NameConstraints = NameConstraints.Read(extension.Reader());
                    break;
                case Oids.PolicyMappings:
                    PolicyMappings = extension.Reader().ReadSequence().ReadMany(MostIdentifiers, PolicyMapping.Read);
                    break;
                case Oids.PolicyConstraints:
                    PolicyConstraints = PolicyConstraints.Read(extension.Reader());
                    break;
                case Oids.InhibitAnyPolicy:
                    InhibitAnyPolicy = extension.Reader().ReadCount();
                    break;
                case Oids.CrlDistributionPoints:
                    DistributionPoints = DistributionPoint.ReadAll(extension.Reader().ReadSequence());
                    break;
                default:
                    HasUnknownCriticalExtension |= extension.Critical;
                    break;
            }
        }
    }

    void ReadBasicConstraints(ExtensionValue extension)
    {
        var constraints = extension.Reader().ReadSequence();
        IsAuthority = constraints.ReadFlag(Asn1Tag.Boolean);
        if (constraints.HasData)
            PathLength = constraints.ReadCount();
        constraints.ThrowIfNotEmpty();
    }

    void ReadPolicies(ExtensionValue extension)
    {
        var policies = extension.Reader().ReadSequence().ReadMany(MostIdentifiers, policy => ReadPolicy(policy, extension.Critical));
        if (policies.Count > 1 && policies.Distinct().Count() != policies.Count)
            throw new AsnContentException("The same policy twice.");
        Policies = policies;
    }

    // Qualifiers are for people to read; only whoever makes the extension critical asks that each be understood.
    string ReadPolicy(AsnReader list, bool critical)
    {
        var policy = list.ReadSequence();
        var identifier = policy.ReadObjectIdentifier();
        if (policy.HasData && critical)
        {
            var qualifiers = policy.ReadSequence();
            while (qualifiers.HasData)
            {
                HasUnknownCriticalExtension |= qualifiers.ReadSequence().ReadObjectIdentifier()
                    is not (Oids.CpsQualifier or Oids.UserNoticeQualifier);
            }
        }

        return identifier;
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

    void ReadPublicKey(AsnReader keyInfo)
    {
        var algorithm = keyInfo.ReadSequence();
        KeyAlgorithm = algorithm.ReadObjectIdentifier();
        if (algorithm.HasData)
            KeyParameters = algorithm.ReadEncodedValue();
        algorithm.ThrowIfNotEmpty();
        SubjectPublicKey = keyInfo.ReadWholeBits();
        keyInfo.ThrowIfNotEmpty();
    }
}
