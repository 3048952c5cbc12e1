using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.Taxes;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>Tax entries as CSV; incomes and deductions are in one column each, <c>name=yen;name=yen</c>.</summary>
public sealed class TaxFile : FeedFormat<TaxEntry>
{
    const long MostYen = 1_000_000_000_000;

    const int FirstYear = 2000, LastYear = 2100;

    static readonly string[] Columns =
    [
        "municipality", "resident", "fiscal_year", "address", "incomes", "total_income", "deductions", "taxable_income", "dependants",
        "city_by_income", "city_by_head", "prefecture_by_income", "prefecture_by_head", "forest_tax",
    ];

    protected override string Header { get; } = string.Join(',', Columns);

    private protected override (string? Municipality, TaxEntry Entry) Entry(ReadOnlySpan<byte> line)
    {
        var fields = Csv.Split(Encoding.UTF8.GetString(line), Columns.Length);
        var entry = new TaxEntry(
            new(Number(1, ResidentId.Largest, 1)), (int)Number(2, LastYear, FirstYear), Check.Text("address", fields[3]),
            Amounts(4), Number(5, MostYen, -MostYen), Amounts(6), Number(7, MostYen), (int)Number(8, 99),
            new(Number(9, MostYen), (int)Number(10, int.MaxValue)), new(Number(11, MostYen), (int)Number(12, int.MaxValue)), (int)Number(13, int.MaxValue));
        return entry.TaxableIncome % 1000 == 0 ? (fields[0], entry) : throw new RowException("taxable_income is not in full thousands");

        long Number(int column, long most, long least = 0) => Check.Number(Columns[column], fields[column], least, most);

        ImmutableArray<TaxAmount> Amounts(int column) => fields[column].Length == 0 ? [] : [.. fields[column].Split(';').Select(a => Amount(Columns[column], a))];
    }

    static TaxAmount Amount(string field, string text) => text.Split('=') is [var name, var yen]
        ? new(Check.Text(field, name), Check.Number(field, yen, -MostYen, MostYen))
        : throw new RowException($"{field} is not name=yen;name=yen");

    private protected override byte[] Line(MunicipalityCode municipality, TaxEntry entry)
    {
        long[] amounts =
        [
            entry.TaxableIncome, entry.Dependants, entry.City.ByIncome, entry.City.ByHead, entry.Prefecture.ByIncome, entry.Prefecture.ByHead,
            entry.ForestTax,
        ];
        return Encoding.UTF8.GetBytes(Csv.Join(
        [
            municipality.ToString(), Text(entry.Resident.Value), Text(entry.FiscalYear), entry.Address, Text(entry.Incomes), Text(entry.TotalIncome),
            Text(entry.Deductions), .. amounts.Select(Text),
        ]));
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Text(ImmutableArray<TaxAmount> amounts) => string.Join(';', amounts.Select(a => $"{a.Name}={Text(a.Yen)}"));

    private protected override IReadOnlyCollection<(string Field, long Key)> Keys(TaxEntry entry) =>
        [("resident and fiscal_year", entry.Resident.Value + (entry.FiscalYear - FirstYear) * (ResidentId.Largest + 1))];
}
