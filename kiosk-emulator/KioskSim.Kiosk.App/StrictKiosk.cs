using KioskSim.Hosting;
using KioskSim.Kiosk.Memory;
using KioskSim.Strict;

namespace KioskSim.Kiosk.App;

/// <summary>A kiosk program in strict mode.</summary>
static class StrictKiosk
{
    /// <summary>Enters strict mode where the configuration asks for it, and says so in the log when it holds.</summary>
    /// <returns>What the kiosks of the program go by.</returns>
    /// <exception cref="StrictModeException">It cannot be had here, or does not hold.</exception>
    public static KioskOptions Enter(StandaloneService service, KioskProgramOptions options, int kiosks)
    {
        if (!options.Strict)
            return options;
        var report = StrictMode.Enter(new StrictSetup(service.Files.Place, (long)kiosks * SessionMemory.Most));
        ProgramLog.Holds(service.Log.CreateLogger(StandaloneService.SelfCheck), report.Safeguards, report.LandlockAbi, report.DeniedCalls);
        return options with { MustLockMemory = true };
    }
}
