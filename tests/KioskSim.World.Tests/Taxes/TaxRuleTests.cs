using KioskSim.World.Taxation;

namespace KioskSim.World.Tests.Taxes;

/// <summary>The rules by themselves, on figures worked out by hand from the tables of the law.</summary>
public sealed class TaxRuleTests
{
    [Theory]
    [InlineData(0, 2026, 0)]
    [InlineData(550_000, 2025, 0)]
    [InlineData(650_000, 2026, 0)]
    [InlineData(1_600_000, 2025, 1_050_000)]
    [InlineData(1_600_000, 2026, 950_000)]
    [InlineData(1_700_000, 2025, 1_120_000)]
    [InlineData(1_899_999, 2026, 1_249_999)]
    [InlineData(1_900_000, 2026, 1_250_000)]
    [InlineData(3_000_000, 2026, 2_020_000)]
    [InlineData(5_000_000, 2026, 3_560_000)]
    [InlineData(5_003_999, 2026, 3_560_000)]
    [InlineData(7_000_000, 2026, 5_200_000)]
    [InlineData(10_000_000, 2026, 8_050_000)]
    public void Pay_counts_as_income_less_what_the_law_grants(long pay, int fiscalYear, long income) =>
        Assert.Equal(income, IncomeRules.OfSalary(pay, fiscalYear));

    [Theory]
    [InlineData(1_100_000, 65, 0)]
    [InlineData(2_000_000, 65, 900_000)]
    [InlineData(3_500_000, 70, 2_350_000)]
    [InlineData(600_000, 64, 0)]
    [InlineData(1_000_000, 64, 400_000)]
    [InlineData(2_000_000, 64, 1_225_000)]
    [InlineData(5_000_000, 70, 3_565_000)]
    public void Pensions_count_as_income_by_age(long pension, int age, long income) => Assert.Equal(income, IncomeRules.OfPension(pension, age));

    [Theory]
    [InlineData(450_000, 0, 0, 0, 0, 0)]
    [InlineData(451_000, 0, 21_000, 0, 600, 400)] // 21,000 × 6 % less 21,000 × 3 %; × 4 % less 2 %
    [InlineData(1_360_000, 2, 500_000, 2, 0, 0)]
    [InlineData(1_470_000, 2, 500_000, 2, 0, 0)] // by head alone
    [InlineData(1_500_000, 0, 1_000_000, 0, 58_500, 39_000)]
    [InlineData(3_000_000, 0, 2_000_000, 0, 118_500, 79_000)]
    [InlineData(5_000_000, 0, 3_000_000, 0, 178_500, 119_000)]
    [InlineData(3_500_000, 2, 2_050_000, 2, 120_000, 80_000)]
    public void The_levy_is_a_tenth_less_the_adjustment(long income, int relatives, long taxable, int deducted, long city, long prefecture)
    {
        var (ofCity, ofPrefecture, _) = LevyRules.Of(income, taxable, relatives, deducted, minor: false);
        Assert.Equal((city, prefecture), (ofCity.ByIncome, ofPrefecture.ByIncome));
    }

    [Theory]
    [InlineData(450_000, 0, false, 0)]
    [InlineData(450_001, 0, false, 5_000)]
    [InlineData(1_360_000, 2, false, 0)]
    [InlineData(1_360_001, 2, false, 5_000)]
    [InlineData(1_350_000, 0, true, 0)]
    [InlineData(1_350_001, 0, true, 5_000)]
    public void Small_incomes_pay_nothing_at_all(long income, int relatives, bool minor, int byHead)
    {
        var (city, prefecture, forest) = LevyRules.Of(income, taxable: 0, relatives, deducted: 0, minor);
        Assert.Equal(byHead, city.ByHead + prefecture.ByHead + forest);
    }
}
