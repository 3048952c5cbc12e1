using Dapper;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.Cluster.Parts;

/// <summary>What cities were told of certificates in their residents' phones since their registers were made: one phone a resident.</summary>
public sealed class PhoneNotices
{
    static readonly string[] Schema =
        ["CREATE TABLE phone (municipality TEXT, resident INTEGER, serial INTEGER NOT NULL, PRIMARY KEY (municipality, resident)) WITHOUT ROWID"];

    readonly Database _database;

    /// <param name="database">Stays its owner's to dispose.</param>
    public PhoneNotices(Database database)
    {
        _database = database;
        database.Migrate(Schema);
    }

    /// <param name="phone">Null: there is none any more.</param>
    public void Note(MunicipalityCode municipality, ResidentId resident, CertificateSerial? phone) => _database.Write(connection => connection.Execute(
        phone is null ? "DELETE FROM phone WHERE municipality = @city AND resident = @resident" : "INSERT OR REPLACE INTO phone VALUES (@city, @resident, @serial)",
        new { city = municipality.ToString(), resident = resident.Value, serial = phone?.Value }));

    public ILookup<ResidentId, CertificateSerial> Of(MunicipalityCode municipality) => _database.Read(connection =>
        connection.Query<(long Resident, long Serial)>("SELECT resident, serial FROM phone WHERE municipality = @city", new { city = municipality.ToString() })
            .ToLookup(row => new ResidentId(row.Resident), row => new CertificateSerial(row.Serial)));
}
