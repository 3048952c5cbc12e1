using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace KioskSim.Hosting.Deployments;

/// <summary>Where somebody listens: an address and a port, or a name that stands for as many addresses as somebody listens at.</summary>
static class Places
{
    /// <summary>Stands between the addresses of several servers.</summary>
    public const char Between = ',';

    /// <summary>Those of each server of a service.</summary>
    /// <exception cref="FormatException">One is no such place.</exception>
    public static IReadOnlyList<EndPoint> ParseAll(string text) => [.. text.Split(Between, StringSplitOptions.TrimEntries).Select(Parse)];

    /// <exception cref="FormatException">No such place.</exception>
    public static EndPoint Parse(string text)
    {
        if (IPEndPoint.TryParse(text, out var address) && text.Contains(':'))
            return address;
        var colon = text.LastIndexOf(':');
        return colon > 0 && Uri.CheckHostName(text[..colon]) == UriHostNameType.Dns
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? new DnsEndPoint(text[..colon], port)
            : throw new FormatException($"'{text}' is no address (192.0.2.1:7001 or a name and a port, centre.store-line:7001).");
    }

    /// <summary>As <see cref="Parse"/> reads it, and as URIs have it.</summary>
    public static string HostAndPort(this EndPoint place) => place is DnsEndPoint name ? $"{name.Host}:{name.Port}" : place.ToString()!;

    /// <summary>Every address that this machine has.</summary>
    public static IReadOnlySet<IPAddress> OfThisMachine() =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address).ToHashSet();

    /// <summary>
    /// The address of this machine that a name stands for: on a network of containers each network has its own names, so that a service listens on the one
    /// network that the name is of, and on no other.
    /// </summary>
    /// <exception cref="IOException">The name is not known here, or stands for others only.</exception>
    public static IPEndPoint Here(this EndPoint place)
    {
        if (place is not DnsEndPoint name)
            return (IPEndPoint)place;
        try
        {
            return Dns.GetHostAddresses(name.Host).FirstOrDefault(OfThisMachine().Contains) is { } here
                ? new IPEndPoint(here, name.Port)
                : throw new IOException($"{name.Host} is none of this machine's addresses, so that nobody can listen there.");
        }
        catch (SocketException e)
        {
            throw new IOException($"{name.Host}, where this service is to listen, is a name that nobody here knows ({e.SocketErrorCode}).", e);
        }
    }
}
