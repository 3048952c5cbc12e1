using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Certificates;

/// <summary>印鑑登録証明書.</summary>
/// <param name="OtherName">旧氏 or 通称, where one is registered.</param>
/// <param name="IsWesternCalendar">Dates of a foreign resident's birth are printed by the Gregorian year.</param>
public sealed record SealRegistrationPage(
    SealImprint Imprint,
    string Name,
    string? Kana,
    string? OtherName,
    DateOnly BirthDate,
    bool IsWesternCalendar,
    string Address,
    string RegistrationNumber,
    DateOnly RegisteredOn)
    : CertificateRecord
{
    public override int SheetCount => 1;

    public override string Title => "印鑑登録証明書";
}

/// <summary>
/// A registered seal's imprint: a ring around the registered name, made from the letters' outlines. Ordinances accept seals larger than
/// an 8 mm and smaller than a 25 mm square.
/// </summary>
public sealed record SealImprint
{
    public const float SmallestMillimetres = 8;
    public const float LargestMillimetres = 25;

    /// <param name="text">What is engraved, as registered.</param>
    public SealImprint(string text, float diameterMillimetres = 15)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(diameterMillimetres, SmallestMillimetres);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(diameterMillimetres, LargestMillimetres);
        (Text, Diameter) = (text, PageSize.Millimetres(diameterMillimetres));
    }

    public string Text { get; }

    /// <summary>Points.</summary>
    public float Diameter { get; }

    public override string ToString() => nameof(SealImprint);
}
