namespace KioskSim.Domain.Values;

/// <summary>What a kiosk can issue. Which of these a city offers, under which name and at what fee, is the city's to say (000-21, 002-02).</summary>
public enum CertificateKind
{
    /// <summary>住民票の写し</summary>
    ResidentRecord = 1,

    /// <summary>住民票記載事項証明書</summary>
    ResidentEntries = 2,

    /// <summary>印鑑登録証明書</summary>
    SealRegistration = 3,

    /// <summary>戸籍事項証明書</summary>
    FamilyRegister = 4,

    /// <summary>戸籍の附票の写し</summary>
    FamilyRegisterSupplement = 5,

    /// <summary>課税(非課税)証明書: of who is taxed the one, of who is not the other.</summary>
    Tax = 6,

    /// <summary>所得証明書</summary>
    Income = 7,
}
