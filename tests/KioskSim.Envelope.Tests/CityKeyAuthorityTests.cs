using System.Security.Cryptography;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;

namespace KioskSim.Envelope.Tests;

public sealed class CityKeyAuthorityTests
{
    const int Certificates = 64;

    static readonly MunicipalityCode City = new("482013");
    static readonly DateTimeOffset Now = new(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void Certificates_are_all_of_one_length_so_that_a_run_on_a_thin_line_can_be_had_again()
    {
        using var authority = new CityKeyAuthority(Now, Entropy.Secure);
        var certificates = Enumerable.Range(0, Certificates).Select(_ =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return authority.Issue(City, CityKeyUse.Signing, key.ExportSubjectPublicKeyInfo());
        }).ToList();
        Assert.Single(certificates.Select(c => c.Length).Distinct());
        Assert.All(certificates, certificate => CityCertificate.ReadSigningKey(certificate, City, authority.Certificate, Now).Dispose());
    }
}
