using System.Security.Cryptography;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>
/// What the card signs in step 4: SHA-256(purpose ‖ kiosk ‖ session ‖ nonce ‖ kiosk's one-time public key ‖ digest of the sealed
/// application). Never a bare hash supplied by the other side.
/// </summary>
public static class EvidenceDigest
{
    public const int Size = SHA256.HashSizeInBytes;

    public static byte[] Compute(KioskId kiosk, SessionId session, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> replyKey, ReadOnlySpan<byte> sealedApplication)
    {
        using var digest = new DigestWriter("KioskSim apply v1");
        return digest.Text(kiosk.ToString()).Field(session.ToBytes()).Field(nonce).Field(replyKey).DigestOf(sealedApplication).Finish();
    }

    /// <summary>
    /// The nonce of the OCSP request made for this application (RFC 8954: at most 32 bytes). As it derives from the evidence, the city
    /// can tell that the answer it is shown was asked for this very application.
    /// </summary>
    public static byte[] OcspNonce(ReadOnlySpan<byte> evidenceDigest) => Derive("KioskSim validity check v1", evidenceDigest);

    /// <summary>The same for the second check, after payment: the first answer cannot be shown again.</summary>
    public static byte[] OcspNonceAgain(ReadOnlySpan<byte> evidenceDigest) => Derive("KioskSim validity check again v1", evidenceDigest);

    static byte[] Derive(string purpose, ReadOnlySpan<byte> evidenceDigest)
    {
        using var digest = new DigestWriter(purpose);
        return digest.Field(evidenceDigest).Finish();
    }
}
