using System.Net;
using System.Text.Json;
using KioskSim.Cluster;
using KioskSim.Cluster.Containers;
using KioskSim.Cluster.Parts;
using KioskSim.Devices;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Hosting;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Deployments;

namespace KioskSim.Deploy.Tests.Orchestrators.Kubernetes;

/// <summary>Whether the policies of the cluster let through what the table of callers lets through, and nothing else.</summary>
public sealed class NetworkPolicyTests
{
    const int Sql = 5432;
    const int Dns = 53;
    const int FirstReader = 7100;
    const int LastReader = 7199;

    // Of the hundred that a program may have.
    static readonly int[] Readers = [FirstReader, 7150, LastReader];

    static readonly Pod Names = new("kube-system", "coredns", Label("k8s-app", "kube-dns"));
    static readonly Pod Visitor = new("ingress", "entrance", Label("app", "ingress"));

    // Which parties of the flow a pod is, by its label.
    static IReadOnlyList<string> RolesOf(Pod pod) => pod.Party switch
    {
        Party.Centre or Party.Jpki or Party.City or Party.Kiosk or Party.Registry => [pod.Party],
        "machine" when pod.Name == ContainerMap.Prover => [Party.CoinSlot, Party.Citizen, Party.CardOffice, Party.Registry],
        "machine" => [Party.CoinSlot, Party.Citizen],
        _ => [],
    };

    public static TheoryData<bool> Both => [false, true];

