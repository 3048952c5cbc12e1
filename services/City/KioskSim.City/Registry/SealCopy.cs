using System.Data;
using System.Data.Common;
using Dapper;
using Google.Protobuf;
using KioskSim.Contracts.CityCore;
using KioskSim.Storage;

namespace KioskSim.City.Registry;

/// <summary>The copy of the seal register: of each resident the latest registration. <see cref="RegisterCopy"/> reads it with the person.</summary>
public sealed class SealCopy(Database database)
{
    internal const string Schema = """
        CREATE TABLE seal (municipality TEXT, resident INTEGER, row BLOB NOT NULL, PRIMARY KEY (municipality, resident)) WITHOUT ROWID;
        """;

    static readonly Statement PutSeal = new(
        "INSERT INTO seal (municipality, resident, row) VALUES ($1, $2, $3) ON CONFLICT (municipality, resident) DO UPDATE SET row = excluded.row",
        DbType.String, DbType.Int64, DbType.Binary);

    /// <inheritdoc cref="RegisterCopy.Clear"/>
    internal static void Clear(DbConnection connection) => connection.Execute("DELETE FROM seal");

    /// <param name="rows">Checked by <see cref="SealRowReader"/>.</param>
    internal void Put(IEnumerable<SealRow> rows) =>
        database.Write(c => PutSeal.Run(c, rows.Select(r => (object?[])[r.Municipality, r.Resident, r.ToByteArray()])));
}
