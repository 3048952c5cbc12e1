namespace KioskSim.Pki.Ocsp;

/// <summary>OCSPResponseStatus of RFC 6960, section 4.2.1, with its numbers.</summary>
public enum OcspResponseStatus
{
    Successful = 0,
    MalformedRequest = 1,
    InternalError = 2,
    TryLater = 3,
    SignatureRequired = 5,
    Unauthorized = 6,
}
