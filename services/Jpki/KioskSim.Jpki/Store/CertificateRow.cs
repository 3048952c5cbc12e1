using System.Data;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;
using KioskSim.Storage;

namespace KioskSim.Jpki.Store;

/// <summary>A row of the table of certificates, in its columns' types and order. Times are whole seconds since 1970, UTC.</summary>
sealed record CertificateRow(
    long Serial, string Municipality, long Generation, long NotBefore, long NotAfter, long UsableFrom, long? Reason, long? RevokedAt, long Purpose, long? Beside,
    long? Cause)
{
    /// <summary>What a row is read from.</summary>
    public const string Selection = """
        serial AS Serial, municipality AS Municipality, generation AS Generation, not_before AS NotBefore, not_after AS NotAfter,
        usable_from AS UsableFrom, reason AS Reason, revoked_at AS RevokedAt, purpose AS Purpose, beside AS Beside, cause AS Cause
        """;

    /// <summary>Adds <see cref="Values"/>, unless the serial number is taken.</summary>
    public static readonly Statement Addition = new(
        """
        INSERT INTO certificate (serial, municipality, generation, not_before, not_after, usable_from, reason, revoked_at, purpose, beside, cause)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (serial) DO NOTHING
        """,
        DbType.Int64, DbType.String, DbType.Int64, DbType.Int64, DbType.Int64, DbType.Int64, DbType.Int64, DbType.Int64, DbType.Int64, DbType.Int64, DbType.Int64);

    public object?[] Values => [Serial, Municipality, Generation, NotBefore, NotAfter, UsableFrom, Reason, RevokedAt, Purpose, Beside, Cause];

    public static CertificateRow Of(CertificateRecord record) => new(
        record.Serial.Value,
        record.Municipality.ToString(),
        record.Generation,
        record.NotBefore.ToUnixTimeSeconds(),
        record.NotAfter.ToUnixTimeSeconds(),
        record.UsableFrom.ToUnixTimeSeconds(),
        (long?)record.Revocation?.Reason,
        record.Revocation?.At.ToUnixTimeSeconds(),
        (long)record.Purpose,
        record.Beside?.Value,
        (long?)record.Cause);

    public CertificateRecord ToRecord() =>
        new(new CertificateSerial(Serial), new MunicipalityCode(Municipality), Time(NotBefore), Time(NotAfter))
        {
            Generation = (int)Generation,
            UsableFrom = Time(UsableFrom),
            Purpose = (CertificatePurpose)Purpose,
            Beside = Beside is { } beside ? new CertificateSerial(beside) : null,
            Cause = (RevocationCause?)Cause,
            Revocation = Reason is { } reason ? new Revocation((RevocationReason)reason, Time(RevokedAt!.Value)) : null,
        };

    static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
