using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;

namespace KioskSim.Pki.Paths;

/// <summary>
/// Finds a path through the certificates on offer, from the target up to an anchor, and processes each that is found until one holds.
/// One search serves one validation; what it may spend is limited, so that no offer of certificates and lists can keep it busy.
/// </summary>
/// <param name="offered">Authorities in between and signers of lists.</param>
/// <param name="lists">Null where revocation is asked elsewhere.</param>
sealed class PathSearch(
    IReadOnlyList<ParsedCertificate> offered, IReadOnlyList<RevocationList>? lists, AcceptedSignatures signatures, DateTimeOffset at)
{
    const int LongestPath = 10;

    /// <summary>Steps of the search, each with at most some signatures to check.</summary>
    const int MostSteps = 128;

    readonly CrlSigners? _signers = lists is null ? null : new CrlSigners(offered, signatures);
    int _steps = MostSteps;

    public PathFailure Find(
        ParsedCertificate target, IReadOnlyList<TrustedAuthority> anchors, PathRequirements requirements, out ValidPath? path) =>
        Extend([target], anchors, requirements, out path);

    /// <param name="certificates">The target first, and above each the one that may have issued it.</param>
    PathFailure Extend(
        List<ParsedCertificate> certificates, IReadOnlyList<TrustedAuthority> anchors, PathRequirements requirements, out ValidPath? path)
    {
        path = null;
        var failure = PathFailure.IssuerUnknown;
        var top = certificates[^1];
        foreach (var anchor in anchors)
        {
            if (!anchor.IsNamedBy(top.Issuer, top.AuthorityKeyIdentifier) || --_steps < 0)
                continue;
            failure = MoreTelling(failure, Process(anchor, certificates, requirements, out path));
            if (failure == PathFailure.None)
                return failure;
        }

        if (certificates.Count == LongestPath)
            return failure;
        foreach (var candidate in offered)
        {
            if (certificates.Contains(candidate) || !candidate.MayHaveIssued(top) || --_steps < 0)
                continue;
            certificates.Add(candidate);
            failure = MoreTelling(failure, Extend(certificates, anchors, requirements, out path));
            certificates.RemoveAt(certificates.Count - 1);
            if (failure == PathFailure.None)
                return failure;
        }

        return failure;
    }

    PathFailure Process(
        TrustedAuthority anchor, List<ParsedCertificate> certificates, PathRequirements requirements, out ValidPath? path)
    {
        var failure = PathProcessing.Run(anchor, certificates, requirements, at, out path);
        if (failure != PathFailure.None || lists is null)
            return failure;
        failure = CheckRevocation(path!, lists);
        if (failure != PathFailure.None)
        {
            path!.Dispose();
            path = null;
        }

        return failure;
    }

    // From the anchor down, so that whoever signs a list has been looked at before.
    PathFailure CheckRevocation(ValidPath path, IReadOnlyList<RevocationList> lists)
    {
        for (var i = 0; i < path.Links.Count; i++)
        {
            var status = _signers!.StatusOf(path, i, lists, at, this);
            if (status.State != RevocationState.Good)
                return status.ToPathFailure();
        }

        return PathFailure.None;
    }

    // Of several paths that fail, the one that got furthest says most: a signature that holds beats one that does not.
    static PathFailure MoreTelling(PathFailure one, PathFailure other) =>
        other == PathFailure.None || Rank(other) > Rank(one) ? other : one;

    static int Rank(PathFailure failure) => failure switch
    {
        PathFailure.IssuerUnknown => 0,
        PathFailure.SignatureWrong => 1,
        _ => 2,
    };
}
