using System.Data.Common;

namespace KioskSim.Jpki.Store;

/// <summary>One statement, prepared once, that adds certificates row by row.</summary>
sealed class CertificateImport : IDisposable
{
    readonly DbCommand _add;

    public CertificateImport(DbConnection connection)
    {
        _add = connection.CreateCommand();
        _add.CommandText = """
            INSERT INTO certificate (serial, municipality, generation, not_before, not_after, usable_from, reason, revoked_at, purpose, beside, cause)
            VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (serial) DO NOTHING
            """;
        for (var i = 0; i <= 10; i++)
        {
            var parameter = _add.CreateParameter();
            parameter.ParameterName = $"${i}";
            _add.Parameters.Add(parameter);
        }
    }

    /// <returns>False when the serial number is taken.</returns>
    public bool TryAdd(CertificateRecord record)
    {
        var row = CertificateRow.Of(record);
        Set(0, row.Serial);
        Set(1, row.Municipality);
        Set(2, row.Generation);
        Set(3, row.NotBefore);
        Set(4, row.NotAfter);
        Set(5, row.UsableFrom);
        Set(6, row.Reason);
        Set(7, row.RevokedAt);
        Set(8, row.Purpose);
        Set(9, row.Beside);
        Set(10, row.Cause);
        return _add.ExecuteNonQuery() == 1;
    }

    void Set(int parameter, object? value) => _add.Parameters[parameter].Value = value ?? DBNull.Value;

    public void Dispose() => _add.Dispose();
}
