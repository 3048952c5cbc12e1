using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>What somebody types who applies for use registration, in this order.</summary>
public enum UseField
{
    /// <summary>本籍</summary>
    Domicile,

    /// <summary>筆頭者の氏名</summary>
    Head,

    /// <summary>氏名</summary>
    Name,

    /// <summary>生年月日: eight digits, 19900401.</summary>
    BirthDate,
}

/// <summary>
/// 利用登録の申請: whose family register it is that certificates are wanted from, as only the city that keeps it may read it. The kiosk types
/// it field by field into the memory that it is sealed from.
/// </summary>
public sealed record UseApplication(string Domicile, string Head, string Name, DateOnly BirthDate)
{
    /// <summary>All are sealed at one length.</summary>
    public const int PlaintextSize = 704;

    public const int SealedSize = PlaintextSize + SealedParcel.Overhead;

    const int LengthSize = 2;

    static ReadOnlySpan<byte> Magic => "KSU1"u8;

    static ReadOnlySpan<byte> Info => "KioskSim use registration v1"u8;

    /// <summary>The most bytes of UTF-8 that a field takes.</summary>
    public static int Capacity(UseField field) => field switch
    {
        UseField.Domicile => 300,
        UseField.BirthDate => 8,
        _ => 180,
    };

    /// <summary>Where a field's text is written, behind its length.</summary>
    public static Span<byte> TextOf(Span<byte> plaintext, UseField field) => plaintext.Slice(Offset(field) + LengthSize, Capacity(field));

    public static void SetLength(Span<byte> plaintext, UseField field, int length) =>
        BinaryPrimitives.WriteUInt16BigEndian(plaintext[Offset(field)..], checked((ushort)length));

    /// <summary>Seals for the city: encapsulated key ‖ ciphertext ‖ tag.</summary>
    /// <param name="plaintext">Zero but for the fields; gets its mark here. The caller wipes it.</param>
    public static byte[] Seal(Routing routing, ReadOnlySpan<byte> citySealingKey, ECDiffieHellman ephemeral, Span<byte> plaintext)
    {
        Magic.CopyTo(plaintext);
        return SealedParcel.Seal(citySealingKey, Info, routing.ToDigest(), plaintext[..PlaintextSize], ephemeral);
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.ApplicationUnreadable"/>: altered, for another city, or a field is no text.</exception>
    public static UseApplication Open(Routing routing, ECDiffieHellman cityKey, ReadOnlySpan<byte> parcel)
    {
        Span<byte> plaintext = stackalloc byte[PlaintextSize];
        try
        {
            SealedParcel.Open(cityKey, Info, routing.ToDigest(), parcel, plaintext, Unreadable);
            return Read(plaintext);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    public override string ToString() => "use registration (content not shown)";

    static UseApplication Read(ReadOnlySpan<byte> plaintext)
    {
        if (!plaintext.StartsWith(Magic))
            throw Unreadable("format");
        var birth = Text(plaintext, UseField.BirthDate);
        return new UseApplication(
            Text(plaintext, UseField.Domicile), Text(plaintext, UseField.Head), Text(plaintext, UseField.Name),
            DateOnly.TryParseExact(birth, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Unreadable("birth date"));
    }

    static string Text(ReadOnlySpan<byte> plaintext, UseField field)
    {
        var from = plaintext[Offset(field)..];
        var length = BinaryPrimitives.ReadUInt16BigEndian(from);
        if (length is 0 || length > Capacity(field))
            throw Unreadable(field.ToString());
        try
        {
            return StrictUtf8.GetString(from.Slice(LengthSize, length));
        }
        catch (DecoderFallbackException)
        {
            throw Unreadable(field.ToString());
        }
    }

    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    static int Offset(UseField field) =>
        Magic.Length + Enum.GetValues<UseField>().Where(f => f < field).Sum(f => LengthSize + Capacity(f));

    static FlowException Unreadable(string what, Exception? inner = null) => new(FlowErrorCode.ApplicationUnreadable, what, inner: inner);
}
