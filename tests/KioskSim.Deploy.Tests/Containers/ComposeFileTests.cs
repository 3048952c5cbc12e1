using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using KioskSim.Cluster;
using KioskSim.Cluster.Containers;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Hosting;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;

namespace KioskSim.Deploy.Tests.Containers;

/// <summary>Whether compose.yaml puts each service on the lines that the table of callers gives it, and on no other.</summary>
public sealed partial class ComposeFileTests
{
    const string File = "../compose.yaml";
    const string Visitors = "visitors";
    const string CentreCore = "centre-core";
    const string JpkiCore = "jpki-core";

    // Not at once: where there is no reader of YAML these tests are skipped.
    static readonly Lazy<JsonElement> Read = new(() => Manifests.Read(File)[0]);

    static JsonElement Compose => Read.Value;

    static IEnumerable<JsonProperty> Services => Compose.At("services").EnumerateObject();

    // The prover is on every line, and no service.
    static IEnumerable<JsonProperty> Programs => Services.Where(s => s.Name != ContainerMap.Prover && !ContainerMap.Databases.Contains(s.Name));

    // What each container is on the lines of the flow; the inquiry site is on none.
    static IReadOnlyList<string> RolesOf(string service) => service switch
    {
        ContainerMap.Jpki => [Party.Jpki],
        ContainerMap.Centre => [Party.Centre],
        ContainerMap.Kiosk => [Party.Kiosk],
        ContainerMap.Registers => [Party.Registry],
        ContainerMap.Machine => [Party.CoinSlot, Party.Citizen],
        ContainerMap.Inquiry => [],
        _ when service.StartsWith("city-", StringComparison.Ordinal) => [Party.City],
        _ => throw new InvalidOperationException($"compose.yaml has a service '{service}' that nobody has said the role of."),
    };

    [Fact]
    public void The_Compose_Specification_has_nothing_against_it()
    {
        Assert.Empty(ComposeSchema.ErrorsOf(Compose));
        using var misspelt = JsonDocument.Parse(Compose.GetRawText().Replace("\"read_only\"", "\"readonly\"", StringComparison.Ordinal));
        Assert.Contains("/services/jpki must NOT have additional properties", ComposeSchema.ErrorsOf(misspelt.RootElement));
    }

    [Fact]
    public void Each_service_is_on_the_lines_where_it_calls_or_is_called_and_on_no_other_000_02_000_79()
    {
        var calls = CallerTable.Default.Rows.SelectMany(row => row.Methods.Select(m => HopTable.All.Find($"/{row.Service}/{m}")).OfType<Hop>().Select(hop => (row.Zone, row.Caller, hop.To))).ToList();
        foreach (var service in Programs.Where(s => s.Name != ContainerMap.Inquiry))
        {
            var roles = RolesOf(service.Name);
            var lines = calls.Where(c => roles.Contains(c.Caller) || roles.Contains(c.To)).Select(c => c.Zone).Distinct().Order(StringComparer.Ordinal);
            Assert.Equal(lines, NetworksOf(service.Value).Except([CentreCore, JpkiCore]).Order(StringComparer.Ordinal));
        }

        Assert.Equal([Visitors], NetworksOf(Compose.At("services", ContainerMap.Inquiry)));
    }

