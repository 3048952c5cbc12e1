using KioskSim.Domain.Log;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>What every kind of session writes down when something fails that nobody foresaw: which error and where, never its message.</summary>
static partial class SessionLog
{
    public static void SessionFailed(this ILogger log, KioskId kiosk, Exception e) => Failed(log, kiosk, e.GetType().Name, e.StackTrace);

    [LoggerMessage(LogEvents.SessionFailed, LogLevel.Error, "Kiosk {Kiosk}: a session failed: {ErrorType} at {Place}")]
    static partial void Failed(ILogger log, KioskId kiosk, string errorType, string? place);
}
