using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>A server that plays a script on every connection: what our client makes of answers that no library would give.</summary>
sealed class ScriptedServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly List<Task> _connections = [];
    readonly Task _accepting;

    /// <param name="script">Gets each connection. Its exceptions fail the test at the end.</param>
    public ScriptedServer(Func<RawConnection, Task> script)
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync(script);
    }

    public Uri Address { get; }

    /// <summary>Waits for the first call, sends the frames on its stream, and reads what the client says until it closes.</summary>
    public static ScriptedServer Answering(Func<int, Frame[]> frames) => new(async connection =>
    {
        while (await connection.ReceiveAsync() is { } frame)
        {
            if (frame.Type == FrameType.Headers)
                await connection.SendAsync(frames(frame.Stream));
        }
    });

    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        return GrpcChannel.ForAddress(Address, options);
    }

    public static TestService.TestServiceClient Client(GrpcChannel channel) => new(channel);

    /// <summary>Stops, and fails if a script failed. Dispose channels before: scripts see the end of their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections).Soon();
    }

    async Task AcceptAsync(Func<RawConnection, Task> script)
    {
        while (true)
        {
            RawConnection connection;
            try
            {
                connection = await RawConnection.AcceptAsync(_listener);
            }
            catch (Exception error) when (error is SocketException or InvalidOperationException or TimeoutException)
            {
                return;
            }
            _connections.Add(PlayAsync(connection, script));
        }
    }

    static async Task PlayAsync(RawConnection connection, Func<RawConnection, Task> script)
    {
        using (connection)
            await script(connection);
    }
}
