using System.Security.Cryptography;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Inquiry.Host;

namespace KioskSim.Inquiry.Tests.Backs;

/// <summary>A city and the inquiry site that it seals for, with what others might print in their place.</summary>
sealed class TestCity : IDisposable
{
    public const string IssueNumber = "482013-20261118-000123";

    public static readonly DateTimeOffset IssuedAt = new(2026, 11, 18, 10, 5, 0, TimeSpan.FromHours(9));

    static readonly MunicipalityCode Code = new("482013");

    readonly SeededEntropy _entropy = new(57, "inquiry");
    readonly ECDsa _signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDsa _forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly ECDiffieHellman _site;
    readonly ECDiffieHellman _otherSite;

    public TestCity()
    {
        (_site, _otherSite) = (DhKem.DeriveKeyPair(_entropy.Bytes(32)), DhKem.DeriveKeyPair(_entropy.Bytes(32)));
        using var authority = new CityKeyAuthority(IssuedAt.AddDays(-100), _entropy);
        var city = new KnownCity(
            Code, new CityName("葦原県若葉台市", "Wakabadai, Ashihara"), [authority.Issue(Code, CityKeyUse.Signing, _signing.ExportSubjectPublicKeyInfo())]);
        Setup = new InquirySetup(_site, [city], authority.Certificate, [TestFront.Form]);
    }

    public InquirySetup Setup { get; }

    public InquirySite Site() => Setup.Site();

    /// <summary>What a genuine back carries.</summary>
    public byte[] Parcel(int sheet = 1, int sheets = 1, string number = IssueNumber) => Seal(Header(sheet, sheets, number));

    public byte[] Forged() => Seal(Header(1, 1, IssueNumber), signer: _forger);

    public byte[] ForAnotherSite() => Seal(Header(1, 1, IssueNumber), site: _otherSite);

    public byte[] OfUnknownCity() => Seal(Header(1, 1, IssueNumber) with { Municipality = new MunicipalityCode("131016") });

    public byte[] OnUnknownForm() => Seal(Header(1, 1, IssueNumber) with { Form = SHA256.HashData([1]) });

    /// <summary>Signed, on a known form, and yet no picture of it.</summary>
    public byte[] OfNoPicture() => Seal(Header(1, 1, IssueNumber), picture: [1, 2, 3, 4, 5]);

    public void Dispose()
    {
        foreach (var key in (AsymmetricAlgorithm[])[_signing, _forger, _site, _otherSite])
            key.Dispose();
    }

    static FrontHeader Header(int sheet, int sheets, string number) => new(Code, number, IssuedAt, (byte)sheet, (byte)sheets, TestFront.Form.Digest);

    byte[] Seal(FrontHeader header, ECDsa? signer = null, ECDiffieHellman? site = null, byte[]? picture = null)
    {
        using var ephemeral = DhKem.DeriveKeyPair(_entropy.Bytes(32));
        picture ??= TestFront.Picture(header.IssueNumber, header.Sheet, header.Sheets);
        return FrontParcel.Seal(header, picture, signer ?? _signing, DhKem.PublicKeyOf(site ?? _site), ephemeral);
    }
}
