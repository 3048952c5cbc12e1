using System.Net;
using Grpc.Core;
using KioskSim.Hosting;
using KioskSim.Hosting.Wiring;
using KioskSim.Simulation.Log;
using KioskSim.Simulation.Loop;
using Microsoft.AspNetCore.Builder;

namespace KioskSim.Simulation.Network;

/// <summary>
/// The lines of a simulation. What is sent is bytes, as on a socket, and takes its time by the simulation's clock; certificates are shown and looked
/// at as in TLS. What is left out is TLS itself: nobody listens here.
/// </summary>
public sealed class SimulatedLines(EventLoop loop, LoopClock clock, Weather weather, EventLog log) : ILines
{
    const int FirstPort = 40_000;

    readonly Dictionary<EndPoint, ServedHere> _services = [];
    readonly Dictionary<EndPoint, PlainHere> _machines = [];
    int _lastPort = FirstPort;

    internal EventLoop Loop => loop;

    internal LoopClock Clock => clock;

    internal Weather Weather => weather;

    internal EventLog Log => log;

    public IServed Serve(WebApplication service, IReadOnlyList<ZoneListener> listeners)
    {
        var served = new ServedHere(this, service, [.. listeners.Select(l => l with { Address = Place(l.Address) })]);
        foreach (var address in served.Addresses)
            _services.Add(address, served);
        served.Begin();
        return served;
    }

    public CallInvoker Connect(ZoneChannelOptions options, IPEndPoint server) => new LineInvoker(this, options, server);

    public IServedPlainly Serve(IPEndPoint address, Func<string, byte[], byte[]> answer)
    {
        var served = new PlainHere(Place(address), answer, a => _machines.Remove(a));
        _machines.Add(served.Address, served);
        return served;
    }

    public byte[] Post(EndPoint address, string path, ReadOnlySpan<byte> message, ReadOnlySpan<byte> document) =>
        _machines.TryGetValue(address, out var machine) ? machine.Answer(path, [.. message, .. document]) : throw new IOException("Nobody answers.");

    /// <returns>Null: nobody listens there.</returns>
    internal ServedHere? Find(EndPoint address) => _services.GetValueOrDefault(address);

    internal void Remove(ServedHere served)
    {
        foreach (var address in served.Addresses)
            _services.Remove(address);
    }

    // A service that is started again is where it was.
    IPEndPoint Place(IPEndPoint wanted) => wanted.Port == 0 ? new IPEndPoint(wanted.Address, ++_lastPort) : wanted;

    sealed class PlainHere(IPEndPoint address, Func<string, byte[], byte[]> answer, Action<IPEndPoint> remove) : IServedPlainly
    {
        public IPEndPoint Address => address;

        public byte[] Answer(string path, byte[] body) => answer(path, body);

        public void Dispose() => remove(address);
    }
}
