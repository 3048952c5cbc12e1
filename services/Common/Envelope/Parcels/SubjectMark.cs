using System.Buffers.Binary;
using System.Security.Cryptography;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>
/// Binds a sheet to the person it speaks of and to the session it was made for. The city computes it from the register row it
/// renders, the kiosk from the card it authenticated: another person's sheet, or another session's, never matches.
/// </summary>
public static class SubjectMark
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <param name="session">The session the sheet is made for.</param>
    /// <param name="certificateSerial">Serial number of the user-authentication certificate, big endian, no leading zeros.</param>
    public static byte[] Compute(SessionId session, ReadOnlySpan<byte> certificateSerial)
    {
        using var digest = new DigestWriter("KioskSim subject v1");
        return digest.Field(session.ToBytes()).Field(certificateSerial.TrimStart((byte)0)).Finish();
    }

    /// <summary>The same by a 住基カード: a purpose of its own, so that no card's number stands for a certificate's.</summary>
    public static byte[] Compute(SessionId session, JukiCardNumber card)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, card.Value);
        using var digest = new DigestWriter("KioskSim subject, juki card v1");
        return digest.Field(session.ToBytes()).Field(number).Finish();
    }
}
