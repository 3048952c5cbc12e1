using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.Envelope.Tests;

/// <summary>What kiosk and city send each other through the centre: opened by whom it is for, refused when anything about it was changed.</summary>
public sealed class ParcelTests : IDisposable
{
    static readonly MunicipalityCode City = new("482013");
    static readonly MunicipalityCode OtherCity = new("482021");
    static readonly Routing Route = new(new SessionId(7), new KioskId("K0001"), City, CertificateKind.ResidentRecord);
    static readonly Application Wish = new(CertificateKind.ResidentRecord, new Copies(3), CertificateOptions.Domicile | CertificateOptions.IndividualNumber);
    static readonly byte[] Mark = SubjectMark.Compute(Route.Session, [1, 2, 3]);
    static readonly byte[] Document = Encoding.ASCII.GetBytes("%PDF-1.7 a page");

    readonly SeededEntropy _entropy = new(1, "parcels");
    readonly ECDsa _citySignature = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDiffieHellman _city;
    readonly ECDiffieHellman _kiosk;

    public ParcelTests() => (_city, _kiosk) = (Key(), Key());

    [Fact]
    public void A_resident_basic_cards_number_marks_no_sheet_as_the_same_serial_number_does_001_41()
    {
        var number = new JukiCardNumber(150_000_007);
        Assert.Equal(SubjectMark.Compute(Route.Session, number), SubjectMark.Compute(Route.Session, number));
        Assert.Distinct(
        [
            Convert.ToHexString(SubjectMark.Compute(Route.Session, number)),
            Convert.ToHexString(SubjectMark.Compute(Route.Session, new JukiCardNumber(150_000_008))),
            Convert.ToHexString(SubjectMark.Compute(new SessionId(8), number)),
            Convert.ToHexString(SubjectMark.Compute(Route.Session, new CertificateSerial(number.Value).ToDer())),
        ]);
    }

    [Fact]
    public void The_city_reads_the_application_that_the_kiosk_sealed_002_14()
    {
        var parcel = Sealed();
        Assert.Equal(Wish, Application.Open(Route, _city, parcel));
    }

    [Fact]
    public void Whatever_is_chosen_the_application_has_one_size_so_that_the_centre_learns_nothing_from_it_002_14()
    {
        var other = new Application(CertificateKind.ResidentRecord, new Copies(1), CertificateOptions.None);
        Assert.Equal(Sealed().Length, Sealed(other).Length);
    }

    [Fact]
    public void An_application_is_opened_under_its_own_routing_only()
    {
        var parcel = Sealed();
        Routing[] others =
        [
            Route with { Session = new SessionId(8) }, Route with { Kiosk = new KioskId("K0002") }, Route with { Municipality = OtherCity },
            Route with { Kind = CertificateKind.SealRegistration },
        ];
        foreach (var other in others)
            Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => Application.Open(other, _city, parcel)));
    }

    [Fact]
    public void An_application_with_any_bit_changed_or_another_citys_key_is_refused()
    {
        var parcel = Sealed();
        for (var bit = 0; bit < parcel.Length * 8; bit += 7)
            Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => Application.Open(Route, _city, Flipped(parcel, bit))));
        using var other = Key();
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => Application.Open(Route, other, parcel)));
        Assert.Equal(FlowErrorCode.ApplicationUnreadable, Refusal(() => Application.Open(Route, _city, parcel[..^1])));
    }

    [Fact]
    public void The_kiosk_reads_the_certificate_that_the_city_sealed_for_its_one_time_key()
    {
        var parcel = SealedCertificate();
        var output = new byte[CertificateParcel.PlaintextSize(parcel.Length)];
        var opened = CertificateParcel.Open(Route.Session, City, Mark, _kiosk, _citySignature, parcel, output);

        Assert.Equal(1, opened.Sheets);
        Assert.Equal("R8-0000001"u8, output.AsSpan(opened.IssueNumber));
        Assert.Equal(Document, output[opened.Pdf]);
    }

    [Fact]
    public void A_certificate_of_another_session_city_person_or_signer_is_refused_and_nothing_of_it_is_left()
    {
        using var otherSigner = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherKiosk = Key();
        var parcel = SealedCertificate();
        (SessionId, MunicipalityCode, byte[], ECDiffieHellman, ECDsa)[] wrong =
        [
            (new SessionId(8), City, Mark, _kiosk, _citySignature), (Route.Session, OtherCity, Mark, _kiosk, _citySignature),
            (Route.Session, City, SubjectMark.Compute(Route.Session, [9]), _kiosk, _citySignature),
            (Route.Session, City, Mark, otherKiosk, _citySignature), (Route.Session, City, Mark, _kiosk, otherSigner),
        ];
        foreach (var (session, city, mark, kiosk, signer) in wrong)
        {
            var output = new byte[CertificateParcel.PlaintextSize(parcel.Length)];
            Assert.Equal(FlowErrorCode.CertificateMismatch, Refusal(() => CertificateParcel.Open(session, city, mark, kiosk, signer, parcel, output)));
            Assert.Equal(-1, output.AsSpan().IndexOf("%PDF"u8));
        }
    }

    [Fact]
    public void A_certificate_whose_signature_cannot_be_looked_at_leaves_nothing_000_39()
    {
        var parcel = SealedCertificate();
        var output = new byte[CertificateParcel.PlaintextSize(parcel.Length)];
        var lost = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        lost.Dispose();

        Assert.Throws<ObjectDisposedException>(() => CertificateParcel.Open(Route.Session, City, Mark, _kiosk, lost, parcel, output));
        Assert.Equal(-1, output.AsSpan().IndexOfAnyExcept((byte)0));
    }

    [Fact]
    public void A_certificate_with_any_bit_changed_is_refused()
    {
        var parcel = SealedCertificate();
        for (var bit = 0; bit < parcel.Length * 8; bit += 11)
        {
            var output = new byte[CertificateParcel.PlaintextSize(parcel.Length)];
            Assert.Equal(
                FlowErrorCode.CertificateMismatch,
                Refusal(() => CertificateParcel.Open(Route.Session, City, Mark, _kiosk, _citySignature, Flipped(parcel, bit), output)));
        }
    }

    public void Dispose()
    {
        _citySignature.Dispose();
        _city.Dispose();
        _kiosk.Dispose();
    }

    ECDiffieHellman Key() => DhKem.DeriveKeyPair(_entropy.Bytes(32));

    byte[] Sealed(Application? wish = null)
    {
        using var ephemeral = Key();
        return (wish ?? Wish).Seal(Route, DhKem.PublicKeyOf(_city), ephemeral, new byte[Application.PlaintextSize]);
    }

    byte[] SealedCertificate()
    {
        using var ephemeral = Key();
        return CertificateParcel.Seal(
            new CertificateHeader(Route.Session, City, "R8-0000001", 1), Mark, Document, _citySignature, DhKem.PublicKeyOf(_kiosk), ephemeral);
    }

    static byte[] Flipped(byte[] parcel, int bit)
    {
        byte[] changed = [.. parcel];
        changed[bit / 8] ^= (byte)(1 << bit % 8);
        return changed;
    }
}
