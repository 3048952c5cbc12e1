namespace KioskSim.Card.Applet;

/// <summary>The elementary files of the JPKI applet, by the identifiers that SELECT takes.</summary>
enum FileId : ushort
{
    None = 0,
    SigningCertificate = 0x0001,
    SigningIssuer = 0x0002,
    Token = 0x0006,
    UserCertificate = 0x000A,
    UserIssuer = 0x000B,
    UserKey = 0x0017,
    UserPin = 0x0018,
    SigningKey = 0x001A,
    SigningPin = 0x001B,
}
