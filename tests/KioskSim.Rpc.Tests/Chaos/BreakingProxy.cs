using System.Net;
using System.Net.Sockets;

namespace KioskSim.Rpc.Tests.Chaos;

/// <summary>Passes connections on to a server and cuts each after as many bytes as a seeded dice says.</summary>
sealed class BreakingProxy : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Random _random;
    readonly int _serverPort;
    readonly List<Task> _connections = [];
    readonly Task _accepting;

    public BreakingProxy(int serverPort, int seed)
    {
        _serverPort = serverPort;
        _random = new Random(seed);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Connections that were cut.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    int _cuts;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                _connections.Add(PassAsync(client, _random.Next(10_000, 3_000_000)));
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException)
        {
            // Stopped.
        }
    }

    async Task PassAsync(Socket client, int allowed)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                var left = new Budget(allowed);
                await Task.WhenAny(CopyAsync(client, server, left), CopyAsync(server, client, left));
                if (left.IsSpent)
                    Interlocked.Increment(ref _cuts);
                // A reset, not a polite end.
                client.LingerState = server.LingerState = new LingerOption(true, 0);
            }
            catch (SocketException)
            {
                // One side was gone already.
            }
        }
    }

    static async Task CopyAsync(Socket from, Socket to, Budget left)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer)) > 0 && left.Spend(count))
                await to.SendAsync(buffer.AsMemory(0, count));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The other direction closed both.
        }
    }

    sealed class Budget(int bytes)
    {
        int _left = bytes;

        public bool IsSpent => Volatile.Read(ref _left) < 0;

        public bool Spend(int count) => Interlocked.Add(ref _left, -count) >= 0;
    }
}
