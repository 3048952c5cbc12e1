using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;

namespace KioskSim.Jpki.Store;

/// <summary>A certificate that is revoked or on hold, in 32 bytes: a nation's are held in memory.</summary>
/// <param name="Municipality">The six digits of its code, as a number.</param>
/// <param name="RevokedAt">Seconds since 1970, UTC.</param>
readonly record struct RevokedRow(long Serial, long Municipality, long Reason, long RevokedAt)
{
    /// <summary>What a row is read from.</summary>
    public const string Selection = "serial AS Serial, CAST(municipality AS BIGINT) AS Municipality, reason AS Reason, revoked_at AS RevokedAt";

    public Revocation Revocation => new((RevocationReason)Reason, DateTimeOffset.FromUnixTimeSeconds(RevokedAt));

    /// <summary>As a revocation list has it.</summary>
    public (CertificateSerial Serial, Revocation Revocation) Entry => (new CertificateSerial(Serial), Revocation);
}
