namespace KioskSim.Pki.Profile;

/// <summary>
/// 基本4情報: who a signing certificate names. A change of name or address therefore ends the certificate. No text form, so that none
/// gets into a log.
/// </summary>
/// <param name="Sex">JIS X 0303: 1 male, 2 female.</param>
public sealed record SigningAttributes(string Name, string Address, DateOnly Birth, int Sex)
{
    public override string ToString() => "holder (not shown)";
}
