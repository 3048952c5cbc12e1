using KioskSim.Domain.Flow;

namespace KioskSim.Kiosk.Memory;

/// <summary>Where things lie in the small vault of a session: the PIN, the application before it is sealed, what the one-time key follows from.</summary>
static class SessionSecrets
{
    const int ApplicationOffset = 16; // behind the PIN pad

    public const int KeyOffset = ApplicationOffset + Envelope.Parcels.Application.PlaintextSize;

    public const int Size = KeyOffset + OneTimeKey.Size;

    public static Span<byte> Application(SessionVault vault) => vault.Bytes[ApplicationOffset..KeyOffset];

    /// <summary>Step 15, and the end of every session: the vault is wiped and given back.</summary>
    public static void EraseAndDispose(this SessionVault vault)
    {
        using var activity = FlowTrace.Start(new Hop(15, Party.Kiosk, Party.Kiosk, Line.Memory, "Erase"));
        vault.Dispose();
    }
}
