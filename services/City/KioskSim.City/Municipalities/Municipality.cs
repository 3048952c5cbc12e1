using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Typesetting;

namespace KioskSim.City.Municipalities;

/// <summary>A kind of certificate as one city offers it (000-21, 002-02).</summary>
/// <param name="Name">As the city calls it.</param>
/// <param name="Fee">A copy, at the kiosk.</param>
/// <param name="Options">What an applicant may choose (000-22).</param>
public sealed record Offer(
    CertificateKind Kind, string Name, string NameEnglish, Yen Fee, int MostCopies, CertificateOptions Options, OpeningHours Hours);

/// <summary>A city that takes part, as its configuration says.</summary>
/// <param name="ServiceStart">Before this day the city does not take part yet (000-19).</param>
/// <param name="AcceptsRevocationLists">Whether, where JPKI cannot be asked, a revocation list of up to two days does instead.</param>
/// <param name="AcceptsJukiCards">Whether its own 住基カード are taken beside Individual Number Cards (001-41).</param>
/// <param name="Variants">Whether a character may be printed in its base form where no font has the registered one.</param>
public sealed record Municipality(
    MunicipalityCode Code,
    string Name,
    string NameEnglish,
    IssuingCity Issuer,
    DateOnly ServiceStart,
    VariantPolicy Variants,
    IReadOnlyList<Offer> Offers,
    bool AcceptsRevocationLists = false,
    bool AcceptsJukiCards = false)
{
    public Offer? Find(CertificateKind kind) => Offers.FirstOrDefault(o => o.Kind == kind);
}
