using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>How a channel connects and what it accepts.</summary>
public class GrpcChannelOptions
{
    const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>Null follows the address: TLS for https, none for http.</summary>
    public ChannelCredentials? Credentials { get; set; }

    /// <summary>In bytes, before packing; null for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>In bytes, packed and unpacked; null for no limit. 4 MiB unless set.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>
    /// The transport with its trust, client certificates and keep-alive. On one of your own set
    /// <see cref="SocketsHttpHandler.EnableMultipleHttp2Connections"/>, or the calls beyond a connection's stream limit wait.
    /// </summary>
    public HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>A client to use in place of a handler. Its timeout ends calls, too.</summary>
    public HttpClient? HttpClient { get; set; }

    /// <summary>Dispose <see cref="HttpHandler"/> or <see cref="HttpClient"/> with the channel.</summary>
    public bool DisposeHttpClient { get; set; }

    /// <summary>Send call credentials over plaintext, too. Without it they are left out there.</summary>
    public bool UnsafeUseInsecureChannelCallCredentials { get; set; }

    /// <summary>Where the channel finds a <see cref="TimeProvider"/> for deadlines; without one it uses the system's clock.</summary>
    public IServiceProvider? ServiceProvider { get; set; }
}
