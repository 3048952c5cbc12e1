using System.Formats.Asn1;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>Where the status of a certificate is published (RFC 5280, section 4.2.1.13).</summary>
/// <param name="Name">Null when the issuer of the list says enough.</param>
/// <param name="Issuer">Names of whoever publishes it, when that is not the certificate's issuer.</param>
sealed record DistributionPoint(DistributionPointName? Name, RevocationReasons? Reasons, IReadOnlyList<GeneralName>? Issuer)
{
    const int Most = 32;

    static readonly Asn1Tag NameField = DerInput.Context(0);
    static readonly Asn1Tag ReasonsField = DerInput.Context(1);
    static readonly Asn1Tag IssuerField = DerInput.Context(2);

    public static List<DistributionPoint> ReadAll(AsnReader points) => points.ReadMany(Most, Read);

    static DistributionPoint Read(AsnReader reader)
    {
        var point = reader.ReadSequence();
        var name = point.NextIs(NameField) ? DistributionPointName.Read(point.ReadSequence(NameField)) : null;
        RevocationReasons? reasons = point.NextIs(ReasonsField) ? point.ReadReasons(ReasonsField) : null;
        var issuer = point.NextIs(IssuerField) ? GeneralName.ReadAll(point.ReadSequence(IssuerField)) : null;
        point.ThrowIfNotEmpty();
        return new DistributionPoint(name, reasons, issuer);
    }
}

/// <summary>Either whole names or what is to be added to the issuer's name.</summary>
sealed record DistributionPointName(IReadOnlyList<GeneralName> Full, ReadOnlyMemory<byte> Relative)
{
    static readonly Asn1Tag FullChoice = DerInput.Context(0);
    static readonly Asn1Tag RelativeChoice = DerInput.Context(1);

    public static DistributionPointName Read(AsnReader field)
    {
        DistributionPointName name;
        if (field.NextIs(FullChoice))
            name = new(GeneralName.ReadAll(field.ReadSequence(FullChoice)), default);
        else if (field.NextIs(RelativeChoice))
            name = new([], field.ReadEncodedValue());
        else
            throw new AsnContentException("No name of a distribution point.");
        field.ThrowIfNotEmpty();
        return name;
    }

    /// <summary>As the field that certificates and lists share: fullName, a directory name.</summary>
    /// <param name="directory">A Name, DER.</param>
    public static void Write(AsnWriter writer, ReadOnlySpan<byte> directory)
    {
        using (writer.PushSequence(DerInput.Context(0)))
        using (writer.PushSequence(FullChoice))
        using (writer.PushSequence(DerInput.Context((int)GeneralNameKind.Directory)))
            writer.WriteEncodedValue(directory);
    }

    /// <param name="issuer">The name of the list's issuer, DER.</param>
    public IReadOnlyList<GeneralName> Of(ReadOnlyMemory<byte> issuer)
    {
        if (Relative.IsEmpty)
            return Full;
        return DistinguishedName.TryAppend(issuer, Relative) is { } name ? [new GeneralName(GeneralNameKind.Directory, name)] : [];
    }
}

/// <summary>ReasonFlags of RFC 5280, section 4.2.1.13; the first bit has no meaning.</summary>
[Flags]
enum RevocationReasons
{
    None = 0,
    KeyCompromise = 1 << 1,
    AuthorityCompromise = 1 << 2,
    AffiliationChanged = 1 << 3,
    Superseded = 1 << 4,
    CessationOfOperation = 1 << 5,
    CertificateHold = 1 << 6,
    PrivilegeWithdrawn = 1 << 7,
    AttributeAuthorityCompromise = 1 << 8,
    All = (1 << 9) - 2,
}

static class RevocationReasonsInput
{
    public static RevocationReasons ReadReasons(this AsnReader reader, Asn1Tag tag)
    {
        if (!reader.TryReadPrimitiveBitString(out _, out var bits, tag) || bits.Length is not (1 or 2))
            throw new AsnContentException("Reasons of another size.");
        var flags = 0;
        for (var bit = 0; bit < bits.Length * 8; bit++)
            flags |= (bits.Span[bit / 8] >> (7 - bit % 8) & 1) << bit;
        return (RevocationReasons)flags & RevocationReasons.All;
    }
}
