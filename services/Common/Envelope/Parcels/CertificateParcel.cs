using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Envelope.Parcels;

/// <summary>What a signed certificate says about itself, beside the PDF.</summary>
/// <param name="Session">The session it was made for.</param>
/// <param name="Municipality">The issuing city.</param>
/// <param name="IssueNumber">発行番号, as printed on every sheet; at most 32 bytes in UTF-8.</param>
/// <param name="Sheets">How many sheets of paper, each printed on both sides.</param>
public sealed record CertificateHeader(SessionId Session, MunicipalityCode Municipality, string IssueNumber, ushort Sheets);

/// <summary>What was opened, by where it lies in the memory it was opened into: nothing of it is copied out of there.</summary>
/// <param name="Sheets">How many sheets of paper, each printed on both sides.</param>
/// <param name="IssueNumber">発行番号, in UTF-8.</param>
public readonly record struct OpenedCertificate(ushort Sheets, Range IssueNumber, Range Pdf);

/// <summary>
/// The certificate on its way from the city to the kiosk: header, the city's signature and the PDF, sealed for the kiosk's one-time
/// key. Who relays it sees its length and nothing else.
/// </summary>
/// <remarks>
/// Plaintext, read by spans so that it never leaves the memory it was opened into: magic (4) ‖ sheets (2) ‖ issue number length (1) ‖
/// issue number (32, zero-padded) ‖ signature (64, r ‖ s) ‖ PDF. Numbers are big endian.
/// </remarks>
public static class CertificateParcel
{
    const int IssueNumberOffset = 7;
    const int IssueNumberSize = 32;
    const int SignatureOffset = IssueNumberOffset + IssueNumberSize;
    const int SignatureSize = 64;
    const int PdfOffset = SignatureOffset + SignatureSize;

    public const int Overhead = PdfOffset + SealedParcel.Overhead;

    static ReadOnlySpan<byte> Magic => "KSC1"u8;

    static ReadOnlySpan<byte> Info => "KioskSim certificate v1"u8;

    /// <summary>Signs and seals. The result is <see cref="Overhead"/> bytes longer than the PDF.</summary>
    /// <param name="header">Bound by the signature.</param>
    /// <param name="subjectMark">Of the person whose data was rendered; see <see cref="SubjectMark"/>.</param>
    /// <param name="pdf">The certificate.</param>
    /// <param name="signingKey">The city's.</param>
    /// <param name="replyKey">The kiosk's one-time public key, 65 bytes.</param>
    /// <param name="ephemeral">A fresh key pair for this one parcel.</param>
    public static byte[] Seal(
        CertificateHeader header, ReadOnlySpan<byte> subjectMark, ReadOnlySpan<byte> pdf, ECDsa signingKey, ReadOnlySpan<byte> replyKey, ECDiffieHellman ephemeral)
    {
        var rented = ArrayPool<byte>.Shared.Rent(PdfOffset + pdf.Length);
        var plaintext = rented.AsSpan(0, PdfOffset + pdf.Length);
        try
        {
            plaintext[..PdfOffset].Clear(); // whoever had it before
            Magic.CopyTo(plaintext);
            BinaryPrimitives.WriteUInt16BigEndian(plaintext[4..], header.Sheets);
            plaintext[6] = checked((byte)Encoding.UTF8.GetBytes(header.IssueNumber, plaintext.Slice(IssueNumberOffset, IssueNumberSize)));
            var number = plaintext.Slice(IssueNumberOffset, plaintext[6]);
            signingKey.SignHash(Digest(header.Session, header.Municipality, number, header.Sheets, subjectMark, pdf), plaintext.Slice(SignatureOffset, SignatureSize));
            pdf.CopyTo(plaintext[PdfOffset..]);
            return SealedParcel.Seal(replyKey, Info, header.Session.ToBytes(), plaintext, ephemeral);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>How many bytes <see cref="Open"/> writes for a parcel; 0 or less: not a parcel.</summary>
    public static int PlaintextSize(int parcelLength) => parcelLength - SealedParcel.Overhead;

    /// <summary>Opens into the caller's memory and checks who signed. Returns where in <paramref name="plaintext"/> its parts lie.</summary>
    /// <param name="session">The session that asked.</param>
    /// <param name="municipality">The city that was asked.</param>
    /// <param name="subjectMark">Of the card that was authenticated.</param>
    /// <param name="replyKey">The private half of the one-time key.</param>
    /// <param name="citySigningKey">The city's, already checked against the authority the kiosk trusts.</param>
    /// <param name="parcel">As received.</param>
    /// <param name="plaintext">At least <see cref="PlaintextSize"/> bytes; holds the certificate afterwards, or nothing where a check fails.</param>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>: sealed for another, altered, signed by another, about another person or session.</exception>
    public static OpenedCertificate Open(
        SessionId session, MunicipalityCode municipality, ReadOnlySpan<byte> subjectMark, ECDiffieHellman replyKey, ECDsa citySigningKey,
        ReadOnlySpan<byte> parcel, Span<byte> plaintext)
    {
        var opened = OpenUnchecked(session, replyKey, parcel, plaintext);
        try
        {
            var digest = Digest(session, municipality, plaintext[opened.IssueNumber], opened.Sheets, subjectMark, plaintext[opened.Pdf]);
            return citySigningKey.VerifyHash(digest, plaintext.Slice(SignatureOffset, SignatureSize)) ? opened : throw Mismatch("the city's signature does not fit");
        }
        catch
        {
            CryptographicOperations.ZeroMemory(plaintext); // it may be somebody else's
            throw;
        }
    }

    /// <summary>
    /// The same without looking whose it is and who signed it: as a kiosk without step 10 would. For nobody but whoever shows what then happens
    /// (docs/faults.md).
    /// </summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.CertificateMismatch"/>: no parcel for this key and session.</exception>
    public static OpenedCertificate OpenUnchecked(SessionId session, ECDiffieHellman replyKey, ReadOnlySpan<byte> parcel, Span<byte> plaintext)
    {
        var size = PlaintextSize(parcel.Length);
        if (size < PdfOffset)
            throw Mismatch("too short");
        plaintext = plaintext[..size];
        try
        {
            SealedParcel.Open(replyKey, Info, session.ToBytes(), parcel, plaintext, Mismatch);
            var numberLength = plaintext[6];
            return plaintext.StartsWith(Magic) && numberLength <= IssueNumberSize
                ? new OpenedCertificate(
                    BinaryPrimitives.ReadUInt16BigEndian(plaintext[4..]), IssueNumberOffset..(IssueNumberOffset + numberLength), PdfOffset..plaintext.Length)
                : throw Mismatch("format");
        }
        catch
        {
            CryptographicOperations.ZeroMemory(plaintext);
            throw;
        }
    }

    static byte[] Digest(
        SessionId session, MunicipalityCode municipality, ReadOnlySpan<byte> issueNumber, ushort sheets, ReadOnlySpan<byte> subjectMark, ReadOnlySpan<byte> pdf)
    {
        using var digest = new DigestWriter("KioskSim certificate v1");
        return digest.Field(session.ToBytes()).Text(municipality.ToString()).Field(issueNumber).Number(sheets).Field(subjectMark).DigestOf(pdf).Finish();
    }

    static FlowException Mismatch(string what, Exception? inner = null) => new(FlowErrorCode.CertificateMismatch, what, inner: inner);
}
