using System.Net;
using System.Net.Sockets;
using KioskSim.Card.Slots;

namespace KioskSim.Card.Vpcd;

/// <summary>
/// The reader's side of vpcd: a slot into which another process inserts a card by connecting. One card at a time; the next waits in
/// the listener's queue until the first is gone.
/// </summary>
public sealed class VpcdSlot : ICardSlot, IAsyncDisposable
{
    /// <summary>A chip answers within a second; a card that takes longer than this is broken.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    readonly LocalSlot _slot = new();
    readonly CancellationTokenSource _closing = new();
    readonly TimeProvider _time;
    readonly Task _serving;

    VpcdSlot(IPEndPoint endpoint, TimeProvider time)
    {
        _time = time;
        try
        {
            _listener.Bind(endpoint);
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        _serving = ServeAsync();
    }

    /// <param name="endpoint">Where cards connect; port 0 takes any free one. Keep it on the loopback unless the network is closed.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public static VpcdSlot Listen(IPEndPoint endpoint, TimeProvider time) => new(endpoint, time);

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndPoint!;

    public InsertedCard? Current => _slot.Current;

    public Task<InsertedCard> WaitForCardAsync(CancellationToken cancel = default) => _slot.WaitForCardAsync(cancel);

    async Task ServeAsync()
    {
        await Task.Yield();
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                using var card = new RemoteCard(await _listener.AcceptAsync(_closing.Token), _time, Patience);
                await card.StayAsync(_slot, _closing.Token);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // A connection that was no card, a card pulled, or the slot closing: the slot is empty again.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _serving;
        _listener.Dispose();
    }
}
