using System.Net;
using System.Net.Sockets;

namespace KioskSim.Rpc.Tests.Raw;

/// <summary>A connection that speaks HTTP/2 frame by frame, as a client or as a server. Any wait ends with the test's patience.</summary>
sealed class RawConnection : IDisposable
{
    const uint LargeWindow = 1 << 30;
    const ushort HeaderTableSize = 1;
    const ushort InitialWindowSize = 4;
    const int PrefaceLength = 24;

    readonly Socket _socket;
    readonly NetworkStream _stream;

    RawConnection(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Connects as a client and says hello.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="window">What each stream may send before it is asked for more, in bytes.</param>
    public static async Task<RawConnection> ConnectAsync(Uri server, uint window = LargeWindow)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port).Soon();
        var connection = new RawConnection(socket);
        await connection.SendAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await connection.SayHelloAsync(window);
        return connection;
    }

    /// <summary>Accepts a client and says hello.</summary>
    public static async Task<RawConnection> AcceptAsync(TcpListener listener)
    {
        var connection = new RawConnection(await listener.AcceptSocketAsync().Soon());
        connection._socket.NoDelay = true;
        await connection._stream.ReadExactlyAsync(new byte[PrefaceLength]).AsTask().Soon();
        await connection.SayHelloAsync(LargeWindow);
        return connection;
    }

    public Task SendAsync(params Frame[] frames) => SendAsync([.. frames.SelectMany(static frame => frame.ToBytes())]);

    /// <returns>False if the peer has closed the connection.</returns>
    public async Task<bool> TrySendAsync(byte[] bytes)
    {
        try
        {
            await SendAsync(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask().Soon();

    /// <summary>The next frame that is not about the connection itself; null at its end.</summary>
    public async Task<Frame?> ReceiveAsync()
    {
        while (true)
        {
            var frame = await ReadAsync();
            switch (frame)
            {
                case { Type: FrameType.Settings, Flags: 0 }:
                    await TrySendAsync(new Frame(FrameType.Settings, Frame.Ack, 0, []).ToBytes());
                    break;
                case { Type: FrameType.Ping, Flags: 0 }:
                    await TrySendAsync((frame with { Flags = Frame.Ack }).ToBytes());
                    break;
                case { Type: FrameType.Settings or FrameType.WindowUpdate or FrameType.Priority }:
                    break;
                default:
                    return frame;
            }
        }
    }

    /// <summary>Everything that arrives on a stream, up to its end.</summary>
    public async Task<RawExchange> ReceiveAllAsync(int stream)
    {
        var exchange = new RawExchange();
        while (await ReceiveAsync() is { } frame)
        {
            if (frame.Type == FrameType.GoAway)
                exchange.GoAwayCode = frame.ErrorCode;
            if (frame.Stream == stream && exchange.Add(frame))
                return exchange;
        }
        exchange.IsCut = true;
        return exchange;
    }

    /// <summary>Half-closes: the peer sees the end of what this side sends.</summary>
    public void FinishSending()
    {
        if (_socket.Connected)
            _socket.Shutdown(SocketShutdown.Send);
    }

    public void Dispose() => _stream.Dispose();

    async Task<Frame?> ReadAsync()
    {
        try
        {
            return await Frame.ReadAsync(_stream).Soon();
        }
        catch (IOException)
        {
            // Reset by the peer.
            return null;
        }
    }

    Task SayHelloAsync(uint window) => SendAsync(
        Frame.Settings((HeaderTableSize, 0), (InitialWindowSize, window)), Frame.WindowUpdate(0, LargeWindow));
}
