using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.Taxes;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters.Taxes;

/// <summary>
/// What a city knows of its people's taxes, a person and a fiscal year a row, read only (000-40: a system of its own). Not for use by several
/// threads at once: open it twice.
/// </summary>
public sealed class TaxBaseRegister : IDisposable
{
    internal const int FileKind = 0x4B535458; // "KSTX"

    const string Columns = """
        SELECT resident, fiscal_year, address, incomes, total_income, deductions, taxable_income, dependants,
            city_by_income, city_by_head, prefecture_by_income, prefecture_by_head, forest_tax FROM tax
        """;

    readonly SqliteConnection _connection;

    TaxBaseRegister(SqliteConnection connection)
    {
        _connection = connection;
        (Municipality, AsOf) = StoreFile.ReadRegister(connection);
    }

    public MunicipalityCode Municipality { get; }

    /// <summary>The day the register tells the state of.</summary>
    public DateOnly AsOf { get; }

    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">Not a tax register.</exception>
    public static TaxBaseRegister Open(string path) => StoreFile.Open(path, FileKind, "tax register", connection => new TaxBaseRegister(connection));

    /// <summary>All, in the order in which they were entered. Streams.</summary>
    public IEnumerable<TaxEntry> Entries() => _connection.Rows($"{Columns} ORDER BY rowid", Read);

    /// <summary>Of one person, the latest year first; none where no return is known.</summary>
    public ImmutableArray<TaxEntry> Of(ResidentId resident) =>
        [.. _connection.Rows($"{Columns} WHERE resident = $1 ORDER BY fiscal_year DESC", Read, resident.Value)];

    public long Count() => _connection.Number("SELECT count(*) FROM tax");

    public void Dispose() => _connection.Dispose();

    internal static string Text(ImmutableArray<TaxAmount> amounts)
    {
        var field = new StringBuilder();
        foreach (var amount in amounts)
        {
            if (field.Length > 0)
                field.Append(FieldText.Item);
            field.AppendPart(amount.Name).Append(FieldText.Part).Append(amount.Yen);
        }

        return field.ToString();
    }

    static TaxEntry Read(SqliteDataReader row) => new(
        new(row.GetInt64(0)), row.GetInt32(1), row.GetString(2), Amounts(row.GetString(3)), row.GetInt64(4), Amounts(row.GetString(5)),
        row.GetInt64(6), row.GetInt32(7), new(row.GetInt64(8), row.GetInt32(9)), new(row.GetInt64(10), row.GetInt32(11)), row.GetInt32(12));

    static ImmutableArray<TaxAmount> Amounts(string field) => [.. FieldText.Items(field).Select(Amount)];

    static TaxAmount Amount(string[] parts) =>
        parts is [var name, var yen] && long.TryParse(yen, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount)
            ? new(name, amount)
            : throw new InvalidDataException("A line of a tax entry is a name and an amount.");
}
