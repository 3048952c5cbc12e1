using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Tests.Pki;

/// <summary>What stands in the certificates, as .NET's own reader sees it.</summary>
public sealed class ProfileTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    [Fact]
    public void A_user_certificate_follows_the_modelled_profile_000_16()
    {
        using var authority = Authority.Open(
            centre.Store, new AuthorityOptions { OcspAddress = new Uri("http://jpki.kiosksim.example/ocsp") }, JpkiCentre.Noon);
        var issued = centre.Issue(authority, new CertificateSerial(0x6D18006));
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate);

        Assert.Equal("06D18006", certificate.SerialNumber);
        Assert.Equal(JpkiProfile.AuthorityName.RawData, certificate.IssuerName.RawData);
        Assert.Equal(2048, certificate.GetRSAPublicKey()!.KeySize);
        Assert.Equal("1.2.840.113549.1.1.11", certificate.SignatureAlgorithm.Value);
        Assert.Equal(JpkiCentre.Noon.UtcDateTime, certificate.NotBefore.ToUniversalTime());
        Assert.Equal(new DateTime(2031, 6, 1, 14, 59, 59, DateTimeKind.Utc), certificate.NotAfter.ToUniversalTime());

        var extensions = certificate.Extensions.ToDictionary(e => e.Oid!.Value!);
        var usage = Assert.IsType<X509KeyUsageExtension>(extensions["2.5.29.15"]);
        Assert.Equal((X509KeyUsageFlags.DigitalSignature, true), (usage.KeyUsages, usage.Critical));
        var purpose = Assert.IsType<X509EnhancedKeyUsageExtension>(extensions["2.5.29.37"]);
        Assert.Equal("1.3.6.1.5.5.7.3.2", Assert.Single(purpose.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()).Value);
        var information = Assert.IsType<X509AuthorityInformationAccessExtension>(extensions["1.3.6.1.5.5.7.1.1"]);
        Assert.Equal(["http://jpki.kiosksim.example/ocsp"], information.EnumerateOcspUris());
        var issuerKey = Assert.IsType<X509AuthorityKeyIdentifierExtension>(extensions["2.5.29.35"]);
        Assert.Equal(centre.Trusted.Certificate.SubjectKeyIdentifier.ToArray(), issuerKey.KeyIdentifier!.Value.ToArray());
        Assert.Contains("2.5.29.31", extensions);
        Assert.True(ParsedCertificate.TryParse(certificate.RawData, out var parsed));
        Assert.Equal(["1.2.392.200149.8.5.1.3.30"], parsed.Policies);
    }

    [Fact]
    public void Nothing_in_a_user_certificate_names_its_holder_000_51()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(centre.Issue().Certificate);
        var parts = certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false).ToList();
        Assert.Equal(["2.5.4.6", "2.5.4.3"], parts.Select(part => part.GetSingleElementType().Value));
        var identifier = parts[1].GetSingleElementValue()!;
        Assert.Matches("^[0-9A-F]{14}48201001A$", identifier);
    }

    [Fact]
    public void Two_holders_have_two_identifiers_and_one_holder_has_one()
    {
        static string Of(long serial) => JpkiProfile.HolderName(new CertificateSerial(serial), JpkiCentre.Wakabadai).Name;
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void Every_name_says_that_it_is_a_simulators()
    {
        Assert.Equal(
            "C=JP, O=JPKI-SIM, OU=JPKI for user authentication, OU=Japan Agency for Local Authority Information Systems (simulated)",
            JpkiProfile.AuthorityName.Decode(X500DistinguishedNameFlags.None));
        Assert.Contains("O=JPKI-SIM", JpkiProfile.ResponderName.Name);
        Assert.Contains("O=JPKI-SIM", JpkiProfile.DistributionPointName(JpkiCentre.Wakabadai).Name);
    }

    [Fact]
    public void The_authority_is_one_and_signs_certificates_and_lists_only()
    {
        var certificate = centre.Trusted.Certificate;
        Assert.True(certificate.IsAuthority);
        Assert.Equal(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, certificate.KeyUsage);
        Assert.Equal(certificate.Issuer.ToArray(), certificate.Subject.ToArray());
        Assert.Equal(new DateTimeOffset(2035, 11, 17, 23, 59, 59, TimeSpan.FromHours(9)), certificate.NotAfter);
    }
}
