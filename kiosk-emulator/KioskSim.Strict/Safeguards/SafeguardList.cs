using KioskSim.Strict.Kernel;
using KioskSim.Strict.Landlock;
using KioskSim.Strict.SystemCalls;

namespace KioskSim.Strict.Safeguards;

/// <summary>Everything that is tried before the kiosk serves anybody.</summary>
static class SafeguardList
{
    public static IReadOnlyList<Safeguard> Of(StrictSetup setup, LandlockAbi abi, DeniedCalls calls)
    {
        var places = Place.All(setup.Deployment);
        return
        [
            .. FileAttempts.In(places, abi),
            .. OtherThreads.TryIn(places),
            Sandbox.EveryThreadIsInside,
            .. calls.Safeguards,
            Descriptors.NoneIsAFile,
            ProcessLimits.NoFileGrows,
            ProcessLimits.NoCore,
            ProcessLimits.NotDumpable,
            DiagnosticsPort.IsAbsent,
            LockedMemory.Suffices(setup.LockedBytes),
            FreedMemory.IsOverwritten,
        ];
    }
}