    [Theory]
    [InlineData(ContainerMap.CityTables, "city-core", "city-482013 city-lgwan-asp registers")] // registers push there, and have no password
    [InlineData("centre-postgres", CentreCore, "centre")]
    [InlineData("jpki-postgres", JpkiCore, "jpki")]
    public void Tables_are_on_a_line_that_their_owner_is_on_and_no_other_service(string tables, string network, string others)
    {
        Assert.Equal([network], NetworksOf(Compose.At("services", tables)));
        var there = Programs.Where(s => NetworksOf(s.Value).Contains(network)).Select(s => s.Name);
        Assert.Equal(others.Split(' '), there.Order(StringComparer.Ordinal));
        Assert.Equal([ContainerMap.PasswordOf(tables), ContainerMap.IdentityOf(tables)], Compose.At("services", tables, "secrets").EnumerateArray().Select(s => s.GetString()));
        Assert.Contains("-c ssl=on", Compose.At("services", tables, "entrypoint").EnumerateArray().Last().GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_line_is_a_network_that_leads_nowhere_else_000_79()
    {
        var networks = Compose.At("networks").EnumerateObject().ToDictionary(n => n.Name, n => n.Value);
        Assert.Equal(((string[])[.. ZoneNames.All.Select(z => z.Name()), CentreCore, JpkiCore, Visitors]).Order(StringComparer.Ordinal), networks.Keys.Order(StringComparer.Ordinal));
        Assert.All(networks.Where(n => n.Key != Visitors), network => Assert.True(network.Value.At("internal").GetBoolean(), network.Key));
    }

    [Fact]
    public void The_comment_of_a_network_names_approvals_of_its_line_000_02()
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Manifests.Folder, File));
        foreach (var zone in ZoneNames.All.Where(z => z is not Zone.Cabinet))
        {
            var comment = Regex.Match(text, $@"((?: +#.*\n)+)  {zone.Name()}: \{{internal").Groups[1].Value;
            var approvals = CallerTable.Default.Rows.Where(r => r.Zone == zone.Name()).SelectMany(r => RequirementId().Matches(r.Approval).Select(m => m.Value)).ToHashSet();
            var named = RequirementId().Matches(comment).Select(m => m.Value).ToHashSet();
            Assert.NotEmpty(named);
            Assert.Subset(approvals, named);
        }
    }

    [Fact]
    public void Whatever_is_listened_at_is_a_name_of_one_container_on_one_network()
    {
        using var deployment = Deployment.Create([], new SimulatedClock(ClusterOptions.UsualTime, new Fixtures.ManualTime(ClusterOptions.UsualTime)), new SeededEntropy(1, "names"));
        ContainerMap.LayDown(deployment, [ClusterOptions.KioskAt(0)], ServerPlan.Of(World.Places.Prefecture.Cities.Select(c => c.Code)).Select(s => s.Server));
        var aliases = Services.Where(s => s.Name != ContainerMap.Prover).SelectMany(s => AliasesOf(s.Value).Select(a => (a.Network, a.Alias))).ToList();
        Assert.Equal(aliases.Count, aliases.DistinctBy(a => a.Alias).Count());

        var wanted = deployment.Addresses.Select(a => (What: a.Key, ((DnsEndPoint)Assert.Single(a.Value)).Host)).ToList();
        Assert.All(wanted, w => Assert.Contains(w.Host, aliases.Select(a => a.Alias)));
        Assert.All(wanted.Where(w => w.What.Contains('@')), w => Assert.Equal(w.What.Split('@')[1], aliases.Single(a => a.Alias == w.Host).Network));
        Assert.Empty(aliases.Select(a => a.Alias).Except(wanted.Select(w => w.Host)).Except(ContainerMap.Databases));
    }

    [Fact]
    public void A_service_may_do_nothing_but_serve()
    {
        foreach (var service in Programs)
        {
            Assert.True(service.Value.At("read_only").GetBoolean(), service.Name);
            Assert.Equal(["ALL"], service.Value.At("cap_drop").EnumerateArray().Select(c => c.GetString()));
            Assert.Equal(["no-new-privileges:true"], service.Value.At("security_opt").EnumerateArray().Select(c => c.GetString()));
            Assert.DoesNotContain("0", service.Value.At("user").GetString()!.Split(':'));
            Assert.False(service.Value.TryGetProperty("cap_add", out _) || service.Value.TryGetProperty("privileged", out _) || service.Value.TryGetProperty("network_mode", out _));
        }
    }

    [Fact]
    public void There_is_nowhere_on_the_kiosk_to_leave_anything_000_57()
    {
        var kiosk = Compose.At("services", ContainerMap.Kiosk);
        Assert.False(kiosk.TryGetProperty("volumes", out _));
        Assert.False(kiosk.TryGetProperty("tmpfs", out _));
        Assert.Equal("none", kiosk.At("ipc").GetString());
    }

    [Fact]
    public void Only_the_inquiry_site_is_published_and_to_this_computer_alone()
    {
        var published = Services.Where(s => s.Value.TryGetProperty("ports", out _)).ToList();
        Assert.Equal([ContainerMap.Inquiry], published.Select(s => s.Name));
        Assert.All(published[0].Value.At("ports").EnumerateArray(), port => Assert.StartsWith("127.0.0.1:", port.GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Who_is_on_every_line_and_who_stands_before_the_machine_are_there_only_when_called()
    {
        var called = Services.Where(s => s.Value.TryGetProperty("profiles", out _)).Select(s => s.Name);
        Assert.Equal([ContainerMap.Machine, ContainerMap.Prover], called.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_is_given_its_own_secrets_and_nobody_elses()
    {
        foreach (var service in Programs)
            Assert.Equal([service.Name], service.Value.At("secrets").EnumerateArray().Select(s => s.GetString()));
    }

    static IEnumerable<string> NetworksOf(JsonElement service) => service.At("networks") is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Select(n => n.GetString()!)
        : service.At("networks").EnumerateObject().Select(n => n.Name);

    static IEnumerable<(string Network, string Alias)> AliasesOf(JsonElement service) => service.At("networks") is { ValueKind: JsonValueKind.Object } networks
        ? networks.EnumerateObject().Where(n => n.Value.TryGetProperty("aliases", out _)).SelectMany(n => n.Value.At("aliases").EnumerateArray().Select(a => (n.Name, a.GetString()!)))
        : [];

    [GeneratedRegex(@"\b00\d-\d\d\b")]
    private static partial Regex RequirementId();
}
