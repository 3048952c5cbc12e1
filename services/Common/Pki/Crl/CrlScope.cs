using System.Formats.Asn1;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Crl;

/// <summary>Which certificates a list speaks of: IssuingDistributionPoint of RFC 5280, section 5.2.5.</summary>
/// <param name="Encoded">DER: a delta list's scope must be the very same.</param>
/// <param name="Point">Null when the list is not bound to a distribution point.</param>
/// <param name="Reasons">Null when certificates revoked for any reason are on it.</param>
/// <param name="Indirect">Certificates of others than the list's issuer are on it, too.</param>
sealed record CrlScope(
    ReadOnlyMemory<byte> Encoded,
    DistributionPointName? Point,
    bool OnlyUsers,
    bool OnlyAuthorities,
    RevocationReasons? Reasons,
    bool Indirect,
    bool OnlyAttributes)
{
    static readonly Asn1Tag PointField = DerInput.Context(0);
    static readonly Asn1Tag UsersField = DerInput.Context(1);
    static readonly Asn1Tag AuthoritiesField = DerInput.Context(2);
    static readonly Asn1Tag ReasonsField = DerInput.Context(3);
    static readonly Asn1Tag IndirectField = DerInput.Context(4);
    static readonly Asn1Tag AttributesField = DerInput.Context(5);

    public static CrlScope Read(ExtensionValue extension)
    {
        var sequence = extension.Reader().ReadSequence();
        var scope = new CrlScope(
            extension.Value,
            sequence.NextIs(PointField) ? DistributionPointName.Read(sequence.ReadSequence(PointField)) : null,
            sequence.ReadFlag(UsersField),
            sequence.ReadFlag(AuthoritiesField),
            sequence.NextIs(ReasonsField) ? sequence.ReadReasons(ReasonsField) : null,
            sequence.ReadFlag(IndirectField),
            sequence.ReadFlag(AttributesField));
        sequence.ThrowIfNotEmpty();
        return scope;
    }

    /// <summary>RFC 5280, 6.3.3 (b) (2): whether a certificate whose status this point publishes is in the scope.</summary>
    /// <param name="listIssuer">Name, DER.</param>
    public bool Covers(ParsedCertificate certificate, DistributionPoint point, ReadOnlyMemory<byte> listIssuer) =>
        !OnlyAttributes &&
        !(OnlyUsers && certificate.IsAuthority) &&
        !(OnlyAuthorities && !certificate.IsAuthority) &&
        (Point is null || Meets(Point.Of(listIssuer), point, listIssuer));

    static bool Meets(IReadOnlyList<GeneralName> mine, DistributionPoint point, ReadOnlyMemory<byte> listIssuer)
    {
        var theirs = point.Name?.Of(listIssuer) ?? point.Issuer ?? [];
        return mine.Any(name => theirs.Any(other => name.IsSameAs(other)));
    }
}
