using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;
using KioskSim.Pki.Paths;

namespace KioskSim.Pki.Crl;

/// <summary>Why a revocation list is not believed.</summary>
public enum CrlFailure
{
    None,

    /// <summary>Of another authority, or of another generation of it.</summary>
    IssuerWrong,

    /// <summary>The authority's key is not for signing lists.</summary>
    IssuerMayNotSign,
    SignatureWrong,

    /// <summary>It has a critical extension that nobody here understands.</summary>
    CriticalExtensionUnknown,

    /// <summary>Where a full list is asked for, one that speaks of a part of the certificates or of changes only.</summary>
    Partial,

    /// <summary>No list speaks of the certificate at all, or not for every reason.</summary>
    NotCovered,
    FromTheFuture,
    Stale,
}

/// <summary>
/// A revocation list as its bytes say it: full, a part of one, or changes to one. Of a full list ask <see cref="Check"/> before
/// <see cref="Find(ReadOnlySpan{byte})"/>; <see cref="RevocationCheck"/> does both, for all of them.
/// </summary>
public sealed class RevocationList
{
    /// <summary>Bytes; a longer list is not read. Some 1.6 million entries.</summary>
    public const int Longest = 64 * 1024 * 1024;

    static readonly Asn1Tag ExtensionsField = DerInput.Context(0);

    readonly SignedStructure _signed;
    readonly ReadOnlyMemory<byte> _issuer;
    readonly ReadOnlyMemory<byte> _authorityKeyIdentifier;
    readonly bool _hasUnknownCriticalExtension;
    readonly CrlScope? _scope;
    readonly BigInteger? _deltaBase;
    readonly CrlEntries _entries = new();

    // A large list takes long to hash; whose it is does not change.
    volatile VerificationKey? _signer;

    RevocationList(ReadOnlyMemory<byte> der, AsnReader reader)
    {
        Der = der;
        var sequence = reader.ReadSequence();
        _signed = SignedStructure.Read(sequence);
        sequence.ThrowIfNotEmpty();

        var content = _signed.ContentReader();
        if (!content.TryReadInt32(out var version) || version != 1)
            throw new AsnContentException("Not a list of version 2.");
        if (content.ReadPlainAlgorithm() != _signed.Algorithm)
            throw new AsnContentException("The algorithm differs inside and outside of the signature.");
        _issuer = content.ReadName();
        ThisUpdate = content.ReadTime();
        NextUpdate = content.ReadTime();
        if (content.NextIs(Asn1Tag.Sequence))
            _entries.Read(content.ReadSequence());
        foreach (var (identifier, extension) in content.ReadSequence(ExtensionsField).ReadExtensions())
        {
            switch (identifier)
            {
                case Oids.CrlNumber:
                    Number = extension.Reader().ReadInteger();
                    break;
                case Oids.AuthorityKeyIdentifier:
                    _authorityKeyIdentifier = extension.ReadAuthorityKeyIdentifier();
                    break;
                case Oids.IssuingDistributionPoint:
                    _scope = CrlScope.Read(extension);
                    break;
                case Oids.DeltaCrlIndicator:
                    _deltaBase = extension.Reader().ReadInteger();
                    break;
                default:
                    _hasUnknownCriticalExtension |= extension.Critical;
                    break;
            }
        }

        if (_entries.HasOthers && _scope is not { Indirect: true })
            throw new AsnContentException("Certificates of others on a list that is not for them.");
        content.ThrowIfNotEmpty();
    }

    /// <returns>False when the bytes are no list of the form that RFC 5280 asks of authorities; no input throws.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out RevocationList? list) =>
        DerInput.TryRead(der, Longest, reader => new RevocationList(der, reader), out list);

