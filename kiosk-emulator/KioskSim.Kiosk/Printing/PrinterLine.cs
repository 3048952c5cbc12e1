using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Kiosk.Printing;

/// <summary>
/// One connection to the printer. What is written goes from where it lies to the wire: a socket takes spans as they are, and so does
/// <see cref="SslStream.Write(ReadOnlySpan{byte})"/>, which encrypts them record by record into buffers that hold the sealed form only.
/// </summary>
sealed class PrinterLine : IDisposable
{
    readonly Socket _socket;
    readonly Stream _stream;

    /// <exception cref="IOException">Nobody listens, or not the printer that the kiosk knows.</exception>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public PrinterLine(PrinterAddress printer, TimeSpan timeout)
    {
        _socket = printer.End is IPEndPoint ? new Socket(printer.End.AddressFamily, SocketType.Stream, ProtocolType.Tcp) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        _socket.NoDelay = true;
        _socket.SendTimeout = _socket.ReceiveTimeout = (int)timeout.TotalMilliseconds;
        try
        {
            _socket.Connect(printer.End);
            var plain = new NetworkStream(_socket, ownsSocket: true);
            _stream = printer.Pin is { } pin ? Secure(plain, pin) : plain;
        }
        catch
        {
            _socket.Dispose();
            throw;
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <returns>0: the printer has said all.</returns>
    public int Read(Span<byte> into) => _stream.Read(into);

    public void Dispose() => _stream.Dispose();

    static SslStream Secure(NetworkStream plain, byte[] pin)
    {
        var known = true;
        var stream = new SslStream(plain);
        try
        {
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions
            {
                TargetHost = "printer", // whatever name it gives itself, its hash is what counts
                EnabledSslProtocols = SslProtocols.Tls13,
                AllowTlsResume = false,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, shown, _, _) => known = shown is not null && SHA256.HashData(shown.GetRawCertData()).AsSpan().SequenceEqual(pin),
            });
            return stream;
        }
        catch (AuthenticationException e)
        {
            stream.Dispose();
            throw new IOException(known ? "The printer does not speak TLS 1.3." : "The printer shows another certificate than the kiosk knows (printerCertificate in kiosk.json).", e);
        }
    }
}
