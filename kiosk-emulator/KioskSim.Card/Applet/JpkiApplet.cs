namespace KioskSim.Card.Applet;

/// <summary>Names and numbers of the JPKI applet that card and reader share.</summary>
static class JpkiApplet
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

    public static ReadOnlySpan<byte> Identifier => [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

    /// <summary>What the token file of an Individual Number Card says, padded to 32 bytes. Without the 2 it would be a 住基カード.</summary>
    public static ReadOnlySpan<byte> Token => "JPKIAPICCTOKEN2                 "u8;

    /// <summary>What it says on a phone.</summary>
    public static ReadOnlySpan<byte> PhoneToken => "JPKIAPGPSETOKEN                 "u8;
}
