using KioskSim.Domain.Log;
using KioskSim.Hosting;
using KioskSim.Kiosk.Memory;
using KioskSim.Strict;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.App;

/// <summary>A kiosk program in strict mode.</summary>
static partial class StrictKiosk
{
    /// <summary>Enters strict mode where the configuration asks for it, and says so in the log when it holds.</summary>
    /// <returns>What the kiosks of the program go by.</returns>
    /// <exception cref="StrictModeException">It cannot be had here, or does not hold.</exception>
    public static KioskOptions Enter(StandaloneService service, KioskProgramOptions options, int kiosks)
    {
        if (!options.Strict)
            return options;
        var report = StrictMode.Enter(new StrictSetup(service.Folder(), (long)kiosks * SessionMemory.Most));
        Holds(service.Log.CreateLogger(StandaloneService.SelfCheck), report.Safeguards, report.LandlockAbi, report.DeniedCalls);
        return options with { MustLockMemory = true };
    }

    [LoggerMessage(LogEvents.StrictModeHolds, LogLevel.Information,
        "Strict mode holds: {Safeguards} ways to write, to dump or to leave something were tried and all refused (Landlock ABI {Abi}, {Calls} system calls denied, no file grows, no core dump, not dumpable, no diagnostics port, memory locked, freed memory overwritten)")]
    static partial void Holds(ILogger log, int safeguards, int abi, int calls);
}
