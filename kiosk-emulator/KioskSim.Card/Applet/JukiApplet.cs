namespace KioskSim.Card.Applet;

/// <summary>
/// What a reader knows a city's own application on a 住基カード by. A model: the identifiers that cities use there are not public, so this one is
/// of the range that nobody registers (ISO/IEC 7816-5: first digit F).
/// </summary>
static class JukiApplet
{
    public const ushort InfoFile = 0x0001;
    public const ushort PinFile = 0x0011;
    public const ushort KeyFile = 0x0012;

    public static ReadOnlySpan<byte> Identifier => [0xF0, (byte)'K', (byte)'S', (byte)'J', (byte)'U', (byte)'K', (byte)'I', 0x01];
}
