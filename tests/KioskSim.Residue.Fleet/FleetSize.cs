namespace KioskSim.Residue.Fleet;

/// <summary>How large it is, for who searches it.</summary>
public static class FleetSize
{
    public const int Kiosks = 4;

    /// <summary>One while it is looked at, then one at each kiosk at once.</summary>
    public const int Visits = Kiosks + 1;
}
