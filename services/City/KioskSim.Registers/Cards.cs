using KioskSim.Domain.Values;

namespace KioskSim.Registers;

/// <summary>
/// What the city knows of a card: which resident a certificate's serial number stands for. Nothing of its validity, which only the
/// JPKI centre can tell.
/// </summary>
public sealed record CardCertificate(CertificateSerial Serial, ResidentId Resident);

/// <summary>A certificate as the JPKI centre knows it, time aside: expired and not yet usable follow from the dates.</summary>
public enum CardStatus
{
    Good = 1,
    Revoked,
    OnHold,
}

/// <summary>A card in an invented citizen's wallet, and what the JPKI centre is to know of its certificate. No city holds this.</summary>
/// <param name="Municipality">Where the holder lived when the certificate was issued.</param>
/// <param name="ValidFrom">Day of issue; kiosks take the certificate from the next day.</param>
/// <param name="ValidTo">Last day of validity: the holder's fifth birthday after issue, or the card's end if that is earlier.</param>
public sealed record WalletCard(
    CertificateSerial Serial,
    Pin Pin,
    MunicipalityCode Municipality,
    DateOnly BirthDate,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    CardStatus Status)
{
    public override string ToString() => $"card {Serial}";
}
