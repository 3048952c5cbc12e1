using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A computer that is plugged into a closed line and tries to get a word out of a service.</summary>
static class StrangerOnTheLine
{
    // The preface of HTTP/2 (RFC 9113 section 3.4) and an empty SETTINGS frame, which every server answers.
    static readonly byte[] Greeting = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, 0, 0, 0, 4, 0, 0, 0, 0, 0];

    /// <summary>With TLS 1.3 the server judges after the client has finished: what counts is whether it says a word afterwards.</summary>
    /// <param name="certificate">Null: shows none.</param>
    /// <returns>Bytes that it answered.</returns>
    public static async Task<int> KnockAsync(IPEndPoint service, X509Certificate2? certificate, CancellationToken stop)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service, stop);
        try
        {
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = "city",
                    EnabledSslProtocols = SslProtocols.Tls13,
                    ApplicationProtocols = [SslApplicationProtocol.Http2],
                    ClientCertificates = certificate is null ? null : [certificate],
                    LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate!,
                    RemoteCertificateValidationCallback = (_, server, _, _) => server is not null, // a stranger is not choosy
                },
                stop);
            await tls.WriteAsync(Greeting, stop);
            return await tls.ReadAsync(new byte[64], stop);
        }
        catch (Exception e) when (e is IOException or AuthenticationException)
        {
            return 0;
        }
    }
}
