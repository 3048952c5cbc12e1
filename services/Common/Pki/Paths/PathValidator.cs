using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>
/// Whether a card's certificate leads to an authority that is trusted (RFC 5280, section 6, for a path of one authority and one
/// leaf). Says nothing about revocation. Safe for concurrent use.
/// </summary>
/// <param name="authorities">Every generation that may still have issued a certificate. One name, several keys.</param>
public sealed class PathValidator(IReadOnlyList<TrustedAuthority> authorities, PathRequirements requirements)
{
    /// <param name="certificate">What came from the card, DER.</param>
    /// <param name="at">The time for which to decide.</param>
    public PathResult Validate(ReadOnlyMemory<byte> certificate, DateTimeOffset at)
    {
        if (!ParsedCertificate.TryParse(certificate, out var leaf))
            return new PathResult(PathFailure.Malformed);
        var failure = FindIssuer(leaf, out var issuer);
        if (failure == PathFailure.None)
            failure = issuer!.MayIssue(at);
        if (failure == PathFailure.None)
            failure = CheckLeaf(leaf, at);
        if (failure != PathFailure.None)
            return new PathResult(failure);
        return VerificationKey.TryImport(leaf.SubjectPublicKeyInfo.Span, out var key)
            ? new PathResult(leaf, key, issuer!)
            : new PathResult(PathFailure.KeyRefused);
    }

    PathFailure FindIssuer(ParsedCertificate leaf, out TrustedAuthority? issuer)
    {
        issuer = null;
        if (!VerificationKey.Knows(leaf.Signed.Algorithm))
            return PathFailure.AlgorithmRefused;
        var failure = PathFailure.IssuerUnknown;
        foreach (var authority in authorities)
        {
            if (!authority.IsNamedBy(leaf.Issuer, leaf.AuthorityKeyIdentifier))
                continue;
            failure = PathFailure.SignatureWrong;
            if (!authority.Key.Verifies(leaf.Signed))
                continue;
            issuer = authority;
            return PathFailure.None;
        }

        return failure;
    }

    PathFailure CheckLeaf(ParsedCertificate leaf, DateTimeOffset at)
    {
        if (at < leaf.NotBefore)
            return PathFailure.NotYetValid;
        if (at > leaf.NotAfter)
            return PathFailure.Expired;
        if (leaf.HasUnknownCriticalExtension)
            return PathFailure.CriticalExtensionUnknown;
        if (leaf.IsAuthority)
            return PathFailure.IsAuthority;
        if (leaf.KeyUsage is not { } usage || (usage & requirements.KeyUsage) != requirements.KeyUsage)
            return PathFailure.KeyUsageWrong;
        if (requirements.ExtendedKeyUsage is { } purpose && leaf.ExtendedKeyUsage?.Contains(purpose) != true)
            return PathFailure.ExtendedKeyUsageWrong;
        return leaf.Policies.Contains(requirements.Policy) ? PathFailure.None : PathFailure.PolicyWrong;
    }
}
