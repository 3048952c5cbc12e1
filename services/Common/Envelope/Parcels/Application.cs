using System.Security.Cryptography;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>What the citizen asks for, as only the city may read it.</summary>
/// <param name="Members">Of those whom the city named; nothing while there was no list yet, and where none is needed.</param>
public readonly record struct Application(CertificateKind Kind, Copies Copies, CertificateOptions Options, MemberChoice Members = default)
{
    /// <summary>All applications are sealed at one length, so that the length says nothing.</summary>
    public const int PlaintextSize = 64;

    const int MembersOffset = 8;

    public const int SealedSize = PlaintextSize + SealedParcel.Overhead;

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
        Members.Write(plaintext[MembersOffset..]);
        return SealedParcel.Seal(citySealingKey, Info, routing.ToDigest(), plaintext, ephemeral);
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.ApplicationUnreadable"/>: altered, for another city, or not an application.</exception>
    public static Application Open(Routing routing, ECDiffieHellman cityKey, ReadOnlySpan<byte> parcel)
    {
        Span<byte> plaintext = stackalloc byte[PlaintextSize];
        try
        {
            SealedParcel.Open(cityKey, Info, routing.ToDigest(), parcel, plaintext, Unreadable);
            return Read(routing, plaintext);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    static Application Read(Routing routing, ReadOnlySpan<byte> plaintext)
    {
        if (!plaintext.StartsWith(Magic) || plaintext[(MembersOffset + MemberChoice.Size)..].ContainsAnyExcept((byte)0))
            throw Unreadable("format");
        var kind = (CertificateKind)plaintext[4];
        if (!Enum.IsDefined(kind) || kind != routing.Kind)
            throw Unreadable("kind differs from the routing");
        if (plaintext[5] is < 1 or > Copies.Most)
            throw new FlowException(FlowErrorCode.TooManyCopies);
        return new Application(
            kind, new Copies(plaintext[5]), (CertificateOptions)(plaintext[6] << 8 | plaintext[7]), MemberChoice.Read(plaintext[MembersOffset..]));
    }

    static FlowException Unreadable(string what, Exception? inner = null) => new(FlowErrorCode.ApplicationUnreadable, what, inner: inner);
}
