namespace KioskSim.World.Taxation;

/// <summary>
/// From what somebody was paid to what counts as income: 給与所得控除 (所得税法 28 条) and 公的年金等控除 (租税特別措置法 41 条の 15 の 3), by the
/// fiscal year that the resident tax is of. Yen; whole numbers throughout, rounded down as the law does.
/// </summary>
static class IncomeRules
{
    /// <summary>The reform of 2025 raised what salaried people and dependants may earn; it counts from this fiscal year on.</summary>
    const int Reform = 2026;

    /// <summary>同一生計配偶者, 扶養親族: the largest total income of who counts as somebody's dependant.</summary>
    public static long DependantLimit(int fiscalYear) => fiscalYear < Reform ? 480_000 : 580_000;

    /// <summary>給与所得 of a year's pay.</summary>
    public static long OfSalary(long pay, int fiscalYear)
    {
        var (floor, until) = fiscalYear < Reform ? (550_000L, 1_625_000L) : (650_000L, 1_900_000L);
        var quarter = pay / 4000 * 1000;
        return pay switch
        {
            _ when pay < until => Math.Max(0, pay - floor),
            < 1_800_000 => quarter * 24 / 10 + 100_000,
            < 3_600_000 => quarter * 28 / 10 - 80_000,
            < 6_600_000 => quarter * 32 / 10 - 440_000,
            < 8_500_000 => pay * 9 / 10 - 1_100_000,
            _ => pay - 1_950_000,
        };
    }

    /// <summary>公的年金等に係る雑所得 of a year's pension, where other income is at most ten million.</summary>
    /// <param name="age">On 31 December of the year of income.</param>
    public static long OfPension(long pension, int age)
    {
        var (floor, until) = age >= 65 ? (1_100_000L, 3_300_000L) : (600_000L, 1_300_000L);
        return pension switch
        {
            _ when pension < until => Math.Max(0, pension - floor),
            < 4_100_000 => pension * 75 / 100 - 275_000,
            < 7_700_000 => pension * 85 / 100 - 685_000,
            _ => pension * 95 / 100 - 1_455_000,
        };
    }
}
