using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Tests.Http;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Testing;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests.Openssl;

/// <summary>
/// openssl asks our responder. It ends with 0 for a revoked certificate too, so its words are what counts: the signature's check and
/// the state.
/// </summary>
public sealed class OcspClientTests(JpkiCentre centre) : IClassFixture<JpkiCentre>, IAsyncLifetime
{
    OpenSsl _openssl = null!;
    JpkiFront _front = null!;

    public async ValueTask InitializeAsync()
    {
        _openssl = OpenSsl.OrSkip();
        centre.Time.Now = OpenSsl.Clock.GetUtcNow();
        _front = await JpkiFront.StartAsync(centre);
        _openssl.Put("ca.pem", Pem(centre.Trusted.Certificate.Der.Span));
    }

    public async ValueTask DisposeAsync()
    {
        if (_front is not null)
            await _front.DisposeAsync();
        _openssl?.Dispose();
    }

    [Fact]
    public async Task A_good_certificate_is_good_000_50()
    {
        PutCard("card.pem");
        var (exit, output) = await AskAsync("-cert", "card.pem");
        Assert.Equal(0, exit);
        Assert.Contains("Response verify OK", output);
        Assert.Contains("card.pem: good", output);
        Assert.DoesNotContain("WARNING", output); // no nonce in response
    }

    [Theory]
    [InlineData(RevocationReason.KeyCompromise, "keyCompromise")]
    [InlineData(RevocationReason.CessationOfOperation, "cessationOfOperation")]
    [InlineData(RevocationReason.CertificateHold, "certificateHold")]
    [InlineData(RevocationReason.Unspecified, null)]
    public async Task A_revoked_certificate_is_revoked_with_reason_and_time(RevocationReason reason, string? shown)
    {
        var serial = PutCard("card.pem");
        if (reason == RevocationReason.CertificateHold)
            centre.Lifecycle.Hold(serial, new DateTimeOffset(2026, 11, 18, 3, 0, 0, TimeSpan.Zero));
        else
            centre.Lifecycle.Revoke(serial, reason, null, new DateTimeOffset(2026, 11, 18, 3, 0, 0, TimeSpan.Zero));
        var (_, output) = await AskAsync("-cert", "card.pem");
        Assert.Contains("Response verify OK", output);
        Assert.Contains("card.pem: revoked", output);
        Assert.Contains("Revocation Time: Nov 18 03:00:00 2026 GMT", output);
        if (shown is null)
            Assert.DoesNotContain("Reason:", output);
        else
            Assert.Contains($"Reason: {shown}", output);
    }

    [Fact]
    public async Task A_certificate_that_was_never_issued_is_unknown()
    {
        var (_, output) = await AskAsync("-serial", "0x7777");
        Assert.Contains("Response verify OK", output);
        Assert.Contains("0x7777: unknown", output);
    }

    [Fact]
    public async Task Hashes_may_be_SHA_256_and_certificates_several()
    {
        PutCard("one.pem");
        centre.Lifecycle.Revoke(PutCard("two.pem"), RevocationReason.Superseded, null, Noon);
        var (_, output) = await AskAsync("-sha256", "-cert", "one.pem", "-sha1", "-cert", "two.pem");
        Assert.Contains("Response verify OK", output);
        Assert.Contains("one.pem: good", output);
        Assert.Contains("two.pem: revoked", output);
    }

    [Fact]
    public async Task Without_a_nonce_it_is_answered_as_well()
    {
        PutCard("card.pem");
        var (_, output) = await AskAsync("-no_nonce", "-cert", "card.pem");
        Assert.Contains("Response verify OK", output);
        Assert.Contains("card.pem: good", output);
    }

    [Fact]
    public async Task A_GET_is_answered_like_a_POST()
    {
        PutCard("card.pem");
        await _openssl.RunAsync("ocsp", "-issuer", "ca.pem", "-cert", "card.pem", "-reqout", "request.der", "-no_nonce");
        var request = _openssl.Get("request.der");
        using var http = new HttpClient();
        foreach (var path in (string[])[Convert.ToBase64String(request), Uri.EscapeDataString(Convert.ToBase64String(request))])
        {
            using var response = await http.GetAsync($"{_front.Url}/{path}");
            Assert.Equal("application/ocsp-response", response.Content.Headers.ContentType!.MediaType);
            _openssl.Put("response.der", await response.Content.ReadAsByteArrayAsync());
            var (_, output) = await _openssl.RunAsync(
                "ocsp", "-respin", "response.der", "-issuer", "ca.pem", "-cert", "card.pem", "-CAfile", "ca.pem", "-no_nonce");
            Assert.Contains("Response verify OK", output);
            Assert.Contains("card.pem: good", output);
        }
    }

