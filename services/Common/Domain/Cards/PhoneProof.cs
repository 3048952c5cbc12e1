using System.Security.Cryptography;

namespace KioskSim.Domain.Cards;

/// <summary>
/// What a card signs, by its signing key, so that JPKI certifies a key in its holder's phone: SHA-256(purpose ‖ JPKI's nonce ‖ SHA-256 of
/// the phone's public key). A model of what the phone's app does.
/// </summary>
public static class PhoneProof
{
    static ReadOnlySpan<byte> Purpose => "KioskSim phone certificate application v1"u8;

    /// <param name="nonce"><see cref="PinResetProof.NonceSize"/> bytes.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo, DER.</param>
    /// <returns>32 bytes.</returns>
    public static byte[] Digest(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> publicKey)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(nonce.Length, PinResetProof.NonceSize);
        return SHA256.HashData([.. Purpose, .. nonce, .. SHA256.HashData(publicKey)]);
    }
}
