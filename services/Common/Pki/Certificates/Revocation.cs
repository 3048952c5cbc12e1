using KioskSim.Domain.Errors;

namespace KioskSim.Pki.Certificates;

/// <summary>CRLReason of RFC 5280, section 5.3.1, with its numbers.</summary>
public enum RevocationReason
{
    Unspecified = 0,
    KeyCompromise = 1,
    AuthorityCompromise = 2,
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,

    /// <summary>一時保留: the one reason that can be taken back.</summary>
    CertificateHold = 6,
    RemoveFromList = 8,
    PrivilegeWithdrawn = 9,
    AttributeAuthorityCompromise = 10,
}

/// <summary>That a certificate lost its effect, when and why.</summary>
public sealed record Revocation(RevocationReason Reason, DateTimeOffset At)
{
    public bool IsHold => Reason == RevocationReason.CertificateHold;
}

public enum CertificateState
{
    Good,
    Revoked,

    /// <summary>The authority never issued such a certificate.</summary>
    Unknown,
}

/// <summary>What the authority says of a certificate at some time (000-50).</summary>
public readonly record struct CertificateStatus
{
    CertificateStatus(CertificateState state, Revocation? revocation) => (State, Revocation) = (state, revocation);

    public static CertificateStatus Good => new(CertificateState.Good, null);

    public static CertificateStatus Unknown => new(CertificateState.Unknown, null);

    public static CertificateStatus Revoked(Revocation revocation) => new(CertificateState.Revoked, revocation);

    public CertificateState State { get; }

    /// <summary>There exactly when the state is <see cref="CertificateState.Revoked"/>.</summary>
    public Revocation? Revocation { get; }

    /// <exception cref="FlowException">CertificateRevoked, CertificateOnHold or CertificateUnknown.</exception>
    public void ThrowIfNotGood()
    {
        if (State == CertificateState.Good)
            return;
        throw new FlowException(
            State == CertificateState.Unknown ? FlowErrorCode.CertificateUnknown
            : Revocation is { IsHold: true } ? FlowErrorCode.CertificateOnHold
            : FlowErrorCode.CertificateRevoked);
    }
}