    public ReadOnlyMemory<byte> Der { get; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset NextUpdate { get; }

    public BigInteger Number { get; }

    public int Count => _entries.Count;

    /// <summary>Whether this is a full list of the authority, fresh and signed by it.</summary>
    public CrlFailure Check(TrustedAuthority authority, DateTimeOffset at)
    {
        if (CheckSigner(authority.Certificate, authority.Key) is not CrlFailure.None and var failure)
            return failure;
        return _scope is null && _deltaBase is null ? CheckUse(at) : CrlFailure.Partial;
    }

    /// <param name="serialNumber">Content of the INTEGER of a certificate that the list's issuer issued.</param>
    /// <returns>Null when the certificate is not on the list.</returns>
    public Revocation? Find(ReadOnlySpan<byte> serialNumber) => _entries.OfIssuer(new BigInteger(serialNumber, isBigEndian: true));

    /// <returns>Null when the certificate is not on the list.</returns>
    internal Revocation? Find(ParsedCertificate certificate)
    {
        var serial = new BigInteger(certificate.SerialNumber.Span, isBigEndian: true);
        return DistinguishedName.Same(certificate.Issuer, _issuer) && _entries.OfIssuer(serial) is { } revocation
            ? revocation
            : _entries.OfOthers(certificate.Issuer, serial);
    }

    /// <summary>For which reasons the list would name the certificate, published at this point: RFC 5280, 6.3.3 (b) and (d).</summary>
    /// <returns>None when the list does not speak of it, or only of changes to another list.</returns>
    internal RevocationReasons ReasonsFor(ParsedCertificate certificate, DistributionPoint point)
    {
        if (_deltaBase is not null || !MaySpeakOf(certificate, point) || _scope?.Covers(certificate, point, _issuer) == false)
            return RevocationReasons.None;
        return (_scope?.Reasons ?? RevocationReasons.All) & (point.Reasons ?? RevocationReasons.All);
    }

    /// <summary>RFC 5280, 5.2.4: same issuer, key and scope; made from a list not newer than that one, and newer itself.</summary>
    internal bool IsDeltaOf(RevocationList full) =>
        _deltaBase is { } start && start <= full.Number && full.Number < Number &&
        DistinguishedName.Same(_issuer, full._issuer) &&
        _authorityKeyIdentifier.Span.SequenceEqual(full._authorityKeyIdentifier.Span) &&
        (_scope is null) == (full._scope is null) &&
        (_scope is null || _scope.Encoded.Span.SequenceEqual(full._scope!.Encoded.Span));

    /// <summary>By name and, where both say which, by key.</summary>
    internal bool IsNamedAfter(ParsedCertificate signer) =>
        DistinguishedName.Same(signer.Subject, _issuer) &&
        (_authorityKeyIdentifier.IsEmpty || signer.SubjectKeyIdentifier.Span.SequenceEqual(_authorityKeyIdentifier.Span));

    internal CrlFailure CheckSigner(ParsedCertificate signer, VerificationKey key)
    {
        if (!IsNamedAfter(signer))
            return CrlFailure.IssuerWrong;
        if (signer.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.CrlSign))
            return CrlFailure.IssuerMayNotSign;
        if (_signer == key)
            return CrlFailure.None;
        if (!key.Verifies(_signed))
            return CrlFailure.SignatureWrong;
        _signer = key;
        return CrlFailure.None;
    }

    /// <summary>Whether the list can be understood, and is the current one.</summary>
    internal CrlFailure CheckUse(DateTimeOffset at)
    {
        if (_hasUnknownCriticalExtension)
            return CrlFailure.CriticalExtensionUnknown;
        if (at < ThisUpdate)
            return CrlFailure.FromTheFuture;
        return at > NextUpdate ? CrlFailure.Stale : CrlFailure.None;
    }

    bool MaySpeakOf(ParsedCertificate certificate, DistributionPoint point) => point.Issuer is { } issuers
        ? _scope is { Indirect: true } && issuers.Any(name => name.IsSameAs(new GeneralName(GeneralNameKind.Directory, _issuer)))
        : DistinguishedName.Same(_issuer, certificate.Issuer);
}
