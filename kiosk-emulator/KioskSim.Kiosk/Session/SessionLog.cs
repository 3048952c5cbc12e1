using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>What every kind of session writes down when something fails that nobody foresaw: which error and where, never its message.</summary>
static class SessionLog
{
    public static void SessionFailed(this ILogger log, KioskId kiosk, Exception e) => KioskLog.Failed(log, kiosk, e.GetType().Name, e.StackTrace);
}
