using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using KioskSim.Hosting.Zones;

namespace KioskSim.Security.Tests.Lines;

/// <summary>Somebody on a line: passes everything on, both ways, and keeps it.</summary>
sealed class LineTap : IAsyncDisposable
{
    readonly Socket _listener;
    readonly EndPoint _service;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentBag<Conversation> _conversations = [];
    readonly Task _accepting;

    /// <param name="service">Who listens at the other end.</param>
    public LineTap(Zone line, EndPoint service)
    {
        (Line, _service) = (line, service);
        _listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(line.Loopback(), 0));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public Zone Line { get; }

    /// <summary>Where callers come in.</summary>
    public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>What was heard, of each connection.</summary>
    public IReadOnlyList<Conversation> Heard => [.. _conversations];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        List<Task> running = [];
        try
        {
            while (true)
                running.Add(PassAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(running);
        }
    }

    async Task PassAsync(Socket caller)
    {
        using (caller)
        using (var service = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            var conversation = new Conversation();
            _conversations.Add(conversation);
            try
            {
                await service.ConnectAsync(_service, _stop.Token);
                await Task.WhenAll(CopyAsync(caller, service, conversation.ToService), CopyAsync(service, caller, conversation.ToCaller));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // One of the two hung up.
            }
        }
    }

    async Task CopyAsync(Socket from, Socket to, Recording recording)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count)
        {
            recording.Add(buffer.AsSpan(0, count));
            await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    /// <summary>One connection, as it was on the wire.</summary>
    public sealed class Conversation
    {
        public Recording ToService { get; } = new();

        public Recording ToCaller { get; } = new();
    }

    public sealed class Recording
    {
        readonly MemoryStream _bytes = new();

        public void Add(ReadOnlySpan<byte> bytes)
        {
            lock (_bytes)
                _bytes.Write(bytes);
        }

        public byte[] Bytes
        {
            get
            {
                lock (_bytes)
                    return _bytes.ToArray();
            }
        }
    }
}
