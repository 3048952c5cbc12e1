using System.Formats.Asn1;
using System.Numerics;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Crl;

/// <summary>The certificates on a list: those of its issuer and, on an indirect list, those of others, by issuer.</summary>
sealed class CrlEntries
{
    /// <summary>RFC 5280, section 4.1.2.2, and a sign.</summary>
    const int LongestSerial = 21;

    readonly Dictionary<BigInteger, Revocation> _own = [];
    readonly List<(ReadOnlyMemory<byte> Issuer, Dictionary<BigInteger, Revocation> Entries)> _others = [];

    public int Count => _own.Count + _others.Sum(other => other.Entries.Count);

    public bool HasOthers => _others.Count > 0;

    public Revocation? OfIssuer(BigInteger serial) => _own.GetValueOrDefault(serial);

    /// <param name="issuer">Name, DER.</param>
    public Revocation? OfOthers(ReadOnlyMemory<byte> issuer, BigInteger serial)
    {
        foreach (var (name, entries) in _others)
        {
            if (entries.TryGetValue(serial, out var revocation) && DistinguishedName.Same(name, issuer))
                return revocation;
        }

        return null;
    }

    // An entry without issuer is of the issuer of the one before it (RFC 5280, section 5.3.3).
    public void Read(AsnReader list)
    {
        var entries = _own;
        do
        {
            var entry = list.ReadSequence();
            var serial = entry.ReadIntegerBytes();
            if (serial.Length > LongestSerial)
                throw new AsnContentException("A serial number of another size.");
            var at = entry.ReadTime();
            var (reason, issuer) = entry.HasData ? ReadExtensions(entry.ReadExtensions()) : default;
            entry.ThrowIfNotEmpty();
            if (!issuer.IsEmpty)
                _others.Add((issuer, entries = []));
            if (!entries.TryAdd(new BigInteger(serial.Span, isBigEndian: true), new Revocation(reason, at)))
                throw new AsnContentException("The same certificate twice.");
        }
        while (list.HasData);
    }

    static (RevocationReason Reason, ReadOnlyMemory<byte> Issuer) ReadExtensions(Dictionary<string, ExtensionValue> extensions)
    {
        var reason = RevocationReason.Unspecified;
        ReadOnlyMemory<byte> issuer = default;
        foreach (var (identifier, extension) in extensions)
        {
            if (identifier == Oids.CrlReason)
                reason = (RevocationReason)extension.Reader().ReadSmallEnumerated();
            else if (identifier == Oids.CertificateIssuer)
                issuer = ReadIssuer(extension);
            else if (extension.Critical)
                throw new AsnContentException("A critical extension of an entry that is not known.");
        }

        return Enum.IsDefined(reason) ? (reason, issuer) : throw new AsnContentException("No reason of a revocation.");
    }

    static ReadOnlyMemory<byte> ReadIssuer(ExtensionValue extension)
    {
        foreach (var name in GeneralName.ReadAll(extension.Reader().ReadSequence()))
        {
            if (name.Kind == GeneralNameKind.Directory)
                return name.Value;
        }

        throw new AsnContentException("An issuer without a directory name.");
    }
}
