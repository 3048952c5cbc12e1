namespace KioskSim.Card.Applet;

/// <summary>Names and numbers of ISO/IEC 7816-4 and -8, as far as card and reader share them, whichever application answers.</summary>
static class AppletCommand
{
    public const byte IsoClass = 0x00;
    public const byte OwnClass = 0x80;

    public const byte Select = 0xA4;
    public const byte ReadBinary = 0xB0;
    public const byte Verify = 0x20;
    public const byte ComputeSignature = 0x2A;
    public const byte GetChallenge = 0x84;
    public const byte ResetRetryCounter = 0x2C;

    public const byte SelectByName = 0x04;
    public const byte SelectFile = 0x02;
    public const byte NoResponseData = 0x0C;

    /// <summary>P2 of VERIFY and of the signature command: the PIN or key that is selected.</summary>
    public const byte Selected = 0x80;
}
