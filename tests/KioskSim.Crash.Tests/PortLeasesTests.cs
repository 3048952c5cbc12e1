using System.Net.Sockets;
using KioskSim.Cluster.Processes;
using KioskSim.Hosting.Zones;

namespace KioskSim.Crash.Tests;

/// <summary>A program that was killed finds its port again.</summary>
public sealed class PortLeasesTests
{
    [Fact]
    public void A_port_is_leased_once_and_is_free_for_the_program_that_is_to_listen_there()
    {
        using var ports = new PortLeases();
        using var others = new PortLeases();
        var port = ports.Take(Zone.Lgwan);
        Assert.NotEqual(port, others.Take(Zone.Lgwan));
        Assert.NotEqual(port, ports.Take(Zone.Lgwan));
        using var program = new TcpListener(port);
        program.Start();
    }

    [Fact]
    public void A_port_where_somebody_listens_is_not_leased()
    {
        using var others = new PortLeases();
        var taken = others.Take(Zone.Lgwan);
        using var program = new TcpListener(taken);
        program.Start();
        others.Dispose();
        using var ports = new PortLeases();
        Assert.NotEqual(taken, ports.Take(Zone.Lgwan));
    }

    [Fact]
    public async Task No_caller_has_a_leased_port_as_its_own_end()
    {
        var range = (await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_local_port_range")).Split('\t', 2);
        using var ports = new PortLeases();
        Assert.True(ports.Take(Zone.Lgwan).Port < int.Parse(range[0]));
    }
}
