namespace KioskSim.Ipp;

/// <summary>Delimiter and value tags of RFC 8010 section 3.5 that printers and kiosks exchange here.</summary>
public enum IppTag : byte
{
    OperationAttributes = 0x01,
    JobAttributes = 0x02,
    EndOfAttributes = 0x03,
    PrinterAttributes = 0x04,
    UnsupportedAttributes = 0x05,

    NoValue = 0x13,
    Integer = 0x21,
    Boolean = 0x22,
    Enum = 0x23,
    OctetString = 0x30,
    DateTime = 0x31,
    Resolution = 0x32,
    RangeOfInteger = 0x33,
    TextWithoutLanguage = 0x41,
    NameWithoutLanguage = 0x42,
    Keyword = 0x44,
    Uri = 0x45,
    Charset = 0x47,
    NaturalLanguage = 0x48,
    MimeMediaType = 0x49,
}

/// <summary>RFC 8011 section 5.4.15.</summary>
public enum IppOperation : ushort
{
    PrintJob = 0x0002,
    ValidateJob = 0x0004,
    CancelJob = 0x0008,
    GetJobAttributes = 0x0009,
    GetJobs = 0x000A,
    GetPrinterAttributes = 0x000B,

    /// <summary>
    /// Ours, from the range that is left to vendors: draws the sheets in the out-tray into the locked box. A printer that can do so lists it in
    /// <c>operations-supported</c>.
    /// </summary>
    WithdrawPaper = 0x4B01,
}

/// <summary>RFC 8011 section 4.1.8 and appendix B, as far as used.</summary>
public enum IppStatus : ushort
{
    Ok = 0x0000,
    BadRequest = 0x0400,
    NotPossible = 0x0404,
    NotFound = 0x0406,
    RequestEntityTooLarge = 0x0408,
    DocumentFormatNotSupported = 0x040A,
    AttributesNotSupported = 0x040B,
    CharsetNotSupported = 0x040D,
    CompressionNotSupported = 0x040F,
    DocumentFormatError = 0x0411,
    InternalError = 0x0500,
    OperationNotSupported = 0x0501,
    VersionNotSupported = 0x0503,
    NotAcceptingJobs = 0x0506,
    Busy = 0x0507,
}

/// <summary>RFC 8011 section 5.3.7.</summary>
public enum IppJobState
{
    Pending = 3,
    PendingHeld = 4,
    Processing = 5,
    ProcessingStopped = 6,
    Canceled = 7,
    Aborted = 8,
    Completed = 9,
}

/// <summary>RFC 8011 section 5.4.11.</summary>
public enum IppPrinterState
{
    Idle = 3,
    Processing = 4,
    Stopped = 5,
}
