using KioskSim.Domain.Errors;

namespace KioskSim.Pki.Paths;

/// <summary>Why a certificate is not believed. The first reason found; the order is that of the checks.</summary>
public enum PathFailure
{
    None,

    /// <summary>Not a certificate in strict DER.</summary>
    Malformed,

    /// <summary>Signed by an algorithm that is not accepted (any more).</summary>
    AlgorithmRefused,

    /// <summary>No authority of that name, or none of its generations has the key that the certificate names.</summary>
    IssuerUnknown,

    /// <summary>The issuer it names did not sign it.</summary>
    SignatureWrong,

    /// <summary>The issuer's certificate is not an authority's (basic constraints).</summary>
    IssuerNotAuthority,

    /// <summary>The issuer's key is not for signing certificates (key usage).</summary>
    IssuerMayNotSign,

    /// <summary>The issuer's certificate is not valid at the time.</summary>
    IssuerOutOfTime,

    NotYetValid,

    Expired,

    /// <summary>It has a critical extension that nobody here understands.</summary>
    CriticalExtensionUnknown,

    /// <summary>An authority's certificate in place of a holder's.</summary>
    IsAuthority,

    KeyUsageWrong,

    ExtendedKeyUsageWrong,

    PolicyWrong,

    /// <summary>A key in the path is of a kind or size that is not accepted.</summary>
    KeyRefused,

    /// <summary>More authorities in a row than one of them allows.</summary>
    PathTooLong,

    /// <summary>A name that an authority above did not leave to it (name constraints).</summary>
    NameNotPermitted,

    /// <summary>It, or an authority above it, is on a revocation list.</summary>
    Revoked,

    /// <summary>It, or an authority above it, is on a revocation list, and may be taken off again.</summary>
    OnHold,

    /// <summary>No revocation list that can be believed covers it, or an authority above it.</summary>
    RevocationUndetermined,
}

public static class PathFailures
{
    /// <summary>What the flow calls it. Not for <see cref="PathFailure.None"/>.</summary>
    public static FlowErrorCode ToFlowError(this PathFailure failure) => failure switch
    {
        PathFailure.None => throw new ArgumentOutOfRangeException(nameof(failure), "A valid path is no error."),
        PathFailure.NotYetValid => FlowErrorCode.CertificateNotYetUsable,
        PathFailure.Expired => FlowErrorCode.CertificateExpired,
        PathFailure.Revoked => FlowErrorCode.CertificateRevoked,
        PathFailure.OnHold => FlowErrorCode.CertificateOnHold,
        PathFailure.RevocationUndetermined => FlowErrorCode.JpkiUnreachable,
        _ => FlowErrorCode.CertificateInvalid,
    };
}
