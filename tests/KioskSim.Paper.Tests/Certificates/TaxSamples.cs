using KioskSim.Paper.Certificates.Taxes;

namespace KioskSim.Paper.Tests.Certificates;

public static class TaxSamples
{
    public static TaxPage Taxed { get; } = new()
    {
        TaxName = "市・都民税",
        FiscalYear = 2026,
        Name = "𠮷田　葛󠄀城邉󠄏",
        Kana = "ヨシダ　カツラギベ",
        BirthDate = new DateOnly(1988, 12, 31),
        Address = "葦原県若葉台市桜通二丁目3番地4　若葉台グリーンマンション壱番館1203号",
        Incomes =
        [
            new("給与収入金額", 6_480_000), new("給与所得", 4_744_000), new("公的年金等収入金額", 0), new("公的年金等所得", 0),
            new("営業等所得", -312_500), new("不動産所得", 96_120), new("配当所得", 18_000), new("一時所得", 0),
        ],
        TotalIncome = 4_545_620,
        Deductions =
        [
            new("社会保険料控除", 972_000), new("小規模企業共済等掛金控除", 276_000), new("生命保険料控除", 70_000), new("地震保険料控除", 14_500),
            new("配偶者控除", 330_000), new("扶養控除", 450_000), new("基礎控除", 430_000),
        ],
        Dependants = 2,
        Assessment = new TaxAssessment(2_003_000, new NamedLevy("市民税", 117_600, 3_000), new NamedLevy("都民税", 78_400, 1_000), 1_000),
    };

    public static TaxPage Untaxed { get; } = Taxed with
    {
        TaxName = "市県民税",
        Incomes = [new("給与収入金額", 960_000), new("給与所得", 310_000)],
        TotalIncome = 310_000,
        Deductions = [new("基礎控除", 430_000)],
        Dependants = 0,
        Assessment = new TaxAssessment(0, new NamedLevy("市民税", 0, 0), new NamedLevy("県民税", 0, 0), 0),
    };

    public static TaxPage Income { get; } = Taxed with { Assessment = null };

    /// <summary>As full as the form takes, with the widest amounts.</summary>
    public static TaxPage Full { get; } = Taxed with
    {
        TaxName = "市県民税",
        CityTitle = "市県民税所得・課税（非課税）証明書",
        Name = Samples.LongName,
        IsWesternCalendar = true,
        Incomes = [.. Enumerable.Range(1, TaxPage.MaxLines).Select(i => new NamedAmount($"所得の種類その{i}", -98_765_432_100 - i))],
        Deductions = [.. Enumerable.Range(1, TaxPage.MaxLines).Select(i => new NamedAmount($"所得控除の種類その{i}", 98_765_432_100 + i))],
        Assessment = new TaxAssessment(
            98_765_432_000, new NamedLevy("市民税", 5_925_925_900, 3_000), new NamedLevy("県民税", 3_950_617_200, 1_500), 1_000),
    };
}
