using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Paths;

/// <summary>
/// One path from an anchor to a target, certificate by certificate: RFC 5280, section 6.1, without (a) (3) of 6.1.3, which is
/// revocation and comes after. What the anchor's certificate limits is limited, too (RFC 5937), except for its policies.
/// </summary>
sealed class PathProcessing
{
    readonly TrustedAuthority _anchor;
    readonly PathRequirements _requirements;
    readonly DateTimeOffset _at;
    readonly PolicySet _policies = new();
    readonly NameSpace _names = new();
    readonly List<PathLink> _links;
    int _explicitPolicy;
    int _policyMapping;
    int _inhibitAny;
    int _pathLength;

    PathProcessing(TrustedAuthority anchor, int length, PathRequirements requirements, DateTimeOffset at)
    {
        (_anchor, _requirements, _at) = (anchor, requirements, at);
        _links = new List<PathLink>(length);
        _explicitPolicy = requirements.ExplicitPolicy ? 0 : length + 1;
        _policyMapping = requirements.InhibitMapping ? 0 : length + 1;
        _inhibitAny = requirements.InhibitAnyPolicy ? 0 : length + 1;
        _pathLength = length;
        Limit(anchor.Certificate);
    }

    VerificationKey WorkingKey => _links.Count == 0 ? _anchor.Key : _links[^1].Key;

    ReadOnlyMemory<byte> WorkingName => (_links.Count == 0 ? _anchor.Certificate : _links[^1].Certificate).Subject;

    /// <param name="certificates">The target first: the way a path is found.</param>
    /// <param name="path">There when nothing failed.</param>
    public static PathFailure Run(
        TrustedAuthority anchor, IReadOnlyList<ParsedCertificate> certificates, PathRequirements requirements, DateTimeOffset at,
        out ValidPath? path)
    {
        var processing = new PathProcessing(anchor, certificates.Count, requirements, at);
        path = new ValidPath(anchor, processing._links);
        var failure = PathFailure.None;
        for (var i = certificates.Count - 1; i >= 0 && failure == PathFailure.None; i--)
            failure = processing.Process(certificates[i], isTarget: i == 0);
        if (failure != PathFailure.None)
        {
            path.Dispose();
            path = null;
        }

        return failure;
    }

    PathFailure Process(ParsedCertificate certificate, bool isTarget)
    {
        var failure = CheckSignature(certificate);
        if (failure == PathFailure.None && _links.Count == 0)
            failure = _anchor.MayIssue(_at);
        if (failure == PathFailure.None)
            failure = isTarget ? CheckTarget(certificate) : CheckAuthority(certificate);
        if (failure == PathFailure.None)
            failure = CheckNamesAndPolicies(certificate, isTarget);
        if (failure == PathFailure.None)
            failure = isTarget ? WrapUp(certificate) : PrepareForNext(certificate);
        if (failure != PathFailure.None)
            return failure;
        if (!VerificationKey.TryImport(certificate, _requirements.Signatures, WorkingKey, out var key))
            return PathFailure.KeyRefused;
        _links.Add(new PathLink(certificate, key));
        return PathFailure.None;
    }

    PathFailure CheckSignature(ParsedCertificate certificate)
    {
        if (!SignatureAlgorithm.Find(certificate.Signed.Algorithm).IsIn(_requirements.Signatures))
            return PathFailure.AlgorithmRefused;
        if (!DistinguishedName.Same(certificate.Issuer, WorkingName))
            return PathFailure.IssuerUnknown;
        return WorkingKey.Verifies(certificate.Signed) ? PathFailure.None : PathFailure.SignatureWrong;
    }

    PathFailure CheckTarget(ParsedCertificate target)
    {
        if (_at < target.NotBefore)
            return PathFailure.NotYetValid;
        if (_at > target.NotAfter)
            return PathFailure.Expired;
        if (target.HasUnknownCriticalExtension)
            return PathFailure.CriticalExtensionUnknown;
        if (target.IsAuthority && !_requirements.MayBeAuthority)
            return PathFailure.IsAuthority;
        var usage = _requirements.KeyUsage;
        if (usage != X509KeyUsageFlags.None && (target.KeyUsage is not { } allowed || (allowed & usage) != usage))
            return PathFailure.KeyUsageWrong;
        return _requirements.ExtendedKeyUsage is { } purpose && target.ExtendedKeyUsage?.Contains(purpose) != true
            ? PathFailure.ExtendedKeyUsageWrong
            : PathFailure.None;
    }

    // 6.1.3 (a) (2), 6.1.4 (k), (n), (o)
    PathFailure CheckAuthority(ParsedCertificate authority)
    {
        if (_at < authority.NotBefore || _at > authority.NotAfter)
            return PathFailure.IssuerOutOfTime;
        if (authority.HasUnknownCriticalExtension)
            return PathFailure.CriticalExtensionUnknown;
        if (!authority.IsAuthority)
            return PathFailure.IssuerNotAuthority;
        return authority.KeyUsage is { } usage && !usage.HasFlag(X509KeyUsageFlags.KeyCertSign)
            ? PathFailure.IssuerMayNotSign
            : PathFailure.None;
    }

    // 6.1.3 (b) to (f)
    PathFailure CheckNamesAndPolicies(ParsedCertificate certificate, bool isTarget)
    {
        var passesOn = !isTarget && certificate.IsSelfIssued;
        if (!passesOn && !_names.Permits(certificate))
            return PathFailure.NameNotPermitted;
        _policies.Narrow(certificate.Policies, anyIsOne: _inhibitAny > 0 || passesOn);
        return _explicitPolicy > 0 || !_policies.IsEmpty ? PathFailure.None : PathFailure.PolicyWrong;
    }

    // 6.1.4, the rest
    PathFailure PrepareForNext(ParsedCertificate authority)
    {
        foreach (var mapping in authority.PolicyMappings)
        {
            if (mapping.Issuers == Oids.AnyPolicy || mapping.Subjects == Oids.AnyPolicy)
                return PathFailure.PolicyWrong;
        }

        _policies.Map(authority.PolicyMappings, allowed: _policyMapping > 0);
        if (!authority.IsSelfIssued)
        {
            if (_pathLength == 0)
                return PathFailure.PathTooLong;
            _pathLength--;
            CountDown();
        }

        Limit(authority);
        return PathFailure.None;
    }

    // 6.1.5
    PathFailure WrapUp(ParsedCertificate target)
    {
        _explicitPolicy = Math.Max(0, _explicitPolicy - 1);
        if (target.PolicyConstraints.RequireExplicit == 0)
            _explicitPolicy = 0;
        return _explicitPolicy > 0 || _policies.Meets(_requirements.Policies) ? PathFailure.None : PathFailure.PolicyWrong;
    }

    void CountDown()
    {
        _explicitPolicy = Math.Max(0, _explicitPolicy - 1);
        _policyMapping = Math.Max(0, _policyMapping - 1);
        _inhibitAny = Math.Max(0, _inhibitAny - 1);
    }

    // 6.1.4 (g), (i), (j), (m)
    void Limit(ParsedCertificate authority)
    {
        _names.Limit(authority.NameConstraints);
        _explicitPolicy = Math.Min(_explicitPolicy, authority.PolicyConstraints.RequireExplicit ?? int.MaxValue);
        _policyMapping = Math.Min(_policyMapping, authority.PolicyConstraints.InhibitMapping ?? int.MaxValue);
        _inhibitAny = Math.Min(_inhibitAny, authority.InhibitAnyPolicy ?? int.MaxValue);
        _pathLength = Math.Min(_pathLength, authority.PathLength ?? int.MaxValue);
    }
}
