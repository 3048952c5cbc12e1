namespace KioskSim.Pki.Profile;

/// <summary>What a card's key is for. Each purpose has an authority of its own.</summary>
public enum CertificatePurpose
{
    /// <summary>利用者証明用: shows that the holder is there, and says nothing about the holder. What a kiosk uses.</summary>
    UserAuthentication = 1,

    /// <summary>署名用: signs what the holder files, and names the holder. A kiosk never touches it.</summary>
    Signing = 2,
}
