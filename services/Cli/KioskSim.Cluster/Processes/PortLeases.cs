using System.Net;
using System.Net.Sockets;
using KioskSim.Hosting.Zones;

namespace KioskSim.Cluster.Processes;

/// <summary>
/// Ports for programs that must know each other's addresses before any of them listens, and keep them while they are down. A port that was only found
/// free may be another's a moment later; one of these no other lease has, in any process of this machine, until it is disposed of or its process ends.
/// </summary>
public sealed class PortLeases : IDisposable
{
    // Below those that Linux gives to whoever asks for any (ip_local_port_range): neither a listener on "port 0" nor a caller's own end takes one.
    const int First = 20000, Last = 32767;

    // The program needs the port of TCP. The lease is the port of UDP with the same number: the kernel gives it to one, and takes it back from the dead.
    readonly List<Socket> _held = [];

    /// <exception cref="IOException">All are taken.</exception>
    public IPEndPoint Take(Zone zone)
    {
        for (var port = First; port <= Last; port++)
        {
            var end = new IPEndPoint(zone.Loopback(), port);
            var lease = new Socket(SocketType.Dgram, ProtocolType.Udp);
            if (TryBind(lease, end) && IsFree(end))
            {
                _held.Add(lease);
                return end;
            }

            lease.Dispose();
        }

        throw new IOException($"No port from {First} to {Last} is free at {zone.Loopback()}. / {zone.Loopback()} に空いているポートがありません。");
    }

    public void Dispose() => _held.ForEach(lease => lease.Dispose());

    static bool IsFree(IPEndPoint end)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        return TryBind(listener, end);
    }

    static bool TryBind(Socket socket, IPEndPoint end)
    {
        try
        {
            socket.Bind(end);
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
