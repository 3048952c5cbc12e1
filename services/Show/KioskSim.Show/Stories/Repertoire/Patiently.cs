using KioskSim.Kiosk;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>Kiosks that wait while somebody explains what is to be seen on them.</summary>
static class Patiently
{
    // Less than the 15 minutes after which the centre takes a session for given up.
    static readonly TimeSpan Long = TimeSpan.FromMinutes(14);

    public static KioskOptions Wait(KioskOptions usual) => usual with { Patience = Long, PaymentPatience = Long, WarnAfter = Long };
}
