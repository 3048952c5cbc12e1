using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>A path that was processed without a failure: the anchor, and below it certificates with their keys, the target last.</summary>
sealed class ValidPath(TrustedAuthority anchor, IReadOnlyList<PathLink> links) : IDisposable
{
    public TrustedAuthority Anchor { get; } = anchor;

    public IReadOnlyList<PathLink> Links { get; } = links;

    public PathLink Target => Links[^1];

    public void Dispose() => DisposeTo(Links.Count);

    /// <summary>Leaves the target's key to whoever took it.</summary>
    public void DisposeAuthorities() => DisposeTo(Links.Count - 1);

    void DisposeTo(int end)
    {
        for (var i = 0; i < end; i++)
            Links[i].Key.Dispose();
    }
}

readonly record struct PathLink(ParsedCertificate Certificate, VerificationKey Key);
