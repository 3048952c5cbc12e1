using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Crl;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using KioskSim.Testing;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Issuing;

/// <summary>署名用電子証明書: who gets one, what stands in it, and that a kiosk has no use for it.</summary>
public sealed class SigningCertificateTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    static readonly SigningAttributes Holder = new("山田　𠮷子", "葦原県若葉台市大字横手1563番地12", Birth, 2);

    IssuedCertificate Sign(CertificateSerial? beside = null, Func<IssueOrder, IssueOrder>? change = null)
    {
        var order = new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry) { Attributes = Holder, Beside = beside };
        return centre.Authority.Issue(change?.Invoke(order) ?? order, Noon);
    }

    [Fact]
    public void It_has_an_authority_of_its_own_and_the_modelled_profile_000_16()
    {
        var issued = Sign();
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate);
        Assert.Equal(
            "C=JP, O=JPKI-SIM, OU=JPKI for digital signature, OU=Japan Agency for Local Authority Information Systems (simulated)",
            certificate.IssuerName.Decode(X500DistinguishedNameFlags.None));
        var usage = Assert.Single(certificate.Extensions.OfType<X509KeyUsageExtension>());
        Assert.Equal((X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true), (usage.KeyUsages, usage.Critical));
        Assert.Empty(certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>());
        Assert.True(ParsedCertificate.TryParse(issued.Certificate, out var parsed));
        Assert.Equal(["1.2.392.200149.8.5.1.1.20"], parsed.Policies);
        Assert.Equal(CertificateLifetime.EndOf(new DateOnly(2031, 6, 1)), parsed.NotAfter);

        var issuer = centre.Authority.IssuerOf(issued.Certificate);
        Assert.Equal(CertificatePurpose.Signing, issuer.Purpose);
        Assert.Equal([issuer.Certificate.Der.ToArray()], centre.Authority.CertificatesOf(CertificatePurpose.Signing));
        Assert.DoesNotContain(issuer.Certificate.Der.ToArray(), centre.Authority.CertificatesOf(CertificatePurpose.UserAuthentication));
        Assert.Equal(CertificatePurpose.Signing, centre.Store.Find(issued.Serial)!.Purpose);
    }

    [Fact]
    public async Task Openssl_reads_the_holder_in_it_and_follows_its_path()
    {
        using var openssl = OpenSsl.OrSkip();
        var issued = Sign();
        openssl.Put("sign.pem", PemEncoding.WriteString("CERTIFICATE", issued.Certificate));
        openssl.Put("ca.pem", PemEncoding.WriteString("CERTIFICATE", centre.Authority.IssuerOf(issued.Certificate).Certificate.Der.Span));
        openssl.Put("user-ca.pem", PemEncoding.WriteString("CERTIFICATE", centre.Trusted.Certificate.Der.Span));
        string[] verify = ["verify", "-attime", $"{Noon.ToUnixTimeSeconds()}", "-x509_strict", "-policy_check", "-explicit_policy", "-policy", JpkiProfile.SigningPolicy];
        Assert.Equal((0, "sign.pem: OK\n"), await openssl.RunAsync([.. verify, "-CAfile", "ca.pem", "sign.pem"]));
        Assert.NotEqual(0, (await openssl.RunAsync([.. verify, "-CAfile", "user-ca.pem", "sign.pem"])).ExitCode);

        var (_, structure) = await openssl.RunAsync("asn1parse", "-in", "sign.pem", "-strparse", $"{Offset(issued.Certificate)}");
        foreach (var text in (string[])[Holder.Name, Holder.Address, "19800601", ":2\n"])
            Assert.Contains(text, structure, StringComparison.Ordinal);
    }

    // Where the content of the SubjectAlternativeName extension begins: after its identifier, in an octet string with a two-byte head.
    static int Offset(byte[] certificate)
    {
        var at = certificate.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x06, 0x03, 0x55, 0x1D, 0x11]);
        Assert.True(at > 0);
        return at + 5;
    }

    [Theory]
    [InlineData("2011-11-18", true)] // fifteen today
    [InlineData("2011-11-19", false)] // tomorrow
    [InlineData("2020-01-01", false)]
    public void Nobody_under_fifteen_gets_one_000_16(string birth, bool gets)
    {
        var born = DateOnly.Parse(birth);
        IssuedCertificate Order() => Sign(change: o => o with { Birth = born, Attributes = Holder with { Birth = born } });
        if (gets)
            Assert.NotEmpty(Order().Certificate);
        else
            Assert.Equal(FlowErrorCode.UnderAge, Assert.Throws<FlowException>(Order).Code);
    }

    [Fact]
    public void A_child_gets_one_for_user_authentication()
    {
        var child = centre.Authority.Issue(new IssueOrder(CardPublicKey, Wakabadai, new DateOnly(2020, 1, 1), new DateOnly(2031, 1, 1)), Noon);
        Assert.Equal(CertificateLifetime.EndOf(new DateOnly(2031, 1, 1)), centre.Store.Find(child.Serial)!.NotAfter);
    }

    [Fact]
    public void It_ends_with_the_certificate_beside_it_000_16()
    {
        var user = centre.Authority.Issue(new IssueOrder(CardPublicKey, Wakabadai, Birth, new DateOnly(2028, 3, 31)), Noon);
        var beside = centre.Store.Find(Sign(user.Serial).Serial)!;
        Assert.Equal((user.Serial, CertificateLifetime.EndOf(new DateOnly(2028, 3, 31))), (beside.Beside, beside.NotAfter));
    }

    [Fact]
    public void It_is_not_issued_beside_what_is_revoked_or_unknown_or_a_signing_certificate_itself()
    {
        var revoked = centre.Issue().Serial;
        centre.Lifecycle.Revoke(revoked, RevocationCause.Lost, Noon);
        foreach (var beside in (CertificateSerial[])[revoked, new(888_888_888), Sign().Serial])
            Assert.Equal(FlowErrorCode.BadRequest, Assert.Throws<FlowException>(() => Sign(beside)).Code);
    }

    [Fact]
    public void It_names_its_holder_whole_or_is_refused()
    {
        SigningAttributes[] wrong = [Holder with { Name = "" }, Holder with { Address = "" }, Holder with { Birth = Birth.AddDays(1) }];
        foreach (var attributes in wrong)
        {
            var refusal = Assert.Throws<FlowException>(() => Sign(change: o => o with { Attributes = attributes }));
            Assert.Equal(FlowErrorCode.BadRequest, refusal.Code);
            Assert.DoesNotContain("山田", refusal.ToString(), StringComparison.Ordinal);
        }
    }

    // The city and the centre trust the other authority only; were they to trust this one, the profile would still be wrong.
    [Fact]
    public void A_kiosk_cannot_use_it_000_31()
    {
        var issued = Sign();
        using var signing = new TrustedAuthority(centre.Authority.IssuerOf(issued.Certificate).Certificate);
        Assert.Equal(PathFailure.IssuerUnknown, Validate(centre.Trusted));
        Assert.Contains(Validate(signing), (PathFailure[])[PathFailure.ExtendedKeyUsageWrong, PathFailure.PolicyWrong]);

        PathFailure Validate(TrustedAuthority authority)
        {
            using var path = new PathValidator([authority], JpkiProfile.UserAuthentication).Validate(issued.Certificate, RevocationSource.AskedElsewhere, Noon);
            return path.Failure;
        }
    }

    [Fact]
    public void Its_municipalitys_list_covers_it_and_those_of_user_authentication_do_not_000_50()
    {
        var (good, revoked) = (Sign(), Sign());
        centre.Lifecycle.Revoke(revoked.Serial, RevocationCause.HolderRequest, Noon);
        var issuer = centre.Authority.IssuerOf(good.Certificate);
        var own = new CrlPublisher(centre.Store).Publish(issuer, Noon).Of(Wakabadai)!;
        var other = new CrlPublisher(centre.Store).Publish(centre.Authority.Generations[0], Noon).OfAll();
        Assert.Equal(RevocationState.Good, State(good, own));
        Assert.Equal(RevocationState.Revoked, State(revoked, own));
        Assert.Equal(RevocationState.Undetermined, State(revoked, other));

        RevocationState State(IssuedCertificate certificate, byte[] list)
        {
            Assert.True(ParsedCertificate.TryParse(certificate.Certificate, out var parsed));
            Assert.True(RevocationList.TryParse(list, out var read));
            using var trusted = new TrustedAuthority(issuer.Certificate);
            return RevocationCheck.StatusOf(parsed, trusted, [read], Noon).State;
        }
    }

    [Fact]
    public void What_JPKI_keeps_of_it_beside_itself_names_nobody_000_51()
    {
        var record = centre.Store.Find(Sign().Serial)!;
        Assert.DoesNotContain("山田", record.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("山田", new IssueOrder(CardPublicKey, Wakabadai, Birth, CardExpiry) { Attributes = Holder }.ToString(), StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(Holder.ToString()) < 32);
    }
}
