using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using KioskSim.Cluster.Processes;
using KioskSim.Devices;
using KioskSim.Hosting.Deployments;
using KioskSim.Jpki.Host;
using KioskSim.Kiosk.App;
using KioskSim.Testing.Tls;

namespace KioskSim.Security.Tests.Tls;

/// <summary>No listener with TLS has a weakness that testssl calls medium or worse, but for those below, each for its reason (000-79).</summary>
public sealed class TlsListenerTests(ScannedServices services) : IClassFixture<ScannedServices>
{
    // By testssl's ids.
    static readonly Dictionary<string, string> Accepted = new()
    {
        ["cert_revocation"] = "an authority forgets its key when it has issued, so that nobody could sign a list; where a key was lost, the line's certificates are renewed (kiosksim renew)",
    };

    static readonly Dictionary<string, string> AcceptedOfAPrinter = new()
    {
        ["cert_revocation"] = "nobody vouches for it, so nobody revokes it; who trusts it no more takes its digest out of kiosk.json",
        ["cert_chain_of_trust"] = "a printer signs its certificate itself, as printers do; the kiosk knows it by its digest",
        ["cert_validityPeriod"] = "it lives as long as the printer: a new one would have to be written into each kiosk",
        ["security_headers"] = "they tell browsers what a page may do, and a printer has no page: it answers IPP",
    };

    [Fact]
    public void Services_have_no_weakness_000_79()
    {
        Assert.NotEmpty(services.OfServices);
        foreach (var findings in services.OfServices.Values)
        {
            Testssl.AssertClean(Accepted, findings);
            Testssl.AssertLookedAt(findings);
            Assert.Contains(findings, f => f is { Id: "cert_chain_of_trust", Severity: "OK" });
        }
    }

    [Fact]
    public void A_printer_by_ipps_has_no_weakness_000_79()
    {
        Testssl.AssertClean(AcceptedOfAPrinter, services.OfThePrinter);
        Testssl.AssertLookedAt(services.OfThePrinter);
    }

    /// <summary>What was scanned holds for all: they agree on the same, and refuse the same.</summary>
    [Fact]
    public async Task Every_other_listener_agrees_on_the_same_000_79()
    {
        var listeners = services.Deployment.OwnListeners;
        // Without TLS: answers that are signed, and cables inside of the machine.
        string[] plain = [JpkiHost.PlainHttp, DevicesHost.Printers, KioskHost.CardReader(ProcessCluster.Kiosk)];
        Assert.Equal(services.Deployment.Addresses.Keys.Except(plain).Count(), listeners.Count);
        foreach (var listener in listeners)
        {
            Assert.Equal((SslProtocols.Tls13, TlsCipherSuite.TLS_AES_256_GCM_SHA384), await AgreeAsync(listener, SslProtocols.Tls13));
            await Assert.ThrowsAnyAsync<Exception>(() => AgreeAsync(listener, SslProtocols.Tls12));
        }
    }

    async Task<(SslProtocols Version, TlsCipherSuite Suite)> AgreeAsync(Member listener, SslProtocols version)
    {
        var credential = services.Deployment.Credential(listener.Zone, listener.Role, listener.Name);
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)services.Deployment.Address(listener.Zone, listener.Name));
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = listener.Name,
            EnabledSslProtocols = version,
            ClientCertificates = [credential.Certificate],
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && credential.Certificate.RawData.SequenceEqual(certificate.GetRawCertData()),
        });
        return (tls.SslProtocol, tls.NegotiatedCipherSuite);
    }
}
