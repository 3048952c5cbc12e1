using System.Text;
using Grpc.Core;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Zones;
using KioskSim.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Security.Tests;

/// <summary>
/// The caller table walked cell by cell: every certificate holder of every line calls every method of every service that listens there.
/// Exactly the listed cells get through (000-02, 000-66, 001-56).
/// </summary>
public sealed class CallerTableTests(KioskSimCluster cluster) : IClassFixture<KioskSimCluster>
{
    static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    // The devices stand for four parties of the flow: the lamp is the clerk, to the kiosk.
    static readonly Dictionary<string, string[]> Hosts = new()
    {
        [Party.CoinSlot] = [Party.CoinSlot, Party.Card, Party.Printer, Party.Clerk],
    };

    [Fact]
    public async Task Every_client_reaches_exactly_the_methods_that_the_table_lists_000_02_000_46_000_65_000_66_000_80_002_06()
    {
        List<string> through = [], listed = [];
        foreach (var (zone, service, role, peer) in Listeners())
        {
            var gate = cluster.Services.Running(service).Services.GetRequiredService<Blocklist>();
            foreach (var client in cluster.Services.Deployment.Members.Where(m => m.Zone == zone && m != new Hosting.Deployments.Member(zone, role, peer)))
            {
                foreach (var method in HopTable.All.Methods.Where(m => Serves(role, m)))
                {
                    var cell = $"{zone.Name()}: {client.Role} → {role} {method}";
                    if (CallerTable.Default.Allows(new Caller(zone, client.Role, client.Name), method))
                        listed.Add(cell);
                    if (await PassesAsync(zone, client.Role, client.Name, role, peer, method))
                        through.Add(cell);
                    gate.Release(new Caller(zone, client.Role, client.Name)); // or its fifth refusal would refuse it everything
                }
            }
        }

        Assert.Equal(listed.Order(), through.Order());
        Assert.NotEmpty(listed);
    }

    [Fact]
    public void Every_row_of_the_table_was_walked()
    {
        var walked = Listeners().SelectMany(l => HopTable.All.Methods.Where(m => Serves(l.Role, m)).Select(m => (l.Zone, m))).ToHashSet();
        foreach (var row in CallerTable.Default.Rows)
        {
            Assert.True(ZoneNames.TryParse(row.Zone, out var zone));
            Assert.All(row.Methods, method => Assert.Contains((zone, $"/{row.Service}/{method}"), walked));
        }
    }

    [Fact]
    public async Task Repeated_refusals_block_the_source_even_from_what_it_may_do_001_56()
    {
        const string allowed = "/kiosksim.centre.ClerkDesk/Find";
        const string forbidden = "/kiosksim.centre.CertificateCentre/Begin";
        Assert.True(await AskAsync(allowed));
        for (var i = 0; i < 5; i++)
            Assert.False(await AskAsync(forbidden));
        Assert.False(await AskAsync(allowed));

        var clerk = new Caller(Zone.StoreLine, Party.Clerk, "clerk");
        cluster.Services.Running("centre").Services.GetRequiredService<Blocklist>().Release(clerk);
        Assert.True(await AskAsync(allowed));

        Task<bool> AskAsync(string method) => PassesAsync(Zone.StoreLine, Party.Clerk, "clerk", Party.Centre, "centre", method);
    }

    /// <summary>Every place where something listens: line, service of the cluster, its role and name there.</summary>
    IEnumerable<(Zone Zone, string Service, string Role, string Peer)> Listeners()
    {
        yield return (Zone.StoreLine, "centre", Party.Centre, "centre");
        yield return (Zone.Internet, "jpki", Party.Jpki, "jpki");
        yield return (Zone.Lgwan, "jpki", Party.Jpki, "jpki");
        yield return (Zone.Cabinet, "kiosk", Party.Kiosk, "kiosk");
        yield return (Zone.Cabinet, "devices", Party.CoinSlot, "devices");
        foreach (var (server, _) in cluster.Services.Servers)
        {
            foreach (var zone in (Zone[])[Zone.Lgwan, Zone.CityCore, Zone.NightDuty])
                yield return (zone, $"city-{server}", Party.City, server);
        }
    }

    static bool Serves(string role, string method) =>
        HopTable.All.Find(method) is not { } hop || Hosts.GetValueOrDefault(role, [role]).Contains(hop.To);

    // An empty message: whether it makes sense is decided behind the gate, and any answer from there is "through". A kiosk that begins
    // says its name, because there the service itself refuses whoever says another's.
    static byte[] Message(string method, string name) =>
        method == "/kiosksim.centre.CertificateCentre/Begin" ? [0x0A, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)] : [];

    async Task<bool> PassesAsync(Zone zone, string role, string name, string peerRole, string peer, string method)
    {
        var channel = Channel(zone, role, name, peerRole, peer);
        var slash = method.LastIndexOf('/');
        var call = channel.Invoker.AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, method[1..slash], method[(slash + 1)..], Raw, Raw), null, new CallOptions());
        try
        {
            await call.RequestStream.WriteAsync(Message(method, name));
            await call.RequestStream.CompleteAsync();
            await call.ResponseStream.MoveNext(default);
            return true;
        }
        catch (RpcException e)
        {
            Assert.False(e.StatusCode is StatusCode.Unavailable or StatusCode.Unimplemented, $"{zone.Name()}: {role} → {peerRole} {method}: {e.Status}");
            return e.StatusCode != StatusCode.PermissionDenied;
        }
        finally
        {
            call.Dispose();
        }
    }

    readonly Dictionary<(Zone, string, string, string), ZoneChannel> _channels = [];

    ZoneChannel Channel(Zone zone, string role, string name, string peerRole, string peer)
    {
        if (!_channels.TryGetValue((zone, role, name, peer), out var channel))
            _channels[(zone, role, name, peer)] = channel = cluster.Services.Open(zone, role, name, peerRole, peer);
        return channel;
    }
}
