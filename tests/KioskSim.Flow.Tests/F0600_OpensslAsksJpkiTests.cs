using System.Security.Cryptography.X509Certificates;
using KioskSim.Card.Applet;
using KioskSim.Fixtures;
using KioskSim.Jpki.Host;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>The running JPKI centre, asked by software that nobody here wrote: OCSP and CRL over plain HTTP (RFC 6960, RFC 5280).</summary>
public sealed class F0600_OpensslAsksJpkiTests(KioskSimCluster cluster) : IDisposable
{
    const string TenYears = "315360000";

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-openssl-").FullName;

    [Theory]
    [InlineData("usable", ": good")]
    [InlineData("revoked", ": revoked")]
    [InlineData("on-hold", ": revoked")]
    public async Task Openssl_gets_the_status_of_a_card_and_believes_its_signature_000_48(string trait, string status)
    {
        var (certificate, issuer) = await FilesAsync(trait);
        var answer = Openssl(
            "ocsp", "-issuer", issuer, "-cert", certificate, "-url", $"http://{Http}/ocsp", "-CAfile", issuer,
            "-attime", $"{cluster.Time.ToUnixTimeSeconds()}", "-validity_period", TenYears); // it is another date there than in the simulation

        Assert.Contains("Response verify OK", answer);
        Assert.Contains(status, answer);
    }

    [Fact]
    public async Task Openssl_verifies_the_revocation_list_and_finds_a_revoked_card_in_it_000_48()
    {
        var (certificate, issuer) = await FilesAsync("revoked");
        using var http = new HttpClient();
        var list = Path.Combine(_folder, "list.crl");
        await File.WriteAllBytesAsync(list, await http.GetByteArrayAsync($"http://{Http}/crl/1"));
        var read = Openssl("crl", "-inform", "DER", "-in", list, "-CAfile", issuer, "-noout", "-text");

        Assert.Contains("verify OK", read);
        using var card = X509CertificateLoader.LoadCertificateFromFile(certificate);
        Assert.Contains($"Serial Number: {card.SerialNumber}", read);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string Http => cluster.Services.Deployment.Http(JpkiHost.PlainHttp).Authority;

    // A card's certificate and its authority's, as the chip gives them.
    async Task<(string Certificate, string Issuer)> FilesAsync(string trait)
    {
        var resident = cluster.Residents(trait, TestCities.OwnServer, 1)[0];
        var card = (JpkiCard)await cluster.Services.Wallet.TakeOutAsync(TestCities.OwnServer, resident, CancellationToken.None);
        var credential = card.State.UserAuthentication;
        return (Pem("card.pem", credential.Certificate), Pem("authority.pem", credential.IssuerCertificate));
    }

    string Pem(string name, ReadOnlyMemory<byte> der)
    {
        var path = Path.Combine(_folder, name);
        using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        File.WriteAllText(path, certificate.ExportCertificatePem());
        return path;
    }

    static string Openssl(params string[] arguments)
    {
        var run = ForeignProgram.Run("openssl", "/usr/bin/openssl", arguments);
        return run.Text + run.Errors;
    }
}
