using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KioskSim.Domain.Cards;

/// <summary>
/// What a card signs so that one of its PINs may be set anew at a kiosk: SHA-256(purpose ‖ which PIN ‖ JPKI's nonce). The key that
/// signs is the one that the other PIN guards, so that whoever forgot one PIN shows the other. A model of what the phone's app does.
/// </summary>
public static class PinResetProof
{
    public const int NonceSize = 32;

    static ReadOnlySpan<byte> Purpose => "KioskSim PIN reset reservation v1"u8;

    /// <summary>The PIN that guards the key that signs for a new PIN.</summary>
    /// <param name="forgotten">The PIN that is to be set anew.</param>
    public static CardPinKind GivenBy(CardPinKind forgotten) =>
        forgotten == CardPinKind.Signing ? CardPinKind.UserAuthentication : CardPinKind.Signing;

    /// <param name="forgotten">The PIN that is to be set anew.</param>
    /// <param name="nonce"><see cref="NonceSize"/> bytes.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Digest(CardPinKind forgotten, ReadOnlySpan<byte> nonce)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, NonceSize);
        Span<byte> message = stackalloc byte[Purpose.Length + sizeof(ushort) + NonceSize];
        Purpose.CopyTo(message);
        BinaryPrimitives.WriteUInt16BigEndian(message[Purpose.Length..], (ushort)forgotten);
        nonce.CopyTo(message[^NonceSize..]);
        return SHA256.HashData(message);
    }
}