    [Theory]
    [MemberData(nameof(Both))]
    public void Whoever_has_a_row_in_the_table_of_callers_gets_through_on_that_lines_port_and_nobody_else_000_02_000_79(bool somebodyIsThere)
    {
        var cluster = somebodyIsThere ? Cluster.Everything : Cluster.Services;
        Assert.Equal(Wanted(cluster).Order(StringComparer.Ordinal), Reached(cluster, [.. cluster.OfKind("NetworkPolicy")]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_policy_is_needed_and_one_too_many_is_found()
    {
        var cluster = Cluster.Everything;
        var policies = cluster.OfKind("NetworkPolicy").ToList();
        var reached = Reached(cluster, policies);
        foreach (var policy in policies)
            Assert.False(Reached(cluster, [.. policies.Where(p => !p.Equals(policy))]).SetEquals(reached), $"{Cluster.NamespaceOf(policy)}/{Cluster.NameOf(policy)} changes nothing.");

        var open = JsonDocument.Parse("""
            { "metadata": { "name": "open", "namespace": "kiosksim-jpki" }, "spec": { "podSelector": {}, "policyTypes": ["Ingress"], "ingress": [{}] } }
            """).RootElement;
        var more = Reached(cluster, [.. policies, open]).Except(reached).ToList();
        Assert.Contains("elsewhere/kiosk → kiosksim-jpki/jpki TCP 7002", more);
        Assert.Contains("outside → kiosksim-jpki/jpki-postgres TCP 5432", more);
    }

    [Fact]
    public void No_port_of_a_pod_is_of_two_lines()
    {
        using var deployment = Laid();
        var listened = deployment.Addresses.Select(a => (DnsEndPoint)Assert.Single(a.Value)).ToList();
        foreach (var pod in Cluster.Everything.Pods.Where(p => p.Party != "postgres"))
        {
            var own = listened.Where(l => ServicesOf(pod).Contains(l.Host)).Select(l => l.Port).ToList();
            Assert.Equal(own.Count, own.Distinct().Count());
        }
    }

    [Fact]
    public void Each_name_that_is_listened_at_is_a_service_of_the_pods_that_do()
    {
        using var deployment = Laid();
        var services = Cluster.Services.OfKind("Service").Where(IsSelecting).ToList();
        foreach (var (what, place) in deployment.Addresses.Select(a => (a.Key, (DnsEndPoint)Assert.Single(a.Value))))
        {
            var service = Assert.Single(services, s => Cluster.NameOf(s) == place.Host);
            if (place.Port is not (>= FirstReader and <= LastReader)) // as many as there are kiosks
                Assert.Contains(place.Port, service.At("spec", "ports").EnumerateArray().Select(p => p.At("port").GetInt32()));
            var behind = Assert.Single(Cluster.Everything.Pods.Where(p => ServicesOf(p).Contains(place.Host)).Select(p => p.Name).Except([ContainerMap.Prover]));
            Assert.StartsWith(behind, place.Host, StringComparison.Ordinal);
            Assert.True(what == "inquiry-http" || service.At("spec", "clusterIP").GetString() == "None", what); // callers choose among servers themselves
        }

        Assert.Equal(
            ((string[])[.. deployment.Addresses.Select(a => ((DnsEndPoint)a.Value[0]).Host).Distinct(), .. ContainerMap.Databases]).Order(StringComparer.Ordinal),
            services.Select(Cluster.NameOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_namespace_knows_the_names_of_whom_its_pods_call_and_of_nobody_else(bool somebodyIsThere)
    {
        var cluster = somebodyIsThere ? Cluster.Everything : Cluster.Services;
        using var deployment = Laid();
        var known = cluster.OfKind("Service").Where(s => !IsSelecting(s)).Select(s => $"{Cluster.NamespaceOf(s)}: {s.At("spec", "externalName").GetString()}");
        var called = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (from, to, port) in Calls(cluster, deployment).Where(c => c.From.Namespace != c.To.Namespace))
        {
            var host = to.Party == "postgres" ? to.Name : Assert.Single(deployment.Addresses.Select(a => (DnsEndPoint)a.Value[0]), a => a.Port == port && ServicesOf(to).Contains(a.Host)).Host;
            called.Add($"{from.Namespace}: {host}.{to.Namespace}.svc.cluster.local");
        }

        Assert.Equal(called, known.Order(StringComparer.Ordinal));
    }

    static bool IsSelecting(JsonElement service) => service.Maybe("spec", "selector") is not null;

    static List<string> ServicesOf(Pod pod) =>
    [
        .. Cluster.Services.OfKind("Service").Where(s => IsSelecting(s) && Cluster.NamespaceOf(s) == pod.Namespace
            && Cluster.Texts(s.At("spec", "selector")).All(l => pod.Labels.GetValueOrDefault(l.Key) == l.Value)).Select(Cluster.NameOf),
    ];

    static Deployment Laid()
    {
        var deployment = Deployment.Create([], new SimulatedClock(ClusterOptions.UsualTime, new Fixtures.ManualTime(ClusterOptions.UsualTime)), new SeededEntropy(1, "names"));
        ContainerMap.LayDown(deployment, [ClusterOptions.KioskAt(0), ClusterOptions.KioskAt(99)], ServerPlan.Of(World.Places.Prefecture.Cities.Select(c => c.Code)).Select(s => s.Server));
        return deployment;
    }

    static HashSet<string> Wanted(Cluster cluster)
    {
        using var deployment = Laid();
        var wanted = Calls(cluster, deployment).Select(c => Say(c.From, c.To, "TCP", c.Port)).ToHashSet();
        foreach (var caller in cluster.Pods.Where(p => p.Party is not ("postgres" or "inquiry"))) // who calls somebody, by a name
            wanted.UnionWith([Say(caller, Names, "UDP", Dns), Say(caller, Names, "TCP", Dns)]);
        wanted.Add(Say(Visitor, cluster.Pods.Single(p => p.Party == "inquiry"), "TCP", 8080));
        return wanted;
    }

    static IEnumerable<(Pod From, Pod To, int Port)> Calls(Cluster cluster, Deployment deployment)
    {
        var pairs = CallerTable.Default.Rows.SelectMany(r => r.Methods.Select(m => HopTable.All.Find($"/{r.Service}/{m}")).OfType<Hop>().Select(h => (r.Zone, r.Caller, h.To))).Distinct();
        foreach (var (zone, caller, callee) in pairs)
        {
            var ports = deployment.Addresses.Where(a => a.Key.EndsWith($"@{zone}", StringComparison.Ordinal)).Select(a => ((DnsEndPoint)a.Value[0]).Port).Distinct();
            foreach (var from in cluster.Pods.Where(p => RolesOf(p).Contains(caller)))
            {
                foreach (var to in cluster.Pods.Where(p => RolesOf(p).Contains(callee) && p.Party != from.Party)) // whose hands are at the slots is in the slots' own pod
                    yield return (from, to, Assert.Single(ports));
            }
        }

        // What is no call of a line: cards on a reader, the printer's cable, tables.
        foreach (var machine in cluster.Pods.Where(p => p.Party == "machine"))
        {
            var kiosk = cluster.Pods.Single(p => p.Party == Party.Kiosk);
            yield return (kiosk, machine, ((DnsEndPoint)deployment.Address(DevicesHost.Printers)).Port);
            foreach (var reader in Readers)
                yield return (machine, kiosk, reader);
        }

        foreach (var tables in cluster.Pods.Where(p => p.Party == "postgres"))
        {
            foreach (var reader in cluster.Pods.Where(p => p.Namespace == tables.Namespace ? p.Party is Party.Centre or Party.Jpki or Party.City : ReadsBooks(p, tables)))
                yield return (reader, tables, Sql);
        }
    }

    // Who proves looks at the centre's journal and the cities' ledgers.
    static bool ReadsBooks(Pod pod, Pod tables) => pod.Name == ContainerMap.Prover && tables.Namespace is ("kiosksim-centre" or "kiosksim-cities");

    // Everybody there is, with others that call themselves as ours do, on every port that anybody listens on, those beside them, and some that nobody does.
    static HashSet<string> Reached(Cluster cluster, IReadOnlyList<JsonElement> policies)
    {
        var namespaces = new Dictionary<string, IReadOnlyDictionary<string, string>>(cluster.Namespaces)
        {
            [Names.Namespace] = Cluster.Labelled(Names.Namespace),
            [Visitor.Namespace] = Cluster.Labelled(Visitor.Namespace, Label("kiosksim-visitors", "enter")),
            ["elsewhere"] = Cluster.Labelled("elsewhere"),
        };
        Pod[] strangers =
        [
            Names, Visitor, .. cluster.Namespaces.Keys.Select(n => new Pod(n, "stranger", Label("party", "stranger"))),
            .. ((string[])[Party.Kiosk, Party.Centre, "machine"]).Select(p => new Pod("elsewhere", p, new Dictionary<string, string> { ["party"] = p, ["app.kubernetes.io/name"] = "kiosksim", ["app.kubernetes.io/component"] = p })),
        ];
        Pod?[] everybody = [.. cluster.Pods, .. strangers, null];
        var ends = new NetworkPolicies(policies, namespaces);
        int[] ports = [22, 80, Dns, 443, Sql, 6443, 7000, .. Enumerable.Range(7001, 7), 7099, .. Readers, 7200, 8080, 8081, 8631, 10250];
        var reached = new HashSet<string>();
        foreach (var from in everybody)
        {
            foreach (var to in everybody)
            {
                if (from == to || (!Ours(from) && !Ours(to)))
                    continue; // a pod always reaches itself; what others do among themselves is theirs
                foreach (var port in ports)
                {
                    if (ends.Reaches(from, to, "TCP", port))
                        reached.Add(Say(from, to, "TCP", port));
                }

                if (ends.Reaches(from, to, "UDP", Dns))
                    reached.Add(Say(from, to, "UDP", Dns));
            }
        }

        return reached;

        bool Ours(Pod? pod) => pod is not null && cluster.Namespaces.ContainsKey(pod.Namespace);
    }

    static string Say(Pod? from, Pod? to, string protocol, int port) => $"{from?.ToString() ?? "outside"} → {to?.ToString() ?? "outside"} {protocol} {port}";

    static Dictionary<string, string> Label(string name, string value) => new() { [name] = value };
}
