using System.Collections.Concurrent;
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
using KioskSim.Hosting.Spreading;
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

    /// <summary>Where the service is: one address, or, where it stands on several servers, <see cref="SeveralPlaces"/> or a name that stands for several.</summary>
    public required EndPoint Address { get; init; }

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

/// <summary>A caller's end of a line: TLS 1.3 with certificates on both sides, calls spread over the servers of a service, typed errors, traces.</summary>
public sealed class ZoneChannel : IDisposable
{
    // Bytes: a certificate arrives whole, without the receiver having to ask for more.
    const int StreamWindow = 1024 * 1024;

    // Of a caller's patience, so that there is some left for another server.
    const int ServersAPatience = 3;

    readonly ConcurrentBag<GrpcChannel> _channels = [];

    public ZoneChannel(ZoneChannelOptions options)
    {
        var tap = options.Tapped ? new LineTap() : null;
#pragma warning disable RS0030 // Over a socket a deadline is a point in real time, whatever day the simulation is at.
        var clock = options.Lines is null ? TimeProvider.System : options.Clock;
#pragma warning restore RS0030
        var line = options.Address is IPEndPoint only ? Connect(options, only, tap, isOneOfSeveral: false) : Spread(options, tap, clock);
        line = options.Cable?.Calls(line) ?? line;
        Invoker = line.Intercept(new ClientErrors(options.Unreachable, options.Patience, clock)).Intercept(new HopTraces(HopTable.All, tap));
    }

    /// <summary>What generated clients are made with.</summary>
    public CallInvoker Invoker { get; }

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }

    SpreadInvoker Spread(ZoneChannelOptions options, LineTap? tap, TimeProvider clock)
    {
        var first = options.Credential.Holder.Name.Aggregate(0, (sum, letter) => (sum * 31) + letter); // callers begin at different servers, and each of them always at the same
        var servers = new ServerList(
            options.Address.All(), Dns.GetHostAddressesAsync, one => Connect(options, one, tap, isOneOfSeveral: true), clock, first & 0xFFFF);
        return new SpreadInvoker(servers, method => HopTable.All.BeginsSession(method.FullName), clock);
    }

    CallInvoker Connect(ZoneChannelOptions options, IPEndPoint server, LineTap? tap, bool isOneOfSeveral)
    {
        if (options.Lines is { } lines)
            return lines.Connect(options, server);
        var channel = Open(options, server, tap, isOneOfSeveral);
        _channels.Add(channel);
        return channel.CreateCallInvoker();
    }

    static GrpcChannel Open(ZoneChannelOptions options, IPEndPoint server, LineTap? tap, bool isOneOfSeveral)
    {
        var connections = Connections(options, tap);
        if (isOneOfSeveral)
        {
            connections.ConnectTimeout = options.Patience / ServersAPatience;
            connections.PlaintextStreamFilter = (connection, _) => ValueTask.FromResult<Stream>(new Greeting(connection.PlaintextStream));
        }

        return GrpcChannel.ForAddress($"https://{server}", new GrpcChannelOptions
        {
            HttpHandler = isOneOfSeveral ? new SentCheck(connections, (address, stop) => ConnectAsync(tap, options.Cable, address, stop)) : connections, DisposeHttpClient = true, MaxReceiveMessageSize = 32 * 1024 * 1024,
        });
    }

    static SocketsHttpHandler Connections(ZoneChannelOptions options, LineTap? tap) => new()
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
    };

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
