using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Municipalities;

/// <summary>A city's configuration as it stands in the file; docs/configuration.md describes every field.</summary>
sealed record MunicipalityJson(
    string Code, string Name, string NameEnglish, string Prefecture, string MayorTitle, string MayorName, string SealText, DateOnly ServiceStart,
    bool BaseCharacterForMissingVariant, IReadOnlyList<OfferJson?> Offers)
{
    public bool AcceptsRevocationLists { get; init; }

    public bool AcceptsJukiCards { get; init; }

    public bool SuppressesNextDay { get; init; }

    /// <summary>What a copy of a certificate shows.</summary>
    public string? GroundWord { get; init; }

    /// <summary>How much less a copy costs at a kiosk than at the counter, where an offer does not say itself.</summary>
    public int KioskDiscount { get; init; }

    public YearEndJson? YearEnd { get; init; }

    public IReadOnlyList<SuspensionJson?> Maintenance { get; init; } = [];

    public IReadOnlyList<TerminalJson?> Terminals { get; init; } = [];

    public IReadOnlyDictionary<RegisterKind, int> OldestCopyHours { get; init; } = new Dictionary<RegisterKind, int>();

    public TaxJson? Taxes { get; init; }
}

sealed record OfferJson(
    CertificateKind Kind, string Name, string NameEnglish, FeeJson Yen, int MostCopies, IReadOnlyList<CertificateOptions> Options,
    IReadOnlyDictionary<string, string> Open);

/// <param name="Counter">Yen.</param>
sealed record FeeJson(int Counter)
{
    /// <summary>Left out: the counter's less the city's discount.</summary>
    public int? Kiosk { get; init; }

    /// <summary>Left out: as at a kiosk.</summary>
    public int? Terminal { get; init; }
}

/// <summary>Days: the first in December, the last in January.</summary>
sealed record YearEndJson(int From, int To);

sealed record SuspensionJson(DateTime From, DateTime Until)
{
    public IReadOnlyList<CertificateKind> Kinds { get; init; } = [];
}

sealed record TerminalJson(string Kiosk, string Name, IReadOnlyDictionary<string, string> Open);

/// <param name="NewYearFrom">06-10: month and day.</param>
sealed record TaxJson(string Name, string NewYearFrom);
