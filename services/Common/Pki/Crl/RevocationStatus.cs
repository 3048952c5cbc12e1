using KioskSim.Domain.Errors;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Paths;

namespace KioskSim.Pki.Crl;

public enum RevocationState
{
    /// <summary>No list that could be believed covers the certificate for every reason.</summary>
    Undetermined,
    Good,
    Revoked,

    /// <summary>Revoked for a time: 一時保留.</summary>
    OnHold,
}

/// <summary>What revocation lists say of a certificate.</summary>
/// <param name="Revocation">Reason and time; there when the certificate is revoked or on hold.</param>
/// <param name="Why">Why nothing could be determined: the last reason not to believe a list that would have covered it.</param>
public readonly record struct RevocationStatus(RevocationState State, Revocation? Revocation, CrlFailure Why)
{
    internal static RevocationStatus Good => new(RevocationState.Good, null, CrlFailure.None);

    internal static RevocationStatus Undetermined(CrlFailure why) => new(RevocationState.Undetermined, null, why);

    internal static RevocationStatus Listed(Revocation revocation) =>
        new(revocation.IsHold ? RevocationState.OnHold : RevocationState.Revoked, revocation, CrlFailure.None);

    /// <exception cref="FlowException">CertificateRevoked, CertificateOnHold, or JpkiUnreachable when nothing could be determined.</exception>
    public void ThrowIfNotGood()
    {
        if (State != RevocationState.Good)
            throw new FlowException(ToPathFailure().ToFlowError(), Why.ToString());
    }

    internal PathFailure ToPathFailure() => State switch
    {
        RevocationState.Good => PathFailure.None,
        RevocationState.Revoked => PathFailure.Revoked,
        RevocationState.OnHold => PathFailure.OnHold,
        _ => PathFailure.RevocationUndetermined,
    };
}
