using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Paths;

/// <summary>
/// Whether a certificate leads to an authority that is trusted (RFC 5280, section 6): the one validator of paths here. Safe for
/// concurrent use.
/// </summary>
/// <param name="authorities">Every generation that may still have issued a certificate. One name, several keys.</param>
public sealed class PathValidator(IReadOnlyList<TrustedAuthority> authorities, PathRequirements requirements)
{
    /// <summary>Certificates offered to build a path from; more are refused unread.</summary>
    public const int MostIntermediates = 16;

    /// <summary>A certificate that an authority issued itself.</summary>
    /// <param name="certificate">What came from the card, DER.</param>
    /// <param name="at">The time for which to decide.</param>
    public PathResult Validate(ReadOnlyMemory<byte> certificate, RevocationSource revocation, DateTimeOffset at) =>
        Validate(certificate, [], revocation, at);

    /// <param name="certificate">DER.</param>
    /// <param name="intermediates">
    /// DER, in any order, needed or not: authorities in between, and signers of revocation lists. What is no certificate is passed over.
    /// </param>
    /// <param name="at">The time for which to decide.</param>
    public PathResult Validate(
        ReadOnlyMemory<byte> certificate, IReadOnlyList<ReadOnlyMemory<byte>> intermediates, RevocationSource revocation, DateTimeOffset at)
    {
        if (intermediates.Count > MostIntermediates || !ParsedCertificate.TryParse(certificate, out var leaf))
            return new PathResult(PathFailure.Malformed);
        var search = new PathSearch(Parse(intermediates), revocation.Lists, requirements.Signatures, at);
        var failure = search.Find(leaf, authorities, requirements, out var path);
        if (failure != PathFailure.None)
            return new PathResult(failure);
        path!.DisposeAuthorities();
        return new PathResult(leaf, path.Target.Key, path.Anchor);
    }

    static IReadOnlyList<ParsedCertificate> Parse(IReadOnlyList<ReadOnlyMemory<byte>> intermediates)
    {
        if (intermediates.Count == 0)
            return [];
        List<ParsedCertificate> parsed = [];
        foreach (var der in intermediates)
        {
            if (ParsedCertificate.TryParse(der, out var certificate))
                parsed.Add(certificate);
        }

        return parsed;
    }
}
