using System.Security.Cryptography;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Crl;
using KioskSim.Pki.Certificates;
using KioskSim.Testing;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Openssl;

/// <summary>What openssl says of our certificates and revocation lists.</summary>
public sealed class ChainTests
{
    static readonly string Now = $"{Noon.ToUnixTimeSeconds()}";

    [Fact]
    public async Task Openssl_follows_the_path_and_finds_who_is_revoked()
    {
        using var openssl = OpenSsl.OrSkip();
        using var centre = new JpkiCentre();
        var good = Put(openssl, centre, "good.pem");
        var revoked = Put(openssl, centre, "revoked.pem");
        var held = Put(openssl, centre, "held.pem");
        centre.Lifecycle.Revoke(revoked, RevocationReason.KeyCompromise, null, Noon.AddHours(-1));
        centre.Lifecycle.Hold(held, Noon.AddHours(-1));
        openssl.Put("ca.pem", Pem("CERTIFICATE", centre.Trusted.Certificate.Der.ToArray()));
        openssl.Put("crl.pem", Pem("X509 CRL", new CrlPublisher(centre.Store).Publish(centre.Authority.Generations[0], Noon).OfAll()));

        var (_, checkedList) = await openssl.RunAsync("crl", "-in", "crl.pem", "-CAfile", "ca.pem", "-text", "-noout");
        Assert.Contains("verify OK", checkedList);
        Assert.Contains("Key Compromise", checkedList);
        Assert.Contains("Certificate Hold", checkedList);
        Assert.Contains("X509v3 CRL Number", checkedList);

        Task<(int ExitCode, string Output)> VerifyAsync(string card) => openssl.RunAsync(
            "verify", "-attime", Now, "-x509_strict", "-policy_check", "-explicit_policy", "-policy", "1.2.392.200149.8.5.1.3.30",
            "-purpose", "sslclient", "-crl_check", "-CRLfile", "crl.pem", "-CAfile", "ca.pem", card);
        Assert.Equal((0, "good.pem: OK\n"), await VerifyAsync("good.pem"));
        Assert.Contains("certificate revoked", (await VerifyAsync("revoked.pem")).Output);
        Assert.Contains("certificate revoked", (await VerifyAsync("held.pem")).Output);
        Assert.NotEqual(revoked, good);
    }

    [Fact]
    public async Task Openssl_takes_each_municipalitys_list_for_its_own_certificates_and_for_no_others()
    {
        using var openssl = OpenSsl.OrSkip();
        using var centre = new JpkiCentre();
        var here = Put(openssl, centre, "here.pem");
        Put(openssl, centre, "good.pem");
        var there = centre.IssueIn(Shiosaki);
        openssl.Put("there.pem", Pem("CERTIFICATE", there.Certificate));
        centre.Lifecycle.Revoke(here, RevocationReason.KeyCompromise, null, Noon.AddHours(-1));
        centre.Lifecycle.Revoke(there.Serial, RevocationReason.Superseded, null, Noon.AddHours(-1));
        openssl.Put("ca.pem", Pem("CERTIFICATE", centre.Trusted.Certificate.Der.ToArray()));
        var edition = new CrlPublisher(centre.Store).Publish(centre.Authority.Generations[0], Noon);
        openssl.Put("here.crl", Pem("X509 CRL", edition.Of(Wakabadai)!));
        openssl.Put("there.crl", Pem("X509 CRL", edition.Of(Shiosaki)!));

        var (_, list) = await openssl.RunAsync("crl", "-in", "here.crl", "-CAfile", "ca.pem", "-text", "-noout");
        Assert.Contains("verify OK", list);
        Assert.Contains("X509v3 Issuing Distribution Point: critical", list);
        Assert.Contains($"CN = {Wakabadai} CRLDP", list);
        Assert.Contains("Key Compromise", list);
        Assert.DoesNotContain("Superseded", list);

        async Task<string> VerifyAsync(string crl, string card) => (await openssl.RunAsync(
            "verify", "-attime", Now, "-x509_strict", "-crl_check", "-CRLfile", crl, "-CAfile", "ca.pem", card)).Output;
        Assert.Equal("good.pem: OK\n", await VerifyAsync("here.crl", "good.pem"));
        Assert.Contains("certificate revoked", await VerifyAsync("here.crl", "here.pem"));
        Assert.Contains("certificate revoked", await VerifyAsync("there.crl", "there.pem"));
        Assert.Contains("different CRL scope", await VerifyAsync("there.crl", "good.pem"));
        Assert.Contains("different CRL scope", await VerifyAsync("here.crl", "there.pem"));
    }

    [Fact]
    public async Task Openssl_reads_the_list_of_a_municipality_where_nothing_is_revoked()
    {
        using var openssl = OpenSsl.OrSkip();
        using var centre = new JpkiCentre();
        Put(openssl, centre, "good.pem");
        openssl.Put("ca.pem", Pem("CERTIFICATE", centre.Trusted.Certificate.Der.ToArray()));
        openssl.Put("empty.crl", Pem("X509 CRL", new CrlPublisher(centre.Store).Publish(centre.Authority.Generations[0], Noon).Of(Wakabadai)!));
        var (_, list) = await openssl.RunAsync("crl", "-in", "empty.crl", "-CAfile", "ca.pem", "-text", "-noout");
        Assert.Contains("verify OK", list);
        Assert.Contains("No Revoked Certificates", list);
        var (exit, _) = await openssl.RunAsync("verify", "-attime", Now, "-crl_check", "-CRLfile", "empty.crl", "-CAfile", "ca.pem", "good.pem");
        Assert.Equal(0, exit);
    }

    [Fact]
    public async Task Openssl_tells_the_generations_apart()
    {
        using var openssl = OpenSsl.OrSkip();
        using var centre = new JpkiCentre();
        Put(openssl, centre, "old.pem");
        centre.Authority.BeginGeneration(Noon);
        Put(openssl, centre, "young.pem");
        var generations = centre.Authority.Generations.Select(known => Pem("CERTIFICATE", known.Certificate.Der.ToArray())).ToList();
        openssl.Put("first.pem", generations[0]);
        openssl.Put("second.pem", generations[1]);
        openssl.Put("both.pem", string.Concat(generations));

        async Task<int> VerifyAsync(string authorities, string card) =>
            (await openssl.RunAsync("verify", "-attime", Now, "-CAfile", authorities, card)).ExitCode;
        Assert.Equal(0, await VerifyAsync("both.pem", "old.pem"));
        Assert.Equal(0, await VerifyAsync("both.pem", "young.pem"));
        Assert.NotEqual(0, await VerifyAsync("second.pem", "old.pem"));
        Assert.NotEqual(0, await VerifyAsync("first.pem", "young.pem"));
    }

    static CertificateSerial Put(OpenSsl openssl, JpkiCentre centre, string name)
    {
        var issued = centre.Issue();
        openssl.Put(name, Pem("CERTIFICATE", issued.Certificate));
        return issued.Serial;
    }

    static string Pem(string label, byte[] der) => PemEncoding.WriteString(label, der) + "\n";
}
