using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using KioskSim.Card.Tests;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Memory;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>Step 10: whatever is wrong with a certificate, no byte of it stays and nobody is asked for money.</summary>
[Collection(nameof(LockedMemory))]
public sealed class DocumentCheckTests : IDisposable
{
    const string Number = "482013-20261118-000123";

    static readonly SeededEntropy Entropy = new(3, "documents");
    static readonly SessionId Session = SessionId.New(Entropy);
    static readonly byte[] Mark = MarkOf(TestCards.UserCertificate, Session);

    readonly ECDsa _city = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDsa _otherCity = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly SessionVault _secrets = new(SessionSecrets.Size, mustLock: false);
    readonly OneTimeKey _reply;

    public DocumentCheckTests() => _reply = new OneTimeKey(_secrets, SessionSecrets.KeyOffset, Entropy);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_certificate_that_was_asked_for_is_opened_into_the_vault_000_39(int sheets)
    {
        var pdf = Papers.Pdf(Mark, Number, sheets);
        using var document = Open(Parcel(Mark, pdf, sheets: sheets), sheets);
        Assert.Equal(pdf, document.Pdf);
        Assert.Equal(sheets, document.Sheets);
        Assert.Equal(Number, System.Text.Encoding.ASCII.GetString(document.IssueNumber));
    }

    [Fact]
    public void Disposing_the_document_erases_it_002_08()
    {
        LockedMemory.SkipIfForbidden();
        var before = LockedMemory.Kilobytes;
        var document = Open(Parcel(Mark, Papers.Pdf(Mark, Number)));
        Assert.True(LockedMemory.Kilobytes > before);
        document.Dispose();
        Assert.Throws<ObjectDisposedException>(() => document.Pdf.Length);
        Assert.Equal(before, LockedMemory.Kilobytes);
    }

    [Fact]
    public void A_certificate_of_another_person_is_refused()
    {
        var other = MarkOf(TestCards.SigningCertificate, Session);
        Refuses(Parcel(other, Papers.Pdf(other, Number)));
    }

    [Fact]
    public void Sheets_of_another_person_under_the_right_signature_are_refused()
    {
        var other = MarkOf(TestCards.SigningCertificate, Session);
        Refuses(Parcel(Mark, Papers.Pdf(other, Number)));
    }

    [Fact]
    public void One_sheet_of_another_person_among_the_right_ones_is_refused()
    {
        var other = MarkOf(TestCards.SigningCertificate, Session);
        var pdf = Papers.Pdf(Mark, Number, sheets: 3);
        var last = pdf.AsSpan().LastIndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Mark)));
        System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(other)).CopyTo(pdf, last);
        Refuses(Parcel(Mark, pdf, sheets: 3), sheets: 3);
    }

    [Fact]
    public void A_certificate_of_another_session_of_the_same_person_is_refused()
    {
        var other = SessionId.New(Entropy);
        var mark = MarkOf(TestCards.UserCertificate, other);
        Refuses(Parcel(mark, Papers.Pdf(mark, Number), session: other));
    }

    [Fact]
    public void Another_citys_signature_is_refused() => Refuses(Parcel(Mark, Papers.Pdf(Mark, Number), signer: _otherCity));

    [Fact]
    public void A_certificate_in_another_citys_name_is_refused() =>
        Refuses(Parcel(Mark, Papers.Pdf(Mark, Number), municipality: MunicipalityCode.FromFiveDigits("48202")));

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void Another_number_of_sheets_than_announced_is_refused(int made, int announced) =>
        Refuses(Parcel(Mark, Papers.Pdf(Mark, Number, made), sheets: made), announced);

    [Fact]
    public void Fewer_sheets_than_the_signed_header_says_are_refused() =>
        Refuses(Parcel(Mark, Papers.Pdf(Mark, Number, sheets: 1), sheets: 2), sheets: 2);

    [Fact]
    public void Another_issue_number_on_the_sheets_than_in_the_header_is_refused() =>
        Refuses(Parcel(Mark, Papers.Pdf(Mark, "482013-20261118-000124")));

    [Fact]
    public void A_signed_file_that_is_no_certificate_is_refused() => Refuses(Parcel(Mark, "%PDF-1.7\nhello\n%%EOF\n"u8.ToArray()));

    [Fact]
    public void A_parcel_for_another_kiosk_is_refused()
    {
        using var other = DhKem.DeriveKeyPair(Entropy.Bytes(32));
        Refuses(Parcel(Mark, Papers.Pdf(Mark, Number), replyKey: DhKem.PublicKeyOf(other)));
    }

    [Fact]
    public void A_parcel_cut_short_anywhere_is_refused()
    {
        var parcel = Parcel(Mark, Papers.Pdf(Mark, Number));
        int[] edges = [0, 1, 64, 65, 80, 81, 82, 183, 184, parcel.Length - 17, parcel.Length - 1];
        Assert.All(edges, length => Refuses(parcel[..length]));
    }

    [Fact]
    public void A_parcel_with_any_bit_turned_is_refused()
    {
        var parcel = Parcel(Mark, Papers.Pdf(Mark, Number));
        var random = new Random(20261118);
        for (var i = 0; i < 40; i++)
        {
            var at = i < 20 ? i * 5 : random.Next(parcel.Length); // the key, the header, anywhere
            var spoiled = parcel.ToArray();
            spoiled[at] ^= (byte)(1 << random.Next(8));
            Refuses(spoiled);
        }
    }

    void Refuses(byte[] parcel, int sheets = 1)
    {
        var before = LockedMemory.Kilobytes;
        var refusal = Assert.Throws<FlowException>(() => Open(parcel, sheets));
        Assert.Equal(FlowErrorCode.CertificateMismatch, refusal.Code);
        Assert.Equal(before, LockedMemory.Kilobytes); // erased and given back
    }

    Kiosk.Memory.Document Open(byte[] parcel, int sheets = 1)
    {
        var choice = new Choose(FakeCentre.City, CertificateKind.ResidentRecord, CertificateOptions.None, new Copies(1));
        var check = new DocumentCheck(Session, new ChosenOffer(choice, [], _city), MarkOf(TestCards.UserCertificate, Session), sheets);
        return check.Open(ByteString.CopyFrom(parcel), _reply, mustLock: false);
    }

    byte[] Parcel(
        byte[] mark, byte[] pdf, int sheets = 1, SessionId? session = null, MunicipalityCode? municipality = null, ECDsa? signer = null,
        byte[]? replyKey = null)
    {
        using var ephemeral = DhKem.DeriveKeyPair(Entropy.Bytes(32));
        return CertificateParcel.Seal(
            new CertificateHeader(session ?? Session, municipality ?? FakeCentre.City, Number, (ushort)sheets), mark, pdf, signer ?? _city,
            replyKey ?? _reply.PublicKey, ephemeral);
    }

    static byte[] MarkOf(byte[] certificate, SessionId session)
    {
        using var card = X509CertificateLoader.LoadCertificate(certificate);
        return SubjectMark.Compute(session, card.SerialNumberBytes.Span);
    }

    public void Dispose()
    {
        _city.Dispose();
        _otherCity.Dispose();
        _secrets.Dispose();
    }
}
