using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.Paper.Certificates.Taxes;
using KioskSim.Registers.Taxes;

namespace KioskSim.City.Issuance.Records;

/// <summary>課税(非課税)証明書, 所得証明書.</summary>
static class TaxRecords
{
    public static TaxPage Tax(TaxCalendar calendar, Applicant applicant, TaxEntry entry) => Income(calendar, applicant, entry) with
    {
        Assessment = new TaxAssessment(entry.TaxableIncome, Levy("市民税", entry.City), Levy("県民税", entry.Prefecture), entry.ForestTax),
    };

    public static TaxPage Income(TaxCalendar calendar, Applicant applicant, TaxEntry entry) => new()
    {
        TaxName = calendar.Name,
        FiscalYear = entry.FiscalYear,
        Name = applicant.Person.Name.Text,
        Kana = RecordBuilder.NullIfEmpty(applicant.Person.Name.Kana),
        BirthDate = applicant.Person.BirthDate,
        IsWesternCalendar = applicant.Person.Foreign is not null,
        Address = entry.Address,
        Incomes = [.. entry.Incomes.Select(a => new NamedAmount(a.Name, a.Yen))],
        TotalIncome = entry.TotalIncome,
        Deductions = [.. entry.Deductions.Select(a => new NamedAmount(a.Name, a.Yen))],
        Dependants = entry.Dependants,
    };

    static NamedLevy Levy(string name, TaxLevy levy) => new(name, levy.ByIncome, levy.ByHead);
}
