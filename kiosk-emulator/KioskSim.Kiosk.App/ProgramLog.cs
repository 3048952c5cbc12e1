using KioskSim.Domain.Log;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.App;

/// <summary>
/// What the kiosk program logs of itself (docs/log-events.md). All of it in one class: the generator that makes the methods' bodies puts classes in an order of its own, and another one each time, which would make each build
/// of the same source another program.
/// </summary>
static partial class ProgramLog
{
    [LoggerMessage(LogEvents.FaultGuardOff, LogLevel.Warning, "A fault is on: these kiosks print whatever arrives, without step 10")]
    public static partial void GuardIsOff(ILogger log);

    [LoggerMessage(LogEvents.StrictModeHolds, LogLevel.Information,
        "Strict mode holds: {Safeguards} ways to write, to dump or to leave something were tried and all refused (Landlock ABI {Abi}, {Calls} system calls denied, no file grows, no core dump, not dumpable, no diagnostics port, memory locked, freed memory overwritten)")]
    public static partial void Holds(ILogger log, int safeguards, int abi, int calls);
}
