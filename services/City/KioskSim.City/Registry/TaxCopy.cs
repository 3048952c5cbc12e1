using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Google.Protobuf;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Registry;

/// <summary>The copy of the tax register, by resident and fiscal year.</summary>
public sealed class TaxCopy(Database database)
{
    internal const string Schema = """
        CREATE TABLE tax (
          municipality TEXT, resident INTEGER, fiscal_year INTEGER, row BLOB NOT NULL, PRIMARY KEY (municipality, resident, fiscal_year)) WITHOUT ROWID;
        """;

    static readonly Statement PutTax = new(
        """
        INSERT INTO tax (municipality, resident, fiscal_year, row) VALUES ($1, $2, $3, $4)
        ON CONFLICT (municipality, resident, fiscal_year) DO UPDATE SET row = excluded.row
        """,
        DbType.String, DbType.Int64, DbType.Int64, DbType.Binary);

    /// <inheritdoc cref="RegisterCopy.Clear"/>
    internal static void Clear(DbConnection connection) => connection.Execute("DELETE FROM tax");

    /// <param name="rows">Checked by <see cref="TaxRowReader"/>.</param>
    internal void Put(IEnumerable<TaxRow> rows) =>
        database.Write(c => PutTax.Run(c, rows.Select(r => (object?[])[r.Municipality, r.Resident, (long)r.FiscalYear, r.ToByteArray()])));

    /// <returns>Null: no return is known for that year.</returns>
    public RegisteredTax? Find(MunicipalityCode municipality, ResidentId resident, int fiscalYear)
    {
        var row = database.Read(c => c.QuerySingleOrDefault<byte[]>(
            "SELECT row FROM tax WHERE municipality = @m AND resident = @resident AND fiscal_year = @fiscalYear",
            new { m = municipality.ToString(), resident = resident.Value, fiscalYear = (long)fiscalYear }));
        return row is null ? null : TaxRowReader.Read(TaxRow.Parser.ParseFrom(row)) with { Source = SHA256.HashData(row) };
    }
}
