using System.Diagnostics.CodeAnalysis;
using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>Whether a certificate is believed. Leaf, its key and issuer are there exactly when it is.</summary>
public sealed class PathResult : IDisposable
{
    internal PathResult(PathFailure failure) => Failure = failure;

    internal PathResult(ParsedCertificate leaf, VerificationKey key, TrustedAuthority issuer) =>
        (Leaf, Key, Issuer) = (leaf, key, issuer);

    public PathFailure Failure { get; }

    public ParsedCertificate? Leaf { get; }

    /// <summary>The leaf's key, to check what its holder signed. Disposed with the result.</summary>
    public VerificationKey? Key { get; }

    /// <summary>The generation of the authority that issued the leaf.</summary>
    public TrustedAuthority? Issuer { get; }

    [MemberNotNullWhen(true, nameof(Leaf), nameof(Key), nameof(Issuer))]
    public bool IsValid => Failure == PathFailure.None;

    public void Dispose() => Key?.Dispose();
}
