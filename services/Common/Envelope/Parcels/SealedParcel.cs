using System.Security.Cryptography;
using KioskSim.Domain.Errors;
using KioskSim.Envelope.Hpke;

namespace KioskSim.Envelope.Parcels;

/// <summary>What every parcel looks like on its way: encapsulated key ‖ ciphertext ‖ tag (RFC 9180, single shot, base mode).</summary>
static class SealedParcel
{
    /// <summary>Bytes by which a parcel is longer than what is in it.</summary>
    public const int Overhead = DhKem.PublicKeySize + HpkeContext.TagSize;

    /// <param name="recipientKey">The recipient's public key, 65 bytes.</param>
    /// <param name="info">What kind of parcel it is: none opens as another.</param>
    /// <param name="bound">Travels beside the parcel: not hidden, but a parcel with another does not open.</param>
    /// <param name="ephemeral">A fresh key pair for this one parcel.</param>
    public static byte[] Seal(
        ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> info, ReadOnlySpan<byte> bound, ReadOnlySpan<byte> plaintext, ECDiffieHellman ephemeral)
    {
        var parcel = new byte[plaintext.Length + Overhead];
        using var context = HpkeContext.ForSender(recipientKey, info, ephemeral, parcel.AsSpan(0, DhKem.PublicKeySize));
        context.Seal(bound, plaintext, parcel.AsSpan(DhKem.PublicKeySize));
        return parcel;
    }

    /// <param name="plaintext">As long as what must be in it. The caller wipes it, whatever comes of this.</param>
    /// <param name="refuse">Makes the refusal of what went wrong: length, key or tag.</param>
    /// <exception cref="FlowException">Made by <paramref name="refuse"/>.</exception>
    public static void Open(
        ECDiffieHellman key, ReadOnlySpan<byte> info, ReadOnlySpan<byte> bound, ReadOnlySpan<byte> parcel, Span<byte> plaintext,
        Func<string, Exception?, FlowException> refuse)
    {
        if (parcel.Length != plaintext.Length + Overhead)
            throw refuse("length", null);
        try
        {
            using var context = HpkeContext.ForRecipient(key, parcel[..DhKem.PublicKeySize], info);
            context.Open(bound, parcel[DhKem.PublicKeySize..], plaintext);
        }
        catch (CryptographicException e)
        {
            throw refuse(e is AuthenticationTagMismatchException ? "tag" : "key", e);
        }
    }
}
