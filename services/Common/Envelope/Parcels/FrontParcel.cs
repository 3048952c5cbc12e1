using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>What the back of a sheet knows about its front, beside the picture.</summary>
/// <param name="Municipality">The issuing city.</param>
/// <param name="IssueNumber">発行番号, as printed on every sheet; at most 32 bytes in UTF-8.</param>
/// <param name="IssuedAt">To the second.</param>
/// <param name="Sheet">From 1.</param>
/// <param name="Sheets">Of the certificate.</param>
/// <param name="Form">SHA-256 of the form that the picture leaves out and the inquiry site has; 32 bytes.</param>
public sealed record FrontHeader(
    MunicipalityCode Municipality, string IssueNumber, DateTimeOffset IssuedAt, byte Sheet, byte Sheets, ReadOnlyMemory<byte> Form);

/// <summary>
/// The front of one sheet on its way over paper: header, the city's signature and the picture, sealed for the inquiry site (000-56,
/// 000-57). Neither the kiosk nor the centre nor whoever holds the sheet can read it, and nobody keeps anything to check it by.
/// </summary>
/// <remarks>
/// Plaintext: magic (4) ‖ municipality (6, digits) ‖ issued at (8, seconds since 1970) ‖ sheet (1) ‖ sheets (1) ‖ issue number length (1)
/// ‖ issue number ‖ form (32) ‖ signature (64, r ‖ s) ‖ picture. Numbers are big endian.
/// </remarks>
public static class FrontParcel
{
    const int CodeSize = 6;
    const int NumberOffset = 4 + CodeSize + sizeof(long) + 3;
    const int LongestNumber = 32;
    const int FormSize = SHA256.HashSizeInBytes;
    const int SignatureSize = 64;

    static ReadOnlySpan<byte> Magic => "KSF1"u8;

    static ReadOnlySpan<byte> Info => "KioskSim front v1"u8;

