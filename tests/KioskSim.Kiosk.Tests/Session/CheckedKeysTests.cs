using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Kiosk.Session;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>A city's keys that were found to be its own are not looked at again for as long as a second look would find the same, and no longer.</summary>
public sealed class CheckedKeysTests : IDisposable
{
    static readonly DateTimeOffset Now = new(2026, 11, 18, 12, 0, 0, TimeSpan.FromHours(9));
    static readonly MunicipalityCode City = new("482013");

    readonly CityKeyAuthority _authority = new(Now, new SeededEntropy(1, "authority"));
    readonly Municipality _city;

    public CheckedKeysTests() => _city = Certified(City);

    public void Dispose() => _authority.Dispose();

    [Fact]
    public void They_hold_for_the_same_certificates_within_their_dates()
    {
        var keys = CheckedKeys.Check(_city, City, _authority.Certificate, Now);
        Assert.True(keys.AreOf(_city, Now));
        Assert.True(keys.AreOf(_city.Clone(), Now.AddDays(3648)));
        Assert.False(keys.AreOf(_city, Now.AddDays(3649).AddMinutes(-59))); // the city's, a day before its authority's
        Assert.False(keys.AreOf(_city, Now.AddHours(-2)));
    }

    [Fact]
    public void Another_certificate_is_looked_at_whichever_of_the_two_it_is()
    {
        var keys = CheckedKeys.Check(_city, City, _authority.Certificate, Now);
        var another = Certified(City);
        Assert.False(keys.AreOf(new Municipality(_city) { SealingCertificate = another.SealingCertificate }, Now));
        Assert.False(keys.AreOf(new Municipality(_city) { SigningCertificate = another.SigningCertificate }, Now));
    }

    [Fact]
    public void What_is_not_the_citys_is_refused()
    {
        Refused(_city, new MunicipalityCode("482021"), Now);
        Refused(new Municipality(_city) { SigningCertificate = _city.SealingCertificate }, City, Now);
        Refused(_city, City, Now.AddDays(3650));
    }

    void Refused(Municipality city, MunicipalityCode code, DateTimeOffset at) => Assert.Equal(
        FlowErrorCode.CertificateMismatch, Assert.Throws<FlowException>(() => CheckedKeys.Check(city, code, _authority.Certificate, at)).Code);

    Municipality Certified(MunicipalityCode code)
    {
        using var sealing = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new Municipality
        {
            Code = code.ToString(),
            SealingCertificate = ByteString.CopyFrom(_authority.Issue(code, CityKeyUse.Sealing, sealing.ExportSubjectPublicKeyInfo())),
            SigningCertificate = ByteString.CopyFrom(_authority.Issue(code, CityKeyUse.Signing, signing.ExportSubjectPublicKeyInfo())),
        };
    }
}
