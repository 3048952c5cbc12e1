using System.Net;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>
/// Which address of this machine is on which line, where an engine answers for a name only once it is served: what is listened at under a name is listened at
/// there, under the name's port. One address for all lines, as a pod's in Kubernetes; or each line's own, by the line's subnet, as on a Swarm
/// (<c>lgwan=10.77.2.0/24,internet=10.77.3.0/24</c>).
/// </summary>
public sealed class MachineAddress
{
    /// <summary>Environment variable; not set: each name stands for an address of this machine on its own line.</summary>
    public const string Variable = "KIOSKSIM_ADDRESS";

    readonly Func<Zone, IPAddress?> _on;

    MachineAddress(Func<Zone, IPAddress?> on) => _on = on;

    /// <exception cref="ConfigurationException">No address stands there.</exception>
    public static MachineAddress? FromEnvironment() => Parse(Environment.GetEnvironmentVariable(Variable));

    /// <param name="text">Null or nothing: there is none.</param>
    /// <exception cref="ConfigurationException">No address and no subnets of lines.</exception>
    public static MachineAddress? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (IPAddress.TryParse(text, out var address))
            return new MachineAddress(_ => address);
        var subnets = text.Split(',', StringSplitOptions.TrimEntries).Select(Subnet).ToDictionary();
        return new MachineAddress(zone => subnets.TryGetValue(zone, out var subnet) ? OwnIn(subnet, zone) : null);
    }

    /// <returns>Null: nothing is said of the line.</returns>
    /// <exception cref="ConfigurationException">This machine is not in the subnet that is to be the line's.</exception>
    public IPAddress? On(Zone zone) => _on(zone);

    static KeyValuePair<Zone, IPNetwork> Subnet(string text) =>
        text.Split('=') is [var line, var subnet] && ZoneNames.TryParse(line, out var zone) && IPNetwork.TryParse(subnet, out var network)
            ? KeyValuePair.Create(zone, network)
            : throw new ConfigurationException($"{Variable} is no address and no line's subnet: '{text}'. Write 10.244.1.7 or lgwan=10.77.2.0/24.");

    static IPAddress OwnIn(IPNetwork subnet, Zone zone) =>
        Places.OfThisMachine().FirstOrDefault(subnet.Contains)
            ?? throw new ConfigurationException($"{Variable}: none of this machine's addresses is in {subnet}, which is to be {zone.Name()}.");
}
