using System.Text;
using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>The names that the authorities of a path leave to the certificates below them (RFC 5280, 6.1.3 (b), (c) and 6.1.4 (g)).</summary>
sealed class NameSpace
{
    readonly List<NameConstraints> _constraints = [];

    public void Limit(NameConstraints? constraints)
    {
        if (constraints is not null)
            _constraints.Add(constraints);
    }

    public bool Permits(ParsedCertificate certificate) =>
        _constraints.Count == 0 || NamesOf(certificate) is { } names && names.TrueForAll(name => _constraints.TrueForAll(c => Permits(c, name)));

    // A name of which it cannot be told whether it lies in a subtree is neither permitted nor known not to be excluded.
    static bool Permits(NameConstraints constraints, GeneralName name)
    {
        foreach (var subtree in constraints.Excluded)
        {
            if (subtree.Kind == name.Kind && NameMatching.IsWithin(name, subtree) != false)
                return false;
        }

        var limited = false;
        foreach (var subtree in constraints.Permitted)
        {
            if (subtree.Kind != name.Kind)
                continue;
            if (NameMatching.IsWithin(name, subtree) == true)
                return true;
            limited = true;
        }

        return !limited;
    }

    /// <summary>The subject, the e-mail addresses in it, and the alternative names.</summary>
    /// <returns>Null when the subject is no name.</returns>
    static List<GeneralName>? NamesOf(ParsedCertificate certificate)
    {
        if (DistinguishedName.TryRead(certificate.Subject) is not { } subject)
            return null;
        List<GeneralName> names = [.. certificate.AlternativeNames];
        if (!certificate.Subject.Span.SequenceEqual(DistinguishedName.Empty.Span))
            names.Add(new GeneralName(GeneralNameKind.Directory, certificate.Subject));
        foreach (var address in subject.EmailAddresses)
            names.Add(new GeneralName(GeneralNameKind.Email, Encoding.ASCII.GetBytes(address)));
        return names;
    }
}