    /// <param name="picture">In a coding of the sender's and the reader's.</param>
    /// <param name="signingKey">The city's.</param>
    /// <param name="inquiryKey">The inquiry site's public key, 65 bytes.</param>
    /// <param name="ephemeral">A fresh key pair for this one parcel.</param>
    public static byte[] Seal(FrontHeader header, ReadOnlySpan<byte> picture, ECDsa signingKey, ReadOnlySpan<byte> inquiryKey, ECDiffieHellman ephemeral)
    {
        var number = Encoding.UTF8.GetBytes(header.IssueNumber);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number.Length, LongestNumber, nameof(header));
        ArgumentOutOfRangeException.ThrowIfNotEqual(header.Form.Length, FormSize, nameof(header));
        var signature = NumberOffset + number.Length + FormSize;
        var plaintext = new byte[signature + SignatureSize + picture.Length];
        try
        {
            Magic.CopyTo(plaintext);
            Encoding.ASCII.GetBytes(header.Municipality.ToString(), plaintext.AsSpan(4, CodeSize));
            BinaryPrimitives.WriteInt64BigEndian(plaintext.AsSpan(4 + CodeSize), header.IssuedAt.ToUnixTimeSeconds());
            (plaintext[NumberOffset - 3], plaintext[NumberOffset - 2], plaintext[NumberOffset - 1]) = (header.Sheet, header.Sheets, (byte)number.Length);
            number.CopyTo(plaintext, NumberOffset);
            header.Form.Span.CopyTo(plaintext.AsSpan(NumberOffset + number.Length));
            picture.CopyTo(plaintext.AsSpan(signature + SignatureSize));
            var digest = Digest(header.Municipality, number, header.IssuedAt, header.Sheet, header.Sheets, header.Form.Span, picture);
            signingKey.SignHash(digest, plaintext.AsSpan(signature, SignatureSize));
            return SealedParcel.Seal(inquiryKey, Info, [], plaintext, ephemeral);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    /// <param name="key">The inquiry site's.</param>
    /// <param name="parcel">Whatever was read from a sheet.</param>
    /// <param name="front">To be wiped by its <see cref="OpenedFront.Dispose"/>.</param>
    /// <returns>False: sealed for another, altered, or no such parcel.</returns>
    public static bool TryOpen(ECDiffieHellman key, ReadOnlySpan<byte> parcel, [NotNullWhen(true)] out OpenedFront? front)
    {
        front = null;
        if (parcel.Length <= SealedParcel.Overhead)
            return false;
        // Pinned: what the collector moves it leaves behind.
        var plaintext = GC.AllocateArray<byte>(parcel.Length - SealedParcel.Overhead, pinned: true);
        try
        {
            SealedParcel.Open(key, Info, [], parcel, plaintext, Refuse);
            front = Read(plaintext);
            return front is not null;
        }
        catch (FlowException)
        {
            return false;
        }
        finally
        {
            if (front is null)
                CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    // Whoever sealed it may be anybody: the site's key is public.
    static OpenedFront? Read(byte[] plaintext)
    {
        if (plaintext.Length < NumberOffset || !plaintext.AsSpan().StartsWith(Magic))
            return null;
        var (sheet, sheets, length) = (plaintext[NumberOffset - 3], plaintext[NumberOffset - 2], plaintext[NumberOffset - 1]);
        var signature = NumberOffset + length + FormSize;
        var seconds = BinaryPrimitives.ReadInt64BigEndian(plaintext.AsSpan(4 + CodeSize));
        if (length > LongestNumber || sheet == 0 || sheet > sheets || plaintext.Length < signature + SignatureSize
            || seconds is < 0 or > 253_402_300_799 // the last second that a date holds
            || !MunicipalityCode.TryParse(Encoding.ASCII.GetString(plaintext.AsSpan(4, CodeSize)), out var municipality))
            return null;
        return new OpenedFront(plaintext, municipality, DateTimeOffset.FromUnixTimeSeconds(seconds), length);
    }

    static byte[] Digest(
        MunicipalityCode municipality, ReadOnlySpan<byte> number, DateTimeOffset issuedAt, byte sheet, byte sheets, ReadOnlySpan<byte> form, ReadOnlySpan<byte> picture)
    {
        using var digest = new DigestWriter("KioskSim front v1");
        Span<byte> issued = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(issued, issuedAt.ToUnixTimeSeconds());
        return digest.Text(municipality.ToString()).Field(number).Field(issued).Number(sheet).Number(sheets)
            .Field(form).DigestOf(picture).Finish();
    }

    static FlowException Refuse(string what, Exception? inner) => new(FlowErrorCode.BadRequest, $"front: {what}", inner: inner);

    /// <summary>
    /// The front as the inquiry site has it in its hands, for as long as one inquiry takes. All that is of a person lies in one place, never
    /// in a string, and is gone once this is disposed. What it says is to be believed when the city's signature holds.
    /// </summary>
    public sealed class OpenedFront : IDisposable
    {
        readonly byte[] _plaintext;
        readonly int _numberLength;

        internal OpenedFront(byte[] plaintext, MunicipalityCode municipality, DateTimeOffset issuedAt, int numberLength)
        {
            (_plaintext, Municipality, IssuedAt, _numberLength) = (plaintext, municipality, issuedAt, numberLength);
            (Sheet, Sheets) = (plaintext[NumberOffset - 3], plaintext[NumberOffset - 2]);
        }

        /// <summary>The issuing city.</summary>
        public MunicipalityCode Municipality { get; }

        /// <summary>発行番号 in UTF-8.</summary>
        public ReadOnlySpan<byte> IssueNumber => _plaintext.AsSpan(NumberOffset, _numberLength);

        /// <summary>To the second.</summary>
        public DateTimeOffset IssuedAt { get; }

        /// <summary>From 1.</summary>
        public byte Sheet { get; }

        /// <summary>Of the certificate.</summary>
        public byte Sheets { get; }

        /// <summary>SHA-256 of the form.</summary>
        public ReadOnlySpan<byte> Form => _plaintext.AsSpan(NumberOffset + _numberLength, FormSize);

        public ReadOnlySpan<byte> Picture => Signed[SignatureSize..];

        ReadOnlySpan<byte> Signed => _plaintext.AsSpan(NumberOffset + _numberLength + FormSize);

        public bool IsSignedBy(ECDsa city) =>
            city.VerifyHash(Digest(Municipality, IssueNumber, IssuedAt, Sheet, Sheets, Form, Picture), Signed[..SignatureSize]);

        /// <summary>Whether this is a sheet of the same certificate as another.</summary>
        public bool IsOfSameIssueAs(OpenedFront other) =>
            (Municipality, IssuedAt, Sheets) == (other.Municipality, other.IssuedAt, other.Sheets) && IssueNumber.SequenceEqual(other.IssueNumber);

        public void Dispose() => CryptographicOperations.ZeroMemory(_plaintext);
    }
}
