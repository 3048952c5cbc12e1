namespace KioskSim.Kiosk.Memory;

/// <summary>What the vaults of one session take.</summary>
public static class SessionMemory
{
    /// <summary>Bytes: the largest certificate that the store line carries (4 MB a message), and what is typed before it.</summary>
    public const int Most = (4 * 1024 + 64) * 1024;
}
