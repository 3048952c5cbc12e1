using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using KioskSim.Testing;

namespace KioskSim.Jpki.Tests.Openssl;

/// <summary>Our asker asks openssl's responder, which reads requests and signs answers by code that nobody here wrote.</summary>
public sealed class OcspServerTests
{
    static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(CertIdHash.Sha1)]
    [InlineData(CertIdHash.Sha256)]
    public async Task Openssls_answers_are_believed_and_understood(CertIdHash hash)
    {
        using var openssl = OpenSsl.OrSkip();
        var now = OpenSsl.Clock.GetUtcNow();
        using var authority = new AuthorityKey(RSA.Create(2048));
        using var responder = RSA.Create(2048);
        var issuer = JpkiCertificates.Authority(authority, new CertificateSerial(1), now.AddDays(-1), now.AddYears(10));
        openssl.Put("ca.pem", PemEncoding.WriteString("CERTIFICATE", issuer));
        openssl.Put("responder.pem", PemEncoding.WriteString("CERTIFICATE", JpkiCertificates.OcspResponder(
            authority, new PublicKey(responder), new CertificateSerial(2), now.AddDays(-1), now.AddYears(1))));
        openssl.Put("responder.key", responder.ExportPkcs8PrivateKeyPem());
        openssl.Put(
            "index.txt",
            """
            V	311231000000Z		1001	unknown	/CN=a
            R	311231000000Z	261118030000Z,keyCompromise	1002	unknown	/CN=b
            R	311231000000Z	261118030000Z,certificateHold	1003	unknown	/CN=c

            """.ReplaceLineEndings("\n"));

        using var trusted = TrustedAuthority.FromDer(issuer);
        var (server, port) = await StartAsync(openssl);
        using var _ = server;
        try
        {
            async Task<CertificateStatus> AskAsync(long serial)
            {
                var id = CertId.For(trusted.Certificate, new CertificateSerial(serial), hash);
                var response = await PostAsync(port, new OcspRequest([id], Nonce).Encode());
                var verdict = new OcspVerifier().Verify(response, trusted, id, Nonce, OpenSsl.Clock.GetUtcNow());
                Assert.Equal(OcspFailure.None, verdict.Failure);
                return verdict.Status;
            }

            var at = new DateTimeOffset(2026, 11, 18, 3, 0, 0, TimeSpan.Zero);
            Assert.Equal(CertificateStatus.Good, await AskAsync(0x1001));
            Assert.Equal(CertificateStatus.Revoked(new(RevocationReason.KeyCompromise, at)), await AskAsync(0x1002));
            Assert.Equal(CertificateStatus.Revoked(new(RevocationReason.CertificateHold, at)), await AskAsync(0x1003));
            Assert.Equal(CertificateStatus.Unknown, await AskAsync(0x1004));
        }
        finally
        {
            server.Kill();
        }
    }

    static async Task<byte[]> PostAsync(int port, byte[] request)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new("application/ocsp-request");
        using var response = await http.PostAsync($"http://127.0.0.1:{port}/", content);
        return await response.Content.ReadAsByteArrayAsync();
    }

    // A port that was free may be another program's by the time that openssl asks for it: then it ends, and the next one is tried.
    static async Task<(Process Server, int Port)> StartAsync(OpenSsl openssl)
    {
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            var server = openssl.Start(
                "ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "responder.pem", "-rkey", "responder.key", "-nmin", "5", "-port", $"{port}");
            if (await ListensAsync(server))
                return (server, port);
            server.Dispose();
            Assert.True(tries < 5, "openssl did not start to listen");
        }
    }

    // openssl says so once it listens, on either stream.
    static async Task<bool> ListensAsync(Process server)
    {
        var heard = new TaskCompletionSource();
        void Hear(object _, DataReceivedEventArgs line)
        {
            if (line.Data?.Contains("waiting for", StringComparison.Ordinal) == true)
                heard.TrySetResult();
        }

        server.OutputDataReceived += Hear;
        server.ErrorDataReceived += Hear;
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        await Task.WhenAny(heard.Task, server.WaitForExitAsync());
        return heard.Task.IsCompleted;
    }

    static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
