namespace KioskSim.Domain.Errors;

/// <summary>
/// Everything that can end an issuance early. One code crosses services unchanged; only the kiosk's screen and the command line turn
/// it into words. Numbers are stable: they are the command's exit codes (docs/exit-codes.md) and the codes of the audit.
/// </summary>
public enum FlowErrorCode
{
    // The card on the reader.
    WrongPin = 10,
    CardLocked = 11,
    CardRemoved = 12,
    CardUnreadable = 13,
    NoCard = 14,
    JukiCardNotAccepted = 15,
    JukiCardExpired = 16,
    JukiCardOfAnotherCity = 17,

    // Who applies: certificate and signature.
    CertificateRevoked = 20,
    CertificateOnHold = 21,
    CertificateExpired = 22,
    CertificateNotYetUsable = 23,
    CertificateUnknown = 24,
    CertificateInvalid = 25,
    SignatureInvalid = 26,
    SessionExpired = 27,
    PinResetNotReserved = 28,
    PinResetExpired = 29,

    // What the city may issue.
    MunicipalityUnknown = 30,
    KindNotOffered = 31,
    Closed = 32,
    TooManyCopies = 33,
    ApplicantUnknown = 34,
    IssueSuppressed = 35,
    NoSealRegistered = 36,
    UnderAge = 37,
    MovedOut = 38,
    CharactersPending = 39,
    ApplicationUnreadable = 40,
    TokenSpent = 41,
    JukiCardReturned = 42,
    JukiCardSuperseded = 43,
    Suspended = 44,
    UseNotRegistered = 47,
    UseRegistrationPending = 48,
    NoTaxRecord = 49,

    // A new PIN at the kiosk.
    PinsDiffer = 45,
    NewPinUnconfirmed = 46,

    // Who cannot be reached. JPKI out of reach fails closed.
    CentreUnreachable = 50,
    JpkiUnreachable = 51,
    CityUnreachable = 52,

    // Money and paper.
    PaymentAborted = 60,
    PrinterFault = 61,
    CertificateMismatch = 62,
    Refunded = 63,
    Cancelled = 64,
    TimedOut = 65,
    PrinterNotReady = 66,
    PaperLeft = 67,
    CardLeft = 68,

    // The line itself.
    CallerNotAllowed = 70,
    BadRequest = 71,
    Internal = 79,
}
