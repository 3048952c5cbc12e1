using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Pki.Ocsp;
using static KioskSim.Jpki.Tests.Pki.OddCertificates;

namespace KioskSim.Jpki.Tests.Pki;

public sealed class CertIdTests
{
    static readonly CertificateSerial Serial = new(77);

    [Theory]
    [InlineData(CertIdHash.Sha1)]
    [InlineData(CertIdHash.Sha256)]
    public void An_issuer_is_named_by_name_and_key_together(CertIdHash hash)
    {
        using var issuer = Authority(FirstKey);
        using var sameName = Authority(SecondKey);
        using var sameKey = Authority(FirstKey, name: new X500DistinguishedName("C=JP, O=JPKI"));
        Assert.True(CertId.For(issuer.Certificate, Serial, hash).Names(issuer.Certificate));
        Assert.False(CertId.For(sameName.Certificate, Serial, hash).Names(issuer.Certificate));
        Assert.False(CertId.For(sameKey.Certificate, Serial, hash).Names(issuer.Certificate));
    }

    [Fact]
    public void Two_are_the_same_when_issuer_number_and_hash_are()
    {
        using var issuer = Authority(FirstKey);
        using var sameName = Authority(SecondKey);
        using var sameKey = Authority(FirstKey, name: new X500DistinguishedName("C=JP, O=JPKI"));
        var id = CertId.For(issuer.Certificate, Serial);
        Assert.True(id.IsSameAs(CertId.For(issuer.Certificate, Serial)));
        Assert.False(id.IsSameAs(CertId.For(issuer.Certificate, new CertificateSerial(78))));
        Assert.False(id.IsSameAs(CertId.For(issuer.Certificate, Serial, CertIdHash.Sha1)));
        Assert.False(id.IsSameAs(CertId.For(sameName.Certificate, Serial)));
        Assert.False(id.IsSameAs(CertId.For(sameKey.Certificate, Serial)));
    }
}
