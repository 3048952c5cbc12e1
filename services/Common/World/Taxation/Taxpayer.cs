using System.Collections.Immutable;
using KioskSim.Registers;
using KioskSim.Registers.Taxes;

namespace KioskSim.World.Taxation;

/// <summary>One person's return for one fiscal year, with the relatives counted on it.</summary>
/// <param name="known">Whether the city knows of a return or of whoever paid.</param>
/// <param name="insured">Pays for a life insurance.</param>
sealed class Taxpayer(Person person, Livelihood means, int fiscalYear, bool known, bool insured)
{
    const long LifeInsurance = 28_000;

    readonly long _salaryIncome = IncomeRules.OfSalary(means.Salary, fiscalYear);
    readonly long _pensionIncome = IncomeRules.OfPension(means.Pension, AgeThen(person, fiscalYear));

    public Person Person => person;

    public bool Known => known;

    public bool HasSpouse { get; set; }

    /// <summary>扶養親族: of 16 and more, who are deducted, and younger.</summary>
    public (int Deducted, int Small) Relatives { get; private set; }

    public bool IsDependant { get; set; }

    /// <summary>合計所得金額</summary>
    public long Income => _salaryIncome + _pensionIncome + means.Business;

    /// <summary>On the last day of the year of income.</summary>
    public int Age { get; } = AgeThen(person, fiscalYear);

    /// <summary>Counts a relative on this return. For one under 16 nothing is deducted; the household is exempt up to a higher income.</summary>
    public void Keep(Taxpayer relative)
    {
        relative.IsDependant = true;
        Relatives = relative.Age < 16 ? (Relatives.Deducted, Relatives.Small + 1) : (Relatives.Deducted + 1, Relatives.Small);
    }

    public TaxEntry Assess(string address)
    {
        var deductions = Deductions();
        var (older, small) = Relatives;
        var spouse = HasSpouse ? 1 : 0;
        var taxable = LevyRules.Taxable(Income, deductions);
        var minor = person.AgeOn(new(fiscalYear, 1, 1)) < 18;
        var (city, prefecture, forest) = LevyRules.Of(Income, taxable, older + small + spouse, older + spouse, minor);
        return new(person.Id, fiscalYear, address, Incomes(), Income, deductions, taxable, older + small, city, prefecture, forest);
    }

    static int AgeThen(Person person, int fiscalYear) => person.AgeOn(new(fiscalYear - 1, 12, 31));

    // The words a certificate lists them by.
    ImmutableArray<TaxAmount> Incomes()
    {
        List<TaxAmount> incomes = [];
        if (means.Salary > 0)
            incomes.AddRange([new("給与収入金額", means.Salary), new("給与所得", _salaryIncome)]);
        if (means.Pension > 0)
            incomes.AddRange([new("公的年金等収入金額", means.Pension), new("公的年金等所得", _pensionIncome)]);
        if (means.Business > 0)
            incomes.Add(new("営業等所得", means.Business));
        return [.. incomes];
    }

    ImmutableArray<TaxAmount> Deductions()
    {
        List<TaxAmount> deductions = [];
        if (SocialInsurance() is var insurance and > 0)
            deductions.Add(new("社会保険料控除", insurance));
        if (insured && Income > LevyRules.Basic)
            deductions.Add(new("生命保険料控除", LifeInsurance));
        if (HasSpouse)
            deductions.Add(new("配偶者控除", LevyRules.Relative));
        if (Relatives.Deducted > 0)
            deductions.Add(new("扶養控除", LevyRules.Relative * Relatives.Deducted));
        if (Income <= LevyRules.BasicUpTo)
            deductions.Add(new("基礎控除", LevyRules.Basic));
        return [.. deductions];
    }

    // About a seventh of a salary; none of what a dependant earns, who is insured with somebody else.
    long SocialInsurance() =>
        IsDependant ? 0
        : (means.Salary >= 1_300_000 ? means.Salary * 147 / 1000 : 0) + means.Pension * 6 / 100 + (means.Business > 0 ? 198_960 + means.Business * 8 / 100 : 0);
}
