using KioskSim.Domain.Values;
using KioskSim.Registers.Taxes;
using Microsoft.Data.Sqlite;

namespace KioskSim.BaseRegisters.Taxes;

/// <summary>Writes a city's tax register into a new file: the same entries in the same order make the same bytes.</summary>
public sealed class TaxBaseRegisterWriter : IDisposable
{
    readonly SqliteConnection _connection;
    readonly Insert _entry;

    /// <param name="path">A file that does not exist yet.</param>
    /// <param name="asOf">The day the register tells the state of.</param>
    public TaxBaseRegisterWriter(string path, MunicipalityCode municipality, DateOnly asOf)
    {
        _connection = StoreFile.CreateRegister(path, TaxBaseRegister.FileKind, municipality, asOf, """
            CREATE TABLE tax (
                resident INTEGER NOT NULL, fiscal_year INTEGER NOT NULL, address TEXT NOT NULL, incomes TEXT NOT NULL, total_income INTEGER NOT NULL,
                deductions TEXT NOT NULL, taxable_income INTEGER NOT NULL, dependants INTEGER NOT NULL, city_by_income INTEGER NOT NULL,
                city_by_head INTEGER NOT NULL, prefecture_by_income INTEGER NOT NULL, prefecture_by_head INTEGER NOT NULL, forest_tax INTEGER NOT NULL);
            """);
        _entry = new(_connection, "tax", 13);
    }

    public void Add(TaxEntry entry) => _entry
        .Add(entry.Resident.Value).Add(entry.FiscalYear).Add(entry.Address).Add(TaxBaseRegister.Text(entry.Incomes)).Add(entry.TotalIncome)
        .Add(TaxBaseRegister.Text(entry.Deductions)).Add(entry.TaxableIncome).Add(entry.Dependants)
        .Add(entry.City.ByIncome).Add(entry.City.ByHead).Add(entry.Prefecture.ByIncome).Add(entry.Prefecture.ByHead).Add(entry.ForestTax)
        .Run();

    /// <summary>Makes the index and ends the transaction.</summary>
    /// <exception cref="SqliteException">Somebody has two entries for a year.</exception>
    public void Complete() => _connection.Run("CREATE UNIQUE INDEX tax_resident ON tax (resident, fiscal_year); COMMIT;");

    public void Dispose()
    {
        _entry.Dispose();
        _connection.Dispose();
    }
}
