using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Store;

/// <summary>
/// What JPKI knows of one certificate. No name, address or date of birth (000-51): those are the municipality's, which finds its
/// resident by the serial number. A signing certificate itself names its holder; the record of it does not.
/// </summary>
/// <param name="NotBefore">When it was issued.</param>
/// <param name="NotAfter">The last second of its last day.</param>
public sealed record CertificateRecord(
    CertificateSerial Serial, MunicipalityCode Municipality, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>From when kiosks take it: the day after its issue, unless said otherwise.</summary>
    public DateTimeOffset UsableFrom { get; init; } = CertificateLifetime.UsableFrom(NotBefore);

    public CertificatePurpose Purpose { get; init; } = CertificatePurpose.UserAuthentication;

    /// <summary>
    /// Of a signing certificate: the serial number of the certificate for user authentication in the same card. Of a certificate for user
    /// authentication: there when it is in the holder's phone; that of the card.
    /// </summary>
    public CertificateSerial? Beside { get; init; }

    /// <summary>Null while it is good. A hold is one of the reasons.</summary>
    public Revocation? Revocation { get; init; }

    /// <summary>Why it was revoked for good, as the counter said it; null while it is good, on hold, or nobody said.</summary>
    public RevocationCause? Cause { get; init; }

    /// <summary>Number of the authority's generation that issues it.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Whether it is the one in a phone, beside a card.</summary>
    public bool IsPhones => Purpose == CertificatePurpose.UserAuthentication && Beside is not null;

    /// <exception cref="FlowException">CertificateExpired, CertificateRevoked, CertificateOnHold.</exception>
    public void CheckGood(DateTimeOffset at)
    {
        if (at > NotAfter)
            throw new FlowException(FlowErrorCode.CertificateExpired);
        Status.ThrowIfNotGood();
    }

    public CertificateStatus Status => Revocation is null ? CertificateStatus.Good : CertificateStatus.Revoked(Revocation);
}
