using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KioskSim.Domain.Cards;

/// <summary>
/// What makes a card take a new PIN without the old one: a code that answers the card's own challenge, made with a key that the card and
/// JPKI share. It holds nothing of the PIN, which goes from the holder's fingers to the card alone (000-34). How a real card is unlocked
/// is not public: a model.
/// </summary>
public static class UnlockCode
{
    public const int KeySize = 32;
    public const int ChallengeSize = 16;
    public const int Size = 16;

    static ReadOnlySpan<byte> Label => "KioskSim PIN unlock"u8;

    /// <param name="key"><see cref="KeySize"/> bytes, of one card.</param>
    /// <param name="pinFile">Which PIN: the identifier of its file on the card.</param>
    /// <param name="challenge"><see cref="ChallengeSize"/> bytes, used once.</param>
    /// <returns><see cref="Size"/> bytes.</returns>
    public static byte[] Compute(ReadOnlySpan<byte> key, ushort pinFile, ReadOnlySpan<byte> challenge)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize);
        ArgumentOutOfRangeException.ThrowIfNotEqual(challenge.Length, ChallengeSize);
        Span<byte> message = stackalloc byte[Label.Length + sizeof(ushort) + ChallengeSize];
        Label.CopyTo(message);
        BinaryPrimitives.WriteUInt16BigEndian(message[Label.Length..], pinFile);
        challenge.CopyTo(message[(Label.Length + sizeof(ushort))..]);
        return HMACSHA256.HashData(key, message)[..Size];
    }
}
