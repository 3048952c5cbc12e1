namespace KioskSim.Domain.Log;

/// <summary>
/// Numbers of log events, listed with their meaning in docs/log-events.md. No event has a field for a name, a number, a PIN, a key or
/// content of a certificate.
/// </summary>
public static class LogEvents
{
    public const int CallerRefused = 1001;
    public const int CallerBlocked = 1002;
    public const int BlockedCallerTried = 1003;
    public const int HandshakeRefused = 1004;

    public const int CallEndedEarly = 1101;
    public const int CallFailed = 1102;

    public const int ServiceListens = 1201;
    public const int TablesAway = 1202;

    public const int CityNotTold = 2001;
    public const int SessionsLapsed = 2002;
    public const int CityUndescribed = 2003;
    public const int CityContested = 2004;
    public const int RevocationListNotFetched = 2005;
    public const int ValidityFromList = 2006;

    public const int FeedRowsRefused = 3001;

    public const int SettlementDelayed = 4001;
    public const int SessionRecovered = 4002;
    public const int CardLeftBehind = 4003;
    public const int PaperLeftBehind = 4004;
    public const int SessionFailed = 4005;
    public const int StrictModeHolds = 4006;
    public const int PaperWithdrawn = 4007;

    public const int InquiryAnswered = 5001;
    public const int InquiryRefused = 5002;
    public const int InquiryFailed = 5003;

    public const int FaultKeepsCopies = 9001;
    public const int FaultKeptCopy = 9002;
    public const int FaultGuardOff = 9003;
    public const int FaultInCity = 9004;
    public const int FaultOnLine = 9005;
}
