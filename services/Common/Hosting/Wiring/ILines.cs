using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;

namespace KioskSim.Hosting.Wiring;

/// <summary>
/// Lines that are not sockets: they join callers and services of one process, in a run that can be had again. Callers, callees and all that is between
/// (caller table, typed errors, traces) are the same.
/// </summary>
public interface ILines
{
    /// <summary>A service answers on its lines, and goes about what it does by itself, until it is disposed of.</summary>
    /// <param name="service">Built, and not started by anybody else.</param>
    IServed Serve(WebApplication service, IReadOnlyList<ZoneListener> listeners);

    /// <summary>A caller's end of a line.</summary>
    /// <param name="server">Which of the addresses is meant.</param>
    CallInvoker Connect(ZoneChannelOptions options, IPEndPoint server);

    /// <summary>A machine that is asked by plain HTTP answers, until it is disposed of.</summary>
    /// <param name="address">Port 0: any.</param>
    IServedPlainly Serve(IPEndPoint address, Func<string, byte[], byte[]> answer);

    /// <summary>Asks such a machine.</summary>
    /// <param name="message">The beginning of what is sent.</param>
    /// <param name="document">The rest of it.</param>
    /// <exception cref="IOException">Nobody answers there.</exception>
    byte[] Post(EndPoint address, string path, ReadOnlySpan<byte> message, ReadOnlySpan<byte> document);
}

/// <summary>A service that answers on some lines.</summary>
public interface IServed : IAsyncDisposable
{
    /// <summary>Where, in the order of its listeners.</summary>
    IReadOnlyList<IPEndPoint> Addresses { get; }
}

/// <summary>A machine that answers by plain HTTP.</summary>
public interface IServedPlainly : IDisposable
{
    IPEndPoint Address { get; }
}
