using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;

namespace KioskSim.Pki.Paths;

/// <summary>
/// Who may have signed a revocation list for a certificate of a path (RFC 5280, 6.3.3 (f)): an authority above it in the path, or
/// whoever of its name has a certificate on offer that leads, checked in the same way, to the same anchor.
/// </summary>
sealed class CrlSigners(IReadOnlyList<ParsedCertificate> offered, AcceptedSignatures signatures)
{
    /// <summary>A signer's own status may take another list with another signer, and so on.</summary>
    const int Deepest = 4;

    // What the user asks of policies is asked of the target alone; a signer need not have any.
    readonly PathRequirements _requirements = new() { Signatures = signatures };

    readonly List<ParsedCertificate> _inQuestion = [];

    /// <param name="index">Of the certificate among the links of the path.</param>
    public RevocationStatus StatusOf(
        ValidPath path, int index, IReadOnlyList<RevocationList> lists, DateTimeOffset at, PathSearch search)
    {
        var certificate = path.Links[index].Certificate;
        var status = RevocationCheck.StatusOf(certificate, lists, at, list => Check(list, path, index, search, self: null));

        // An authority may leave its whole status to a signer, whose own is then on the list that it signs: nobody else can say it.
        return status.State == RevocationState.Undetermined && _inQuestion.Contains(certificate)
            ? RevocationCheck.StatusOf(certificate, lists, at, list => Check(list, path, index, search, self: certificate))
            : status;
    }

    CrlFailure Check(RevocationList list, ValidPath path, int index, PathSearch search, ParsedCertificate? self)
    {
        var failure = list.CheckSigner(path.Anchor.Certificate, path.Anchor.Key);
        for (var i = 0; i < index && failure != CrlFailure.None; i++)
            failure = MoreTelling(failure, list.CheckSigner(path.Links[i].Certificate, path.Links[i].Key));
        for (var i = 0; i < offered.Count && failure != CrlFailure.None; i++)
            failure = MoreTelling(failure, CheckOffered(list, offered[i], path, search, self));
        return failure;
    }

    CrlFailure CheckOffered(RevocationList list, ParsedCertificate signer, ValidPath path, PathSearch search, ParsedCertificate? self)
    {
        if (!list.IsNamedAfter(signer))
            return CrlFailure.IssuerWrong;
        if (signer != self && (_inQuestion.Contains(signer) || _inQuestion.Count == Deepest))
            return CrlFailure.IssuerWrong;
        if (!VerificationKey.TryImport(signer, signatures, issuer: null, out var key))
            return CrlFailure.SignatureWrong;
        using (key)
        {
            if (list.CheckSigner(signer, key) is not CrlFailure.None and var failure)
                return failure;
        }

        return signer == self || LeadsTo(path.Anchor, signer, search) ? CrlFailure.None : CrlFailure.IssuerWrong;
    }

    bool LeadsTo(TrustedAuthority anchor, ParsedCertificate signer, PathSearch search)
    {
        _inQuestion.Add(signer);
        var failure = search.Find(signer, [anchor], _requirements, out var path);
        path?.Dispose();
        _inQuestion.RemoveAt(_inQuestion.Count - 1);
        return failure == PathFailure.None;
    }

    static CrlFailure MoreTelling(CrlFailure one, CrlFailure other) => other is CrlFailure.IssuerWrong ? one : other;
}
