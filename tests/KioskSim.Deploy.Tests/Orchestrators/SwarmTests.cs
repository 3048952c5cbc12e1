using System.Net;
using System.Text.Json;
using KioskSim.Cluster.Containers;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;

namespace KioskSim.Deploy.Tests.Orchestrators;

/// <summary>Whether the stack is what compose.yaml is, which is compared with the table of callers, but for what a Swarm has otherwise.</summary>
public sealed class SwarmTests
{
    static readonly Lazy<JsonElement> ReadStack = new(() => Manifests.Read("swarm/stack.yaml")[0]);
    static readonly Lazy<JsonElement> ReadCompose = new(() => Manifests.Read("../compose.yaml")[0]);

    static JsonElement Stack => ReadStack.Value;

    static JsonElement Compose => ReadCompose.Value;

    static IEnumerable<JsonProperty> Services => Stack.At("services").EnumerateObject();

    [Fact]
    public void The_Compose_Specification_has_nothing_against_it() => Assert.Empty(ComposeSchema.ErrorsOf(Stack));

    [Fact]
    public void The_same_services_run_the_same_programs_on_the_same_lines_000_79()
    {
        Assert.Equal(Names(Compose.At("services")), Names(Stack.At("services")));
        foreach (var service in Services)
        {
            var composed = Compose.At("services", service.Name);
            foreach (var what in (string[])["image", "command", "secrets"])
                Assert.Equal(Text(composed, what), Text(service.Value, what));
            Assert.Equal(Networks(composed), Networks(service.Value));
        }
    }

    [Fact]
    public void Every_network_leads_nowhere_else_but_that_of_visitors_000_79()
    {
        Assert.Equal(Names(Compose.At("networks")), Names(Stack.At("networks")));
        Assert.All(
            Stack.At("networks").EnumerateObject(),
            network => Assert.Equal(network.Name != "visitors", network.Value.TryGetProperty("internal", out var inside) && inside.GetBoolean()));
    }

    [Fact]
    public void Who_listens_is_told_the_subnets_of_its_own_lines()
    {
        var subnets = Stack.At("networks").EnumerateObject().Where(n => n.Value.TryGetProperty("ipam", out _))
            .ToDictionary(n => n.Name, n => IPNetwork.Parse(n.Value.At("ipam", "config")[0].At("subnet").GetString()!));
        Assert.Equal(subnets.Count, subnets.Values.Distinct().Count());
        var listeners = Services.Where(s => s.Value.TryGetProperty("environment", out var e) && e.TryGetProperty(MachineAddress.Variable, out _)).ToList();
        Assert.Equal(Names(Stack.At("services")).Except([.. ContainerMap.Databases, ContainerMap.Registers]), listeners.Select(l => l.Name).Order(StringComparer.Ordinal));
        foreach (var listener in listeners.Where(l => l.Name != ContainerMap.Inquiry)) // which is on no line
        {
            var said = listener.Value.At("environment", MachineAddress.Variable).GetString()!;
            Assert.Throws<ConfigurationException>(() => ZoneNames.All.Select(z => MachineAddress.Parse(said)!.On(z)).ToList()); // of which this machine is in none
            var lines = said.Split(',').Select(s => s.Split('=')).ToDictionary(s => s[0], s => IPNetwork.Parse(s[1]));
            Assert.All(lines, line => Assert.Equal(subnets[line.Key], line.Value));
            Assert.All(lines.Keys, line => Assert.Contains(line, Networks(listener.Value).Keys));
            Assert.All(Networks(listener.Value).Where(n => n.Value.Length > 0), named => Assert.Contains(named.Key, lines.Keys)); // where it has a name it is called
        }
    }

    [Theory]
    [InlineData(ContainerMap.Jpki, 2)]
    [InlineData(ContainerMap.Centre, 2)]
    [InlineData("city-482013", 3)]
    public void Of_several_servers_a_new_one_serves_before_an_old_one_leaves(string service, int servers)
    {
        var deploy = Stack.At("services", service, "deploy");
        Assert.Equal(servers, deploy.At("replicas").GetInt32());
        Assert.Equal("dnsrr", deploy.At("endpoint_mode").GetString()); // a name is all of them: callers spread their calls themselves
        Assert.Equal(("start-first", 1), (deploy.At("update_config", "order").GetString(), deploy.At("update_config", "parallelism").GetInt32()));
        Assert.True(Stack.At("services", service).TryGetProperty("healthcheck", out _));
    }

    [Fact]
    public void A_service_may_do_nothing_but_serve_and_there_is_nowhere_on_the_kiosk_to_leave_anything_000_57()
    {
        foreach (var service in Services.Where(s => !ContainerMap.Databases.Contains(s.Name)))
        {
            Assert.True(service.Value.At("read_only").GetBoolean(), service.Name);
            Assert.Equal(["ALL"], service.Value.At("cap_drop").EnumerateArray().Select(c => c.GetString()));
            Assert.DoesNotContain("0", service.Value.At("user").GetString()!.Split(':'));
        }

        Assert.False(Stack.At("services", ContainerMap.Kiosk).TryGetProperty("volumes", out _));
    }

    [Theory]
    [InlineData(ContainerMap.Machine)]
    [InlineData(ContainerMap.Prover)]
    public void Nobody_stands_at_the_machine_and_nobody_is_on_every_line_until_called(string service) =>
        Assert.Equal(0, Stack.At("services", service, "deploy", "replicas").GetInt32());

    static List<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)];

    static string Text(JsonElement service, string what) => service.TryGetProperty(what, out var value) ? value.GetRawText() : "";

    /// <returns>Of each network the names that the service has there.</returns>
    static SortedDictionary<string, string> Networks(JsonElement service) => new(
        service.At("networks") is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().ToDictionary(n => n.GetString()!, _ => "")
            : service.At("networks").EnumerateObject().ToDictionary(n => n.Name, n => n.Value.TryGetProperty("aliases", out var names) ? names.GetRawText() : ""),
        StringComparer.Ordinal);
}
