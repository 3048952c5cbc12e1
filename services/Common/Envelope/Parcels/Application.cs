using System.Security.Cryptography;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;

namespace KioskSim.Envelope.Parcels;

/// <summary>What the citizen asks for, as only the city may read it.</summary>
public readonly record struct Application(CertificateKind Kind, Copies Copies, CertificateOptions Options)
{
    /// <summary>All applications are sealed at one length, so that the length says nothing.</summary>
    public const int PlaintextSize = 64;

    public const int SealedSize = DhKem.PublicKeySize + PlaintextSize + HpkeContext.TagSize;

    static ReadOnlySpan<byte> Magic => "KSA1"u8;

    static ReadOnlySpan<byte> Info => "KioskSim application v1"u8;

    /// <summary>Seals for the city: encapsulated key ‖ ciphertext ‖ tag, <see cref="SealedSize"/> bytes. The routing is bound, not hidden.</summary>
    /// <param name="routing">What the centre may read.</param>
    /// <param name="citySealingKey">The city's public key, 65 bytes.</param>
    /// <param name="ephemeral">A fresh key pair for this one parcel.</param>
    /// <param name="scratch">At least <see cref="PlaintextSize"/> bytes that the caller wipes.</param>
    public byte[] Seal(Routing routing, ReadOnlySpan<byte> citySealingKey, ECDiffieHellman ephemeral, Span<byte> scratch)
    {
        var plaintext = scratch[..PlaintextSize];
        plaintext.Clear();
        Magic.CopyTo(plaintext);
        plaintext[4] = (byte)Kind;
        plaintext[5] = (byte)Copies.Count;
        plaintext[6] = (byte)((ushort)Options >> 8);
        plaintext[7] = (byte)Options;

        var parcel = new byte[SealedSize];
        using var context = HpkeContext.ForSender(citySealingKey, Info, ephemeral, parcel.AsSpan(0, DhKem.PublicKeySize));
        context.Seal(RoutingBytes(routing), plaintext, parcel.AsSpan(DhKem.PublicKeySize));
        return parcel;
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.ApplicationUnreadable"/>: altered, for another city, or not an application.</exception>
    public static Application Open(Routing routing, ECDiffieHellman cityKey, ReadOnlySpan<byte> parcel)
    {
        if (parcel.Length != SealedSize)
            throw Unreadable("length");

        Span<byte> plaintext = stackalloc byte[PlaintextSize];
        try
        {
            using var context = HpkeContext.ForRecipient(cityKey, parcel[..DhKem.PublicKeySize], Info);
            context.Open(RoutingBytes(routing), parcel[DhKem.PublicKeySize..], plaintext);
            return Read(routing, plaintext);
        }
        catch (CryptographicException e)
        {
            throw Unreadable(e is AuthenticationTagMismatchException ? "tag" : "key", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    static Application Read(Routing routing, ReadOnlySpan<byte> plaintext)
    {
        if (!plaintext.StartsWith(Magic) || plaintext[8..].ContainsAnyExcept((byte)0))
            throw Unreadable("format");
        var kind = (CertificateKind)plaintext[4];
        if (!Enum.IsDefined(kind) || kind != routing.Kind)
            throw Unreadable("kind differs from the routing");
        if (plaintext[5] is < 1 or > Copies.Most)
            throw new FlowException(FlowErrorCode.TooManyCopies);
        return new Application(kind, new Copies(plaintext[5]), (CertificateOptions)(plaintext[6] << 8 | plaintext[7]));
    }

    static byte[] RoutingBytes(Routing routing)
    {
        using var digest = new DigestWriter("KioskSim routing v1");
        return digest.Field(routing.Session.ToBytes()).Text(routing.Kiosk.ToString()).Text(routing.Municipality.ToString())
            .Number((ushort)routing.Kind).Finish();
    }

    static FlowException Unreadable(string what, Exception? inner = null) => new(FlowErrorCode.ApplicationUnreadable, what, inner: inner);
}
