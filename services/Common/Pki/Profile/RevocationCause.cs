using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Profile;

/// <summary>Why a certificate is revoked for good, as a city's counter says it. Numbers are stable: they are stored and sent.</summary>
public enum RevocationCause
{
    /// <summary>The card is lost or was stolen.</summary>
    Lost = 1,

    Deceased = 2,

    /// <summary>The holder asked for it, or gave the card back.</summary>
    HolderRequest = 3,

    /// <summary>Somebody else has, or may have, the use of the key.</summary>
    KeyCompromise = 4,

    /// <summary>What was recorded when it was issued was wrong.</summary>
    RecordError = 5,

    /// <summary>Name, address, date of birth or sex changed: signing certificates only.</summary>
    AttributesChanged = 6,

    /// <summary>A newer certificate of the same purpose took its place.</summary>
    Renewed = 7,
}

public static class RevocationCauses
{
    /// <summary>What the world outside is told (RFC 5280, section 5.3.1). Which number JPKI gives for which cause is not public: a choice.</summary>
    public static RevocationReason Reason(this RevocationCause cause) => cause switch
    {
        RevocationCause.Lost or RevocationCause.KeyCompromise => RevocationReason.KeyCompromise,
        RevocationCause.Deceased => RevocationReason.PrivilegeWithdrawn,
        RevocationCause.HolderRequest => RevocationReason.CessationOfOperation,
        RevocationCause.RecordError => RevocationReason.Unspecified,
        RevocationCause.AttributesChanged => RevocationReason.AffiliationChanged,
        RevocationCause.Renewed => RevocationReason.Superseded,
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "No such cause."),
    };
}
