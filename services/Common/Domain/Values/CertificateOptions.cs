namespace KioskSim.Domain.Values;

/// <summary>What the applicant chose to have on the certificate; a kind ignores what it does not have (000-22, domain of each kind).</summary>
[Flags]
public enum CertificateOptions : ushort
{
    None = 0,

    /// <summary>世帯全員, of a family register 全部事項, instead of the applicant alone.</summary>
    WholeHousehold = 1,

    /// <summary>本籍・筆頭者</summary>
    Domicile = 2,

    /// <summary>世帯主・続柄</summary>
    Relationship = 4,

    /// <summary>個人番号. Only where the city offers it; every opening of a number is audited (000-44).</summary>
    IndividualNumber = 8,

    /// <summary>国籍・地域, 在留資格等 of foreign residents</summary>
    ForeignItems = 16,

    /// <summary>世帯の一部, of a family register 個人事項 of others: the applicant picks from the members that the city names.</summary>
    ChosenMembers = 32,
}
