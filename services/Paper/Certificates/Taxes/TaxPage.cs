
namespace KioskSim.Paper.Certificates.Taxes;

/// <summary>
/// 所得証明書, 課税証明書 or 非課税証明書: which of them follows from <see cref="Assessment"/>. Amounts are yen.
/// </summary>
public sealed record TaxPage : CertificateRecord
{
    /// <summary>Lines that each of the two lists has room for; the law knows fewer.</summary>
    public const int MaxLines = 18;

    /// <summary>What the city calls its certificate, where that is not one of the three: 所得・課税証明書.</summary>
    public string? CityTitle { get; init; }

    /// <summary>What the city calls the tax: 市・都民税, 市県民税.</summary>
    public required string TaxName { get; init; }

    /// <summary>令和8年度 is 2026.</summary>
    public required int FiscalYear { get; init; }

    public required string Name { get; init; }

    public string? Kana { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>Dates of a foreign resident's birth are printed by the Gregorian year.</summary>
    public bool IsWesternCalendar { get; init; }

    /// <summary>On 1 January of the fiscal year, 賦課期日.</summary>
    public required string Address { get; init; }

    /// <summary>所得の内訳, of the year before; at most <see cref="MaxLines"/>.</summary>
    public required IReadOnlyList<NamedAmount> Incomes { get; init; }

    /// <summary>合計所得金額</summary>
    public required long TotalIncome { get; init; }

    /// <summary>所得控除の内訳; at most <see cref="MaxLines"/>.</summary>
    public required IReadOnlyList<NamedAmount> Deductions { get; init; }

    /// <summary>扶養人数</summary>
    public required int Dependants { get; init; }

    /// <summary>Null of a certificate of incomes, which says nothing of the tax.</summary>
    public TaxAssessment? Assessment { get; init; }

    public override int SheetCount => 1;

    public override string Title => CityTitle ?? Assessment switch
    {
        null => "所得証明書",
        { YearlyTax: > 0 } => "課税証明書",
        _ => "非課税証明書",
    };
}

/// <summary>A line with its name and an amount, yen; what was lost is negative.</summary>
public sealed record NamedAmount(string Name, long Yen)
{
    public override string ToString() => nameof(NamedAmount);
}

/// <summary>What is levied, yen.</summary>
/// <param name="TaxableIncome">課税標準額</param>
/// <param name="City">市民税</param>
/// <param name="Prefecture">県民税 or 都民税</param>
/// <param name="ForestTax">森林環境税, a tax of the nation that the city levies with its own.</param>
public sealed record TaxAssessment(long TaxableIncome, NamedLevy City, NamedLevy Prefecture, long ForestTax)
{
    /// <summary>年税額</summary>
    public long YearlyTax => City.Total + Prefecture.Total + ForestTax;

    public override string ToString() => nameof(TaxAssessment);
}

/// <param name="Name">市民税, 県民税, 都民税.</param>
/// <param name="ByIncome">所得割額, yen.</param>
/// <param name="ByHead">均等割額, yen.</param>
public sealed record NamedLevy(string Name, long ByIncome, long ByHead)
{
    public long Total => ByIncome + ByHead;

    public override string ToString() => nameof(NamedLevy);
}
