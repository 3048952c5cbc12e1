using System.Diagnostics.CodeAnalysis;
using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>Whether a certificate is believed. Leaf, its key and the anchor are there exactly when it is.</summary>
public sealed class PathResult : IDisposable
{
    internal PathResult(PathFailure failure) => Failure = failure;

    internal PathResult(ParsedCertificate leaf, VerificationKey key, TrustedAuthority anchor) =>
        (Leaf, Key, Anchor) = (leaf, key, anchor);

    public PathFailure Failure { get; }

    public ParsedCertificate? Leaf { get; }

    /// <summary>The leaf's key, to check what its holder signed. Disposed with the result.</summary>
    public VerificationKey? Key { get; }

    /// <summary>The trusted authority that the path begins with: where nothing lies between, the generation that issued the leaf.</summary>
    public TrustedAuthority? Anchor { get; }

    [MemberNotNullWhen(true, nameof(Leaf), nameof(Key), nameof(Anchor))]
    public bool IsValid => Failure == PathFailure.None;

    public void Dispose() => Key?.Dispose();
}
