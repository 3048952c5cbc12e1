namespace KioskSim.Card.Applet;

/// <summary>What a reader knows the JPKI applet by.</summary>
static class JpkiApplet
{
    public static ReadOnlySpan<byte> Identifier => [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];

    /// <summary>What the token file of an Individual Number Card says, padded to 32 bytes. Without the 2 it would be a 住基カード with JPKI.</summary>
    public static ReadOnlySpan<byte> Token => "JPKIAPICCTOKEN2                 "u8;

    /// <summary>What it says on a phone.</summary>
    public static ReadOnlySpan<byte> PhoneToken => "JPKIAPGPSETOKEN                 "u8;
}
