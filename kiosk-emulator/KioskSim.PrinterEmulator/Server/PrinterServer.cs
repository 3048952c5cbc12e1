using System.Collections.Frozen;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KioskSim.PrinterEmulator.Endpoint;

namespace KioskSim.PrinterEmulator.Server;

/// <summary>
/// Where printers listen: IPP over HTTP/1.1 (RFC 8010 section 4), in the clear or by TLS 1.3. One port, any number of printers, each on a path
/// of its own. A printer that is switched off answers nobody: its connections break.
/// </summary>
public sealed class PrinterServer : IDisposable
{
    const int LargestBody = 64 * 1024 * 1024;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly CancellationTokenSource _closing = new();
    readonly FrozenDictionary<string, IppEndpoint> _printers;
    readonly X509Certificate2? _certificate;
    readonly TimeProvider _clock;
    readonly Socket _socket;

    /// <param name="address">Port 0: any free one.</param>
    /// <param name="certificate">What it shows; null: without TLS.</param>
    /// <param name="clock">By which a connection that says nothing is given up.</param>
    /// <param name="printers">By path; told where the server listens.</param>
    /// <exception cref="IOException">The address is taken, or not one of this machine's.</exception>
    public PrinterServer(
        IPEndPoint address, X509Certificate2? certificate, TimeProvider clock, Func<IPEndPoint, IReadOnlyDictionary<string, IppEndpoint>> printers)
    {
        _certificate = certificate;
        _clock = clock;
        _socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(address);
            _socket.Listen(backlog: 512);
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new IOException($"The printer cannot listen at {address}: {e.Message}.", e);
        }

        Address = (IPEndPoint)_socket.LocalEndPoint!;
        _printers = printers(Address).ToFrozenDictionary(StringComparer.Ordinal);
        _ = AcceptAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>Nobody is answered any more.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var connection = await _socket.AcceptAsync(_closing.Token);
                _ = ServeAsync(connection);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Whoever knocked was gone before the door opened, or the door is closed for good.
            }
        }
    }

    async Task ServeAsync(Socket connection)
    {
        connection.NoDelay = true;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        await using var idle = _clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), patience, Patience, Timeout.InfiniteTimeSpan);
        await using var plain = new NetworkStream(connection, ownsSocket: true);
        await using var secure = _certificate is null ? null : new SslStream(plain);
        try
        {
            if (secure is not null)
                await secure.AuthenticateAsServerAsync(Tls(_certificate!), patience.Token);
            await AnswerAllAsync((Stream?)secure ?? plain, () => idle.Change(Patience, Timeout.InfiniteTimeSpan), patience.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException or PowerIsOff)
        {
            // A connection that breaks is the caller's to notice; a reset says that nothing more comes.
            connection.LingerState = new LingerOption(enable: true, seconds: 0);
            connection.Dispose();
        }
    }

    async Task AnswerAllAsync(Stream stream, Action heard, CancellationToken stop)
    {
        var reader = new HttpReader(stream, LargestBody);
        try
        {
            while (await reader.ReadAsync(stop) is { } request)
            {
                heard();
                await AnswerAsync(stream, request, stop);
                if (!request.KeepAlive)
                    return;
            }
        }
        catch (HttpRefusal e)
        {
            await WriteAsync(stream, e.Status, e.Message, [], close: true, stop);
        }
    }

    async Task AnswerAsync(Stream stream, HttpRequest request, CancellationToken stop)
    {
        try
        {
            if (!_printers.TryGetValue(request.Path, out var printer))
                throw new HttpRefusal(404, "Not Found");
            if (printer.IsDead)
                throw new PowerIsOff();
            if (request.Method != "POST")
                throw new HttpRefusal(405, "Method Not Allowed");
            if (request.ContentType.Split(';')[0].Trim() != "application/ipp")
                throw new HttpRefusal(415, "Unsupported Media Type");
            var answer = printer.Answer(request.Body);
            if (printer.IsDead)
                throw new PowerIsOff(); // in the middle
            await WriteAsync(stream, 200, "OK", answer, close: !request.KeepAlive, stop);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(request.Body);
        }
    }

    static async Task WriteAsync(Stream stream, int status, string reason, byte[] body, bool close, CancellationToken stop)
    {
        var head = $"HTTP/1.1 {status} {reason}\r\nContent-Type: application/ipp\r\nContent-Length: {body.Length}\r\n{(close ? "Connection: close\r\n" : "")}\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], stop);
        await stream.FlushAsync(stop);
    }

    static SslServerAuthenticationOptions Tls(X509Certificate2 certificate) => new()
    {
        ServerCertificate = certificate,
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
    };

    sealed class PowerIsOff : Exception;
}
