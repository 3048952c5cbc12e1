using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Profile;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>openssl's own responder over as many certificates, with an authority and a delegated responder of the same kind.</summary>
sealed class OpensslResponder : IDisposable
{
#pragma warning disable RS0030 // openssl judges by the system's clock.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    static readonly DateTimeOffset Now = Clock.GetUtcNow();

    readonly Process _server;

    OpensslResponder(Process server, ParsedCertificate authority, Uri url) => (_server, Authority, Url) = (server, authority, url);

    public ParsedCertificate Authority { get; }

    public Uri Url { get; }

    public static async Task<OpensslResponder> StartAsync(string folder, int certificates, int processes)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"openssl-{processes}")).FullName;
        using var key = new AuthorityKey(RSA.Create(JpkiProfile.KeyBits));
        using var responder = RSA.Create(JpkiProfile.KeyBits);
        var authority = JpkiCertificates.Authority(key, new CertificateSerial(1_000_001), Now.AddDays(-1), Now.AddYears(1));
        Put("ca.pem", PemEncoding.WriteString("CERTIFICATE", authority));
        Put("responder.pem", PemEncoding.WriteString("CERTIFICATE", JpkiCertificates.OcspResponder(
            key, new PublicKey(responder), new CertificateSerial(1_000_002), Now.AddDays(-1), Now.AddYears(1))));
        Put("responder.key", responder.ExportPkcs8PrivateKeyPem());
        Put("index.txt", string.Concat(Enumerable.Range(1, certificates).Select(i => $"V\t311231000000Z\t\t{Hex(i)}\tunknown\t/CN={i}\n")));

        var port = FreePort();
        string[] multi = processes > 1 ? ["-multi", $"{processes}"] : [];
        var server = Tool.Start(
            "openssl", own,
            ["ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "responder.pem", "-rkey", "responder.key", "-nmin", "15", "-port", $"{port}", .. multi]);
        ParsedCertificate.TryParse(authority, out var parsed);
        var url = new Uri($"http://127.0.0.1:{port}/");
        var question = new OcspRequest([CertId.For(parsed!, new CertificateSerial(1), CertIdHash.Sha1)]).Encode();
        await WaitUntilItAnswersAsync(server, new Uri(url, Uri.EscapeDataString(Convert.ToBase64String(question))));
        return new OpensslResponder(server, parsed!, url);

        void Put(string name, string content) => File.WriteAllText(Path.Combine(own, name), content);
    }

    // With several processes it does not say when it listens: so it is asked. What it says is read away, as it would stop when that is full.
    static async Task WaitUntilItAnswersAsync(Process server, Uri question)
    {
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                await http.GetByteArrayAsync(question);
                return;
            }
            catch (HttpRequestException) when (tries < 100 && !server.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Clock);
            }
        }
    }

    static string Hex(int serial) => serial.ToString(serial > 0xFFFF ? "X6" : serial > 0xFF ? "X4" : "X2");

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        _server.Kill(entireProcessTree: true);
        _server.Dispose();
    }
}
