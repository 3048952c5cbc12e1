using KioskSim.Domain.Values;

namespace KioskSim.Show.Words;

/// <summary>Items that a city may let people choose. What certificates are called is the city's to say.</summary>
static class Certificates
{
    public static IReadOnlyList<(CertificateOptions Option, Said Name)> Items { get; } =
    [
        (CertificateOptions.WholeHousehold, new("世帯全員（戸籍は全部事項）", "The whole household (of a family register: everybody)")),
        (CertificateOptions.ChosenMembers, new("一部の方を選ぶ", "Some members, whom I choose")),
        (CertificateOptions.Domicile, new("本籍・筆頭者", "Registered domicile and head of the register")),
        (CertificateOptions.Relationship, new("世帯主・続柄", "Head of the household and relationship")),
        (CertificateOptions.ForeignItems, new("国籍・在留資格など", "Nationality and status of residence")),
        (CertificateOptions.IndividualNumber, new("個人番号（マイナンバー）", "Individual number")),
    ];
}
