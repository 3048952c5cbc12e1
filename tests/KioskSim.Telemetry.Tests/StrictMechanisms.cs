using KioskSim.Strict;
using KioskSim.Strict.Kernel;
using KioskSim.Strict.Landlock;

namespace KioskSim.Telemetry.Tests;

/// <summary>Whether this kernel has what strict mode needs.</summary>
static class StrictMechanisms
{
    public static bool AreHere
    {
        get
        {
            try
            {
                LandlockAbi.OfThisKernel();
                Machine.Here();
                return true;
            }
            catch (StrictModeException)
            {
                return false;
            }
        }
    }
}
