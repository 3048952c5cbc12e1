using System.Security.Cryptography;
using KioskSim.Domain.Randomness;
using KioskSim.Envelope.Hpke;

namespace KioskSim.Kiosk.Memory;

/// <summary>
/// The kiosk's key of one session, for which the certificate is sealed. What it follows from lies in the vault; the key itself, which the
/// cryptographic library keeps in memory of its own, is there only while it is used, never while somebody is waited for.
/// </summary>
sealed class OneTimeKey
{
    public const int Size = DhKem.PrivateKeySize;

    readonly SessionVault _vault;
    readonly int _offset;

    /// <param name="vault">Takes what the key follows from.</param>
    /// <param name="offset">Where in the vault it begins; <see cref="Size"/> bytes.</param>
    public OneTimeKey(SessionVault vault, int offset, Entropy entropy)
    {
        (_vault, _offset) = (vault, offset);
        entropy.Fill(vault.Bytes.Slice(offset, Size));
        using var pair = Derive();
        PublicKey = DhKem.PublicKeyOf(pair);
    }

    /// <summary>65 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <returns>The caller's to dispose before it waits for anybody.</returns>
    public ECDiffieHellman Derive() => DhKem.DeriveKeyPair(_vault.Bytes.Slice(_offset, Size));

    /// <summary>A key for one parcel, which nobody needs again.</summary>
    /// <returns>Likewise.</returns>
    public static ECDiffieHellman Passing(Entropy entropy)
    {
        Span<byte> drawn = stackalloc byte[Size];
        try
        {
            entropy.Fill(drawn);
            return DhKem.DeriveKeyPair(drawn);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(drawn);
        }
    }
}
