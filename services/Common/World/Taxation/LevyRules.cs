using KioskSim.Registers.Taxes;

namespace KioskSim.World.Taxation;

/// <summary>
/// 市民税・県民税 of one person, simplified (docs/divergences.md): 所得割 of 6 and 4 percent with 調整控除, 均等割, 森林環境税, and who pays none
/// (地方税法 24 条の 5, 295 条, 314 条の 3). Yen.
/// </summary>
static class LevyRules
{
    public const int CityByHead = 3_000;
    public const int PrefectureByHead = 1_000;
    public const int ForestTax = 1_000;

    /// <summary>基礎控除, up to an income of <see cref="BasicUpTo"/>.</summary>
    public const long Basic = 430_000;

    public const long BasicUpTo = 24_000_000;

    /// <summary>配偶者控除, and 扶養控除 for each dependant of 16 or more.</summary>
    public const long Relative = 330_000;

    /// <summary>What the income tax deducts more for oneself, and for each relative: the adjustment makes good for it.</summary>
    const long Difference = 50_000;

    /// <summary>均等割, 所得割 and the forest tax are not levied up to this income.</summary>
    /// <param name="relatives">Spouse and dependants who have hardly an income, small children too.</param>
    public static long ExemptUpTo(int relatives) => relatives == 0 ? 450_000 : 350_000 * (relatives + 1) + 310_000;

    /// <summary>所得割 alone is not levied up to this income.</summary>
    public static long ByIncomeExemptUpTo(int relatives) => relatives == 0 ? 450_000 : 350_000 * (relatives + 1) + 420_000;

    /// <summary>課税標準額: in full thousands, never negative.</summary>
    public static long Taxable(long totalIncome, IEnumerable<TaxAmount> deductions) =>
        Math.Max(0, totalIncome - deductions.Sum(d => d.Yen)) / 1000 * 1000;

    /// <param name="relatives">As for <see cref="ExemptUpTo"/>.</param>
    /// <param name="deducted">Relatives for whom there is a deduction, for the adjustment.</param>
    /// <param name="minor">Under 18 on the first of January: exempt up to 1,350,000.</param>
    public static (TaxLevy City, TaxLevy Prefecture, int Forest) Of(long totalIncome, long taxable, int relatives, int deducted, bool minor)
    {
        if (totalIncome <= ExemptUpTo(relatives) || (minor && totalIncome <= 1_350_000))
            return (new(0, 0), new(0, 0), 0);
        var by = totalIncome <= ByIncomeExemptUpTo(relatives) ? 0 : taxable;
        var adjusted = Adjusted(by, Difference * (deducted + 1));
        return (new(Levy(by, 6, adjusted, 3), CityByHead), new(Levy(by, 4, adjusted, 2), PrefectureByHead), ForestTax);
    }

    // 調整控除: a share of this much is taken off the levy.
    static long Adjusted(long taxable, long differences) =>
        taxable <= 2_000_000 ? Math.Min(differences, taxable) : Math.Max(differences - (taxable - 2_000_000), Difference);

    static long Levy(long taxable, int percent, long adjusted, int adjustedPercent) =>
        Math.Max(0, taxable * percent / 100 - adjusted * adjustedPercent / 100) / 100 * 100;
}
