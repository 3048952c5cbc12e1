using System.Formats.Asn1;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>What an authority's certificate says of the certificates below it (RFC 5280, sections 4.2.1.5, 4.2.1.10, 4.2.1.11, 4.2.1.14).</summary>
/// <param name="Permitted">Subtrees; of each kind of name that occurs, names must lie in one of them.</param>
/// <param name="Excluded">Subtrees that no name may lie in.</param>
sealed record NameConstraints(IReadOnlyList<GeneralName> Permitted, IReadOnlyList<GeneralName> Excluded)
{
    const int MostSubtrees = 256;

    static readonly Asn1Tag PermittedField = DerInput.Context(0);
    static readonly Asn1Tag ExcludedField = DerInput.Context(1);

    public static NameConstraints Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var permitted = sequence.NextIs(PermittedField) ? sequence.ReadSequence(PermittedField).ReadMany(MostSubtrees, ReadSubtree) : [];
        var excluded = sequence.NextIs(ExcludedField) ? sequence.ReadSequence(ExcludedField).ReadMany(MostSubtrees, ReadSubtree) : [];
        sequence.ThrowIfNotEmpty();
        return new NameConstraints(permitted, excluded);
    }

    // Minimum and maximum are not used: zero, which is left out, and absent.
    static GeneralName ReadSubtree(AsnReader reader)
    {
        var subtree = reader.ReadSequence();
        var root = GeneralName.Read(subtree);
        subtree.ThrowIfNotEmpty();
        return root;
    }
}

/// <summary>Null where nothing is said, else after how many certificates it begins to hold.</summary>
readonly record struct PolicyConstraints(int? RequireExplicit, int? InhibitMapping)
{
    static readonly Asn1Tag RequireField = DerInput.Context(0);
    static readonly Asn1Tag InhibitField = DerInput.Context(1);

    public static PolicyConstraints Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        int? require = sequence.NextIs(RequireField) ? sequence.ReadCount(RequireField) : null;
        int? inhibit = sequence.NextIs(InhibitField) ? sequence.ReadCount(InhibitField) : null;
        sequence.ThrowIfNotEmpty();
        return new PolicyConstraints(require, inhibit);
    }
}

/// <summary>The issuer holds its policy and one of the subject's for the same.</summary>
readonly record struct PolicyMapping(string Issuers, string Subjects)
{
    public static PolicyMapping Read(AsnReader reader)
    {
        var sequence = reader.ReadSequence();
        var mapping = new PolicyMapping(sequence.ReadObjectIdentifier(), sequence.ReadObjectIdentifier());
        sequence.ThrowIfNotEmpty();
        return mapping;
    }
}
