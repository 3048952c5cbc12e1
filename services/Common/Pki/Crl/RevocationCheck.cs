using KioskSim.Pki.Certificates;
using KioskSim.Pki.Paths;

namespace KioskSim.Pki.Crl;

/// <summary>What revocation lists say of a certificate: RFC 5280, section 6.3, with the lists on offer in place of a local cache.</summary>
public static class RevocationCheck
{
    /// <param name="issuer">Issued the certificate, and signs its lists itself.</param>
    /// <param name="lists">Full lists, parts of them, deltas, in any order; of those with the same scope the newest counts.</param>
    public static RevocationStatus StatusOf(
        ParsedCertificate certificate, TrustedAuthority issuer, IReadOnlyList<RevocationList> lists, DateTimeOffset at) =>
        StatusOf(certificate, lists, at, list => list.CheckSigner(issuer.Certificate, issuer.Key));

    /// <param name="authenticate">Whether a list is signed by one who may, as far as its issuer's name is concerned.</param>
    internal static RevocationStatus StatusOf(
        ParsedCertificate certificate, IReadOnlyList<RevocationList> lists, DateTimeOffset at, Func<RevocationList, CrlFailure> authenticate)
    {
        var newestFirst = lists.OrderByDescending(list => list.ThisUpdate).ToList();
        var covered = RevocationReasons.None;
        var why = CrlFailure.NotCovered;
        HashSet<RevocationList> refused = [];
        foreach (var point in certificate.DistributionPoints.Append(PointOfIssuer(certificate)))
        {
            foreach (var list in newestFirst)
            {
                var reasons = list.ReasonsFor(certificate, point);
                if ((reasons & ~covered) == 0 || refused.Contains(list))
                    continue;
                var failure = list.CheckUse(at);
                if (failure == CrlFailure.None)
                    failure = authenticate(list);
                if (failure != CrlFailure.None)
                {
                    why = failure;
                    refused.Add(list);
                    continue;
                }

                if (Find(certificate, list, DeltaOf(list, newestFirst, at, authenticate)) is { } revocation)
                    return RevocationStatus.Listed(revocation);
                covered |= reasons;
                if (covered == RevocationReasons.All)
                    return RevocationStatus.Good;
            }
        }

        return RevocationStatus.Undetermined(why);
    }

    // 6.3.3 (i) to (k): what the delta says goes before what the full list says.
    static Revocation? Find(ParsedCertificate certificate, RevocationList list, RevocationList? delta) =>
        delta?.Find(certificate) is { } change
            ? change.Reason == RevocationReason.RemoveFromList ? null : change
            : list.Find(certificate);

    // 6.3.3 (c), (h). Without one the full list is the newest that is known.
    static RevocationList? DeltaOf(
        RevocationList list, List<RevocationList> newestFirst, DateTimeOffset at, Func<RevocationList, CrlFailure> authenticate) =>
        newestFirst.Find(delta =>
            delta.IsDeltaOf(list) && delta.CheckUse(at) == CrlFailure.None && authenticate(delta) == CrlFailure.None);

    // What is not published at a point that the certificate names may still be on a list of its issuer.
    static DistributionPoint PointOfIssuer(ParsedCertificate certificate) =>
        new(new DistributionPointName([new GeneralName(GeneralNameKind.Directory, certificate.Issuer)], default), null, null);
}
