namespace KioskSim.Domain.Cards;

/// <summary>A card's two PINs. The values are the identifiers of their files in the JPKI applet.</summary>
public enum CardPinKind : ushort
{
    /// <summary>利用者証明用: four digits, three tries (000-31).</summary>
    UserAuthentication = 0x0018,

    /// <summary>署名用: six to sixteen capital letters and digits, five tries.</summary>
    Signing = 0x001B,
}