    [Fact]
    public async Task An_answer_signed_in_advance_is_good_within_its_window()
    {
        using var usual = new JpkiCentre(new AuthorityOptions());
        usual.Time.Now = OpenSsl.Clock.GetUtcNow();
        await using var front = await JpkiFront.StartAsync(usual, OcspResponder.UsualRefresh);
        _openssl.Put("usual.pem", Pem(usual.Trusted.Certificate.Der.Span));
        _openssl.Put("card.pem", Pem(usual.Issue().Certificate));
        for (var i = 0; i < 2; i++)
        {
            var (_, output) = await _openssl.RunAsync(
                "ocsp", "-issuer", "usual.pem", "-cert", "card.pem", "-url", front.Url, "-CAfile", "usual.pem", "-no_nonce", "-validity_period", "0");
            Assert.Contains("Response verify OK", output);
            Assert.Contains("card.pem: good", output);
            Assert.Contains("Next Update: ", output);
            Assert.DoesNotContain("WARNING", output); // that its times are wrong
        }
    }

    [Fact]
    public async Task A_foreign_issuer_is_refused_as_unauthorized()
    {
        using var foreign = JpkiCentre.Foreign();
        _openssl.Put("foreign.pem", Pem(foreign.Trusted.Certificate.Der.Span));
        var (_, output) = await _openssl.RunAsync("ocsp", "-issuer", "foreign.pem", "-serial", "1", "-url", _front.Url);
        Assert.Contains("unauthorized (6)", output);
    }

    [Fact]
    public async Task Garbage_is_refused_as_malformed()
    {
        using var http = new HttpClient();
        using var garbage = new ByteArrayContent([0x30, 0x01]) { Headers = { ContentType = new("application/ocsp-request") } };
        using var response = await http.PostAsync(_front.Url, garbage);
        _openssl.Put("response.der", await response.Content.ReadAsByteArrayAsync());
        var (_, output) = await _openssl.RunAsync("ocsp", "-respin", "response.der", "-CAfile", "ca.pem");
        Assert.Contains("malformedrequest (1)", output);
    }

    [Fact]
    public async Task A_response_by_name_is_understood_too()
    {
        using var named = new JpkiCentre(new AuthorityOptions { ResponderNaming = ResponderNaming.ByName });
        named.Time.Now = OpenSsl.Clock.GetUtcNow();
        _openssl.Put("named.pem", Pem(named.Trusted.Certificate.Der.Span));
        _openssl.Put("card.pem", Pem(named.Issue().Certificate));
        await _openssl.RunAsync("ocsp", "-issuer", "named.pem", "-cert", "card.pem", "-reqout", "request.der", "-no_nonce");
        _openssl.Put("response.der", named.Responder.Answer(_openssl.Get("request.der")));
        var (_, output) = await _openssl.RunAsync(
            "ocsp", "-respin", "response.der", "-issuer", "named.pem", "-cert", "card.pem", "-CAfile", "named.pem", "-no_nonce", "-resp_text");
        Assert.Contains("Responder Id: C = JP, O = JPKI-SIM, OU = JPKI for user authentication, OU = OCSP responder", output);
        Assert.Contains("Response verify OK", output);
    }

    [Fact]
    public async Task Openssl_does_not_believe_a_response_that_was_altered()
    {
        // The control: that "verify OK" above means something.
        PutCard("card.pem");
        await _openssl.RunAsync("ocsp", "-issuer", "ca.pem", "-cert", "card.pem", "-reqout", "request.der", "-no_nonce");
        var response = centre.Responder.Answer(_openssl.Get("request.der"));
        response[response.AsSpan().IndexOf("20"u8) + 2] ^= 1;
        _openssl.Put("response.der", response);
        var (_, output) = await _openssl.RunAsync(
            "ocsp", "-respin", "response.der", "-issuer", "ca.pem", "-cert", "card.pem", "-CAfile", "ca.pem", "-no_nonce");
        Assert.DoesNotContain("Response verify OK", output);
    }

    CertificateSerial PutCard(string name)
    {
        var issued = centre.Issue();
        _openssl.Put(name, Pem(issued.Certificate));
        return issued.Serial;
    }

    Task<(int ExitCode, string Output)> AskAsync(params string[] what) =>
        _openssl.RunAsync(["ocsp", "-issuer", "ca.pem", .. what, "-url", _front.Url, "-CAfile", "ca.pem"]);

    static string Pem(ReadOnlySpan<byte> der)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.ExportCertificatePem() + "\n";
    }
}
