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

    /// <summary>It has a critical extension that nobody here understands: partial and delta lists are among them.</summary>
    CriticalExtensionUnknown,
    FromTheFuture,
    Stale,
}

/// <summary>A full revocation list as its bytes say it. Ask <see cref="Check"/> before <see cref="Find"/>.</summary>
public sealed class RevocationList
{
    /// <summary>Bytes; a longer list is not read. Some 1.6 million entries.</summary>
    public const int Longest = 64 * 1024 * 1024;

    /// <summary>RFC 5280, section 4.1.2.2, and a sign.</summary>
    const int LongestSerial = 21;

    static readonly Asn1Tag ExtensionsField = DerInput.Context(0);

    readonly SignedStructure _signed;
    readonly ReadOnlyMemory<byte> _issuer;
    readonly ReadOnlyMemory<byte> _authorityKeyIdentifier;
    readonly bool _hasUnknownCriticalExtension;
    readonly Dictionary<BigInteger, Revocation> _entries = [];

    RevocationList(AsnReader reader)
    {
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
            ReadEntries(content.ReadSequence());
        foreach (var (identifier, extension) in content.ReadSequence(ExtensionsField).ReadExtensions())
        {
            if (identifier == Oids.CrlNumber)
                Number = extension.Reader().ReadInteger();
            else if (identifier == Oids.AuthorityKeyIdentifier)
                _authorityKeyIdentifier = extension.ReadAuthorityKeyIdentifier();
            else
                _hasUnknownCriticalExtension |= extension.Critical;
        }

        content.ThrowIfNotEmpty();
    }

    /// <returns>False when the bytes are no list of the form that RFC 5280 asks of authorities; no input throws.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out RevocationList? list) =>
        DerInput.TryRead(der, Longest, reader => new RevocationList(reader), out list);

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset NextUpdate { get; }

    public BigInteger Number { get; }

    public int Count => _entries.Count;

    public CrlFailure Check(TrustedAuthority authority, DateTimeOffset at)
    {
        if (!authority.IsNamedBy(_issuer, _authorityKeyIdentifier))
            return CrlFailure.IssuerWrong;
        if (authority.Certificate.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.CrlSign))
            return CrlFailure.IssuerMayNotSign;
        if (!authority.Key.Verifies(_signed))
            return CrlFailure.SignatureWrong;
        if (_hasUnknownCriticalExtension)
            return CrlFailure.CriticalExtensionUnknown;
        if (at < ThisUpdate)
            return CrlFailure.FromTheFuture;
        return at > NextUpdate ? CrlFailure.Stale : CrlFailure.None;
    }

    /// <param name="serialNumber">Content of the certificate's INTEGER.</param>
    /// <returns>Null when the certificate is not on the list.</returns>
    public Revocation? Find(ReadOnlySpan<byte> serialNumber) =>
        _entries.GetValueOrDefault(new BigInteger(serialNumber, isBigEndian: true));

    void ReadEntries(AsnReader list)
    {
        do
        {
            var entry = list.ReadSequence();
            var serial = entry.ReadIntegerBytes();
            if (serial.Length > LongestSerial)
                throw new AsnContentException("A serial number of another size.");
            var at = entry.ReadTime();
            var reason = entry.HasData ? ReadReason(entry.ReadExtensions()) : RevocationReason.Unspecified;
            entry.ThrowIfNotEmpty();
            if (!_entries.TryAdd(new BigInteger(serial.Span, isBigEndian: true), new Revocation(reason, at)))
                throw new AsnContentException("The same certificate twice.");
        }
        while (list.HasData);
    }

    static RevocationReason ReadReason(Dictionary<string, ExtensionValue> extensions)
    {
        var reason = RevocationReason.Unspecified;
        foreach (var (identifier, extension) in extensions)
        {
            if (identifier == Oids.CrlReason)
                reason = (RevocationReason)extension.Reader().ReadSmallEnumerated();
            else if (extension.Critical)
                throw new AsnContentException("A critical extension of an entry that is not known.");
        }

        return Enum.IsDefined(reason) ? reason : throw new AsnContentException("No reason of a revocation.");
    }
}
