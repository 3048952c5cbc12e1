using KioskSim.Card.Applet;

namespace KioskSim.Kiosk.Memory;

/// <summary>Where things lie in the vault of a session that sets a PIN: the new PIN as it was typed first, and as it was typed again.</summary>
static class NewPinSecrets
{
    public const int First = 0;

    public static int Again => PinRule.Signing.Longest;

    public static int Size => 2 * PinRule.Signing.Longest;
}
