using System.Collections.Immutable;
using Google.Protobuf.Collections;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.Taxes;
using static KioskSim.City.Registry.RowFields;

namespace KioskSim.City.Registry;

/// <summary>A pushed entry of the tax register, checked.</summary>
public sealed record RegisteredTax(MunicipalityCode Municipality, TaxEntry Entry)
{
    /// <summary>SHA-256 of the row that this was read from; empty while it is on its way in.</summary>
    public byte[] Source { get; init; } = [];
}

static class TaxRowReader
{
    const int FirstYear = 2000;
    const int LastYear = 2200;

    /// <summary>More than anybody's: a trillion yen.</summary>
    const long Most = 1_000_000_000_000;

    /// <exception cref="RowException">A field is missing, malformed or contradicts another.</exception>
    public static RegisteredTax Read(TaxRow row) => new(
        Municipality("municipality", row.Municipality),
        new TaxEntry(
            Valid("resident", () => new ResidentId(row.Resident)),
            row.FiscalYear is >= FirstYear and <= LastYear ? row.FiscalYear : throw new RowException("fiscal_year is out of range"),
            Required("address", row.Address), Amounts("incomes", row.Incomes), Income("total_income", row.TotalIncome), Amounts("deductions", row.Deductions),
            Yen("taxable_income", row.TaxableIncome), (int)Yen("dependants", row.Dependants), Levy("city", row.City), Levy("prefecture", row.Prefecture),
            (int)Yen("forest_tax", row.ForestTax)));

    static ImmutableArray<TaxAmount> Amounts(string field, RepeatedField<TaxAmountRow> rows) =>
        [.. rows.Select(a => new TaxAmount(Required($"{field}.name", a.Name), Income($"{field}.yen", a.Yen)))];

    static TaxLevy Levy(string field, TaxLevyRow? row) =>
        row is null ? throw new RowException($"{field} is missing") : new TaxLevy(Yen($"{field}.by_income", row.ByIncome), (int)Yen($"{field}.by_head", row.ByHead));

    static long Yen(string field, long yen) => yen is >= 0 and <= Most ? yen : throw new RowException($"{field} is out of range");

    // An income may be a loss.
    static long Income(string field, long yen) => yen is >= -Most and <= Most ? yen : throw new RowException($"{field} is out of range");
}
