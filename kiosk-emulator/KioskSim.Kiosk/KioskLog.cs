using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk;

/// <summary>
/// What a kiosk logs (docs/log-events.md). All of it in one class: the generator that makes the methods' bodies puts classes in an order of its own, and another one each time, which would make each build
/// of the same source another program.
/// </summary>
static partial class KioskLog
{
    [LoggerMessage(LogEvents.SettlementDelayed, LogLevel.Warning, "Session {Session} is not settled after {Tries} tries: {Code}")]
    public static partial void Delayed(ILogger log, SessionId session, FlowErrorCode code, int tries);

    [LoggerMessage(LogEvents.SessionRecovered, LogLevel.Warning, "Session {Session} of an earlier run settled: {CopiesOut} of {Copies} copies were out")]
    public static partial void Recovered(ILogger log, SessionId session, int copiesOut, int copies);

    [LoggerMessage(LogEvents.CardLeftBehind, LogLevel.Information, "Kiosk {Kiosk}: a card is left on the reader (warning {Warning})")]
    public static partial void CardLeft(ILogger log, KioskId kiosk, int warning);

    [LoggerMessage(LogEvents.PaperLeftBehind, LogLevel.Information, "Kiosk {Kiosk}: paper is left in the tray (warning {Warning})")]
    public static partial void PaperLeft(ILogger log, KioskId kiosk, int warning);

    [LoggerMessage(LogEvents.PaperWithdrawn, LogLevel.Warning, "Kiosk {Kiosk}: {Sheets} sheets that nobody took were drawn into the locked box")]
    public static partial void PaperWithdrawn(ILogger log, KioskId kiosk, int sheets);

    [LoggerMessage(LogEvents.SessionFailed, LogLevel.Error, "Kiosk {Kiosk}: a session failed: {ErrorType} at {Place}")]
    public static partial void Failed(ILogger log, KioskId kiosk, string errorType, string? place);
}
