using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Errors;
using KioskSim.Hosting.Taps;
using KioskSim.Hosting.Traces;
using KioskSim.Hosting.Wiring;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting;

/// <summary>How to reach a service over a line.</summary>
public sealed record ZoneChannelOptions
{
    /// <summary>What the caller shows, and whom it trusts.</summary>
    public required ZoneCredential Credential { get; init; }

    public required IPEndPoint Address { get; init; }

    /// <summary>What the other end must be: a <see cref="Domain.Flow.Party"/>.</summary>
    public required string Role { get; init; }

    /// <summary>What it means that it does not answer.</summary>
    public required FlowErrorCode Unreachable { get; init; }

    public required TimeProvider Clock { get; init; }

    /// <summary>Whether somebody listens between TLS and the socket (<see cref="Taps.Overheard"/>).</summary>
    public bool Tapped { get; init; }

    /// <summary>What is between the caller and the service; null: nothing.</summary>
    public ICable? Cable { get; init; }

    /// <summary>How long a call may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Null: sockets.</summary>
    public ILines? Lines { get; init; }
}

/// <summary>A caller's end of a line: TLS 1.3 with certificates on both sides, typed errors, traces.</summary>
public sealed class ZoneChannel : IDisposable
{
    // Bytes: a certificate arrives whole, without the receiver having to ask for more.
    const int StreamWindow = 1024 * 1024;

    readonly GrpcChannel? _channel;

    public ZoneChannel(ZoneChannelOptions options)
    {
        var tap = options.Tapped ? new LineTap() : null;
#pragma warning disable RS0030 // Over a socket a deadline is a point in real time, whatever day the simulation is at.
        var (line, deadlines) = options.Lines is { } lines
            ? (lines.Connect(options), options.Clock)
            : ((_channel = Open(options, tap)).CreateCallInvoker(), TimeProvider.System);
#pragma warning restore RS0030
        line = options.Cable?.Calls(line) ?? line;
        Invoker = line.Intercept(new ClientErrors(options.Unreachable, options.Patience, deadlines)).Intercept(new HopTraces(HopTable.All, tap));
    }

    /// <summary>What generated clients are made with.</summary>
    public CallInvoker Invoker { get; }

    public void Dispose() => _channel?.Dispose();

    static GrpcChannel Open(ZoneChannelOptions options, LineTap? tap) => GrpcChannel.ForAddress($"https://{options.Address}", new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = options.Patience,
            ConnectCallback = tap is null && options.Cable is null ? null : (context, stop) => ConnectAsync(tap, options.Cable, context.DnsEndPoint, stop),
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            InitialHttp2StreamWindowSize = StreamWindow,
            // A line has nothing of the web's: what is not needed is not gone through for each call.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificates = [options.Credential.Certificate],
                LocalCertificateSelectionCallback = (_, _, _, _, _) => options.Credential.Certificate,
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is X509Certificate2 peer
                    && options.Credential.Trusts(peer, options.Clock.GetUtcNow())
                    && Caller.Read(options.Credential.Zone, peer).Role == options.Role,
            },
        },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = 32 * 1024 * 1024,
    });

    static async ValueTask<Stream> ConnectAsync(LineTap? tap, ICable? cable, DnsEndPoint address, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, stop);
            Stream connection = new NetworkStream(socket, ownsSocket: true);
            connection = cable?.Bytes(connection) ?? connection;
            return tap?.On(connection) ?? connection;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
