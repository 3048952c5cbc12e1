using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers.Taxes;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A tax entry as it goes over the city core.</summary>
public static class TaxRows
{
    public static TaxRow Describe(MunicipalityCode municipality, TaxEntry entry) => new()
    {
        Municipality = municipality.ToString(),
        Resident = entry.Resident.Value,
        FiscalYear = entry.FiscalYear,
        Address = entry.Address,
        Incomes = { entry.Incomes.Select(Describe) },
        TotalIncome = entry.TotalIncome,
        Deductions = { entry.Deductions.Select(Describe) },
        TaxableIncome = entry.TaxableIncome,
        Dependants = entry.Dependants,
        City = Describe(entry.City),
        Prefecture = Describe(entry.Prefecture),
        ForestTax = entry.ForestTax,
    };

    static TaxAmountRow Describe(TaxAmount amount) => new() { Name = amount.Name, Yen = amount.Yen };

    static TaxLevyRow Describe(TaxLevy levy) => new() { ByIncome = levy.ByIncome, ByHead = levy.ByHead };
}
