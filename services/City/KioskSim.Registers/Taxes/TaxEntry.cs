using System.Collections.Immutable;

namespace KioskSim.Registers.Taxes;

/// <summary>
/// 市民税・県民税: what the city knows of one person for one fiscal year, from a return or from those who paid the person. No entry: no
/// return is known (未申告), or the person lived elsewhere on the first of January, and nothing can be certified.
/// </summary>
/// <param name="FiscalYear">令和8年度 is 2026; its incomes are those of the calendar year before.</param>
/// <param name="Address">On the first of January of the fiscal year (賦課期日).</param>
/// <param name="Incomes">As the certificate lists them, such as 給与収入金額, 給与所得, 公的年金等所得, 営業等所得. Yen.</param>
/// <param name="TotalIncome">合計所得金額, yen.</param>
/// <param name="Deductions">所得控除, such as 社会保険料控除, 配偶者控除, 基礎控除. Yen.</param>
/// <param name="TaxableIncome">課税標準額, yen, in full thousands.</param>
/// <param name="Dependants">扶養人数</param>
public sealed record TaxEntry(
    ResidentId Resident,
    int FiscalYear,
    string Address,
    ImmutableArray<TaxAmount> Incomes,
    long TotalIncome,
    ImmutableArray<TaxAmount> Deductions,
    long TaxableIncome,
    int Dependants,
    TaxLevy City,
    TaxLevy Prefecture,
    int ForestTax)
{
    /// <summary>年税額, yen.</summary>
    public long YearlyTax => City.Total + Prefecture.Total + ForestTax;

    /// <summary>課税 or 非課税: which of the two the certificate says.</summary>
    public bool IsTaxed => YearlyTax > 0;

    public override string ToString() => $"tax of resident {Resident}";
}

/// <summary>A line with its name. Yen.</summary>
public sealed record TaxAmount(string Name, long Yen)
{
    public override string ToString() => "amount (not shown)";
}

/// <summary>所得割 by income and 均等割 by head. Yen.</summary>
public sealed record TaxLevy(long ByIncome, int ByHead)
{
    public long Total => ByIncome + ByHead;

    public override string ToString() => "levy (not shown)";
}
