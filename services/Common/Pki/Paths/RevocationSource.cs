using KioskSim.Pki.Crl;

namespace KioskSim.Pki.Paths;

/// <summary>From where a path's validator is to learn of revocation. Whoever validates a path says it: there is no default.</summary>
public sealed class RevocationSource
{
    RevocationSource(IReadOnlyList<RevocationList>? lists) => Lists = lists;

    /// <summary>The validator says nothing about revocation; the caller asks elsewhere, as the centre and the city ask JPKI by OCSP.</summary>
    public static RevocationSource AskedElsewhere { get; } = new(lists: null);

    /// <summary>Every certificate of the path must be covered by these lists (RFC 5280, section 6.3); what is not covered is refused.</summary>
    public static RevocationSource From(IReadOnlyList<RevocationList> lists) => new(lists);

    internal IReadOnlyList<RevocationList>? Lists { get; }
}
