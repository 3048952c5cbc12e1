using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>
/// What is asked of a path beside the rules of RFC 5280, section 6: its inputs (section 6.1.1), and what the certificate at its end
/// must say of itself. The one without arguments asks for nothing more.
/// </summary>
public sealed record PathRequirements
{
    public PathRequirements()
    {
    }

    /// <summary>A holder's certificate of exactly one policy, and no other that an authority holds for the same.</summary>
    /// <param name="policy">Object identifier of the certificate policy it must carry.</param>
    /// <param name="keyUsage">Bits that its key usage must have.</param>
    /// <param name="extendedKeyUsage">Object identifier of a purpose that it must carry, if any.</param>
    public PathRequirements(string policy, X509KeyUsageFlags keyUsage, string? extendedKeyUsage = null)
    {
        Policies = [policy];
        ExplicitPolicy = true;
        InhibitMapping = true;
        InhibitAnyPolicy = true;
        MayBeAuthority = false;
        KeyUsage = keyUsage;
        ExtendedKeyUsage = extendedKeyUsage;
    }

    /// <summary>user-initial-policy-set; null is any policy.</summary>
    public IReadOnlyList<string>? Policies { get; init; }

    /// <summary>initial-explicit-policy: a path without policies is refused.</summary>
    public bool ExplicitPolicy { get; init; }

    /// <summary>initial-policy-mapping-inhibit.</summary>
    public bool InhibitMapping { get; init; }

    /// <summary>initial-any-policy-inhibit.</summary>
    public bool InhibitAnyPolicy { get; init; }

    /// <summary>Whether the certificate at the end of the path may be an authority's.</summary>
    public bool MayBeAuthority { get; init; } = true;

    public X509KeyUsageFlags KeyUsage { get; init; }

    public string? ExtendedKeyUsage { get; init; }

    public AcceptedSignatures Signatures { get; init; } = AcceptedSignatures.Rsa;
}
