using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using KioskSim.Domain.Time;

namespace KioskSim.Hosting.Spreading;

/// <summary>
/// The servers that stand behind a service: those at its addresses and, where an address is a name, all that the name stands for at the time. A name is
/// looked up again every few seconds of use, when it stood for nothing, and when a server did not take a call. Safe for concurrent use.
/// </summary>
public sealed class ServerList
{
    /// <summary>How old what a name stood for may be.</summary>
    public static readonly TimeSpan NamesAge = TimeSpan.FromSeconds(5);

    readonly IReadOnlyList<EndPoint> _addresses;
    readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;
    readonly Func<IPEndPoint, CallInvoker> _open;
    readonly TimeProvider _clock;
    readonly bool _hasNames;
    readonly ConcurrentDictionary<IPEndPoint, Server> _known = []; // a server that is there again finds its connection
    readonly SemaphoreSlim _lookingUp = new(1, 1);
    volatile IReadOnlyList<Server> _servers = [];
    long _lookedUpAt; // UTC ticks; long ago
    int _turn;

    /// <param name="lookUp">What a name stands for now.</param>
    /// <param name="open">The way to one server; made once for each.</param>
    /// <param name="first">Where the turns begin, so that not all callers begin at the same server.</param>
    public ServerList(IReadOnlyList<EndPoint> addresses, Func<string, CancellationToken, Task<IPAddress[]>> lookUp, Func<IPEndPoint, CallInvoker> open, TimeProvider clock, int first = 0)
    {
        (_addresses, _lookUp, _open, _clock, _turn) = (addresses, lookUp, open, clock, first - 1);
        _hasNames = addresses.Any(a => a is DnsEndPoint);
        if (!_hasNames)
            _servers = [.. addresses.Cast<IPEndPoint>().Distinct().Select(Known)];
    }

    /// <summary>The next in turn. Those that are left out come last: when nobody else is there, one of them is asked all the same.</summary>
    /// <param name="tried">Are not asked again.</param>
    /// <returns>Null: there is no other.</returns>
    public async ValueTask<Server?> NextAsync(IReadOnlyCollection<Server> tried, CancellationToken stop)
    {
        if (_hasNames)
            await RefreshAsync(tried.Count > 0, stop);
        var servers = _servers;
        var turn = unchecked((uint)Interlocked.Increment(ref _turn));
        Server? leftOut = null;
        for (var i = 0u; i < servers.Count; i++)
        {
            var server = servers[(int)((turn + i) % (uint)servers.Count)];
            if (tried.Contains(server))
                continue;
            if (server.MayBeTried())
                return server;
            leftOut ??= server;
        }

        return leftOut;
    }

    Task RefreshAsync(bool now, CancellationToken stop)
    {
        if (now || _servers.Count == 0)
            return LookUpAsync(stop);
        if (_clock.GetUtcNow().UtcTicks - Volatile.Read(ref _lookedUpAt) < NamesAge.Ticks)
            return Task.CompletedTask;
        _ = LookUpAsync(CancellationToken.None); // nobody waits for a name that was known a moment ago
        return Task.CompletedTask;
    }

    async Task LookUpAsync(CancellationToken stop)
    {
        var asked = _clock.GetUtcNow().UtcTicks;
        await _lookingUp.EnterAsync(stop);
        try
        {
            if (Volatile.Read(ref _lookedUpAt) >= asked)
                return; // somebody has, while this waited
            var found = new List<IPEndPoint>();
            foreach (var address in _addresses)
                found.AddRange(address is DnsEndPoint name ? (await _lookUp(name.Host, stop)).Select(ip => new IPEndPoint(ip, name.Port)) : [(IPEndPoint)address]);
            _servers = [.. found.Distinct().OrderBy(a => a.ToString(), StringComparer.Ordinal).Select(Known)];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            // Names are not to be had now: those that were are asked, until they are.
        }
        finally
        {
            Volatile.Write(ref _lookedUpAt, _clock.GetUtcNow().UtcTicks);
            _lookingUp.Release();
        }
    }

    Server Known(IPEndPoint address) => _known.GetOrAdd(address, a => new Server(a, _open(a), _clock));
}
