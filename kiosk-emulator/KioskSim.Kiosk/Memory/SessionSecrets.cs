namespace KioskSim.Kiosk.Memory;

/// <summary>Where things lie in the small vault of a session: the PIN, then the application before it is sealed.</summary>
static class SessionSecrets
{
    const int ApplicationOffset = 16; // behind the PIN pad

    public const int Size = ApplicationOffset + Envelope.Parcels.Application.PlaintextSize;

    public static Span<byte> Application(SessionVault vault) => vault.Bytes[ApplicationOffset..];
}
