using System.Net;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Tests.Rig;
using KioskSim.Hosting.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Hosting.Tests.Deployments;

public sealed class DeploymentFolderTests : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly Member Centre = new(Zone.StoreLine, Party.Centre, "centre");
    static readonly Member Clerk = new(Zone.StoreLine, Party.Clerk, "clerk-1");
    static readonly Member City = new(Zone.Lgwan, Party.City, "482013");

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"kiosksim-{Convert.ToHexStringLower(Entropy.Secure.Bytes(8))}");
    readonly ManualTime _simulated = new(TestLine.Start);
    readonly ManualTime _wall = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void Members_addresses_and_keys_come_back_as_they_were()
    {
        using var made = Make();
        made.SetAddress(Zone.StoreLine, "centre", new IPEndPoint(IPAddress.Parse("127.0.1.1"), 4711));
        made.SetAddress("printers", new IPEndPoint(IPAddress.IPv6Loopback, 631));
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());

        using var loaded = DeploymentFolder.Load(_folder, _wall);
        Assert.Equal(made.Members.ToHashSet(), loaded.Members.ToHashSet());
        Assert.Equal(made.Addresses.OrderBy(a => a.Key), loaded.Addresses.OrderBy(a => a.Key));
        Assert.Equal(new IPEndPoint(IPAddress.Parse("127.0.1.1"), 4711), loaded.Address(Zone.StoreLine, "centre"));
        Assert.All(made.Members, m =>
        {
            var (a, b) = (made.Credential(m.Zone, m.Role, m.Name), loaded.Credential(m.Zone, m.Role, m.Name));
            Assert.Equal(a.Certificate.RawData, b.Certificate.RawData);
            Assert.Equal(a.Authority.RawData, b.Authority.RawData);
            Assert.Equal(a.Holder, b.Holder);
            Assert.True(b.Certificate.HasPrivateKey);
        });
    }

    [Fact]
    public void A_name_is_where_somebody_listens_as_well()
    {
        using var made = Make();
        made.SetAddress(Zone.StoreLine, "centre", new DnsEndPoint("centre-store-line", 7001));
        made.SetAddress("jpki-http", new DnsEndPoint("jpki-internet", 8080));
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        using var loaded = DeploymentFolder.Load(_folder, _wall);
        Assert.Equal(new DnsEndPoint("centre-store-line", 7001), loaded.Address(Zone.StoreLine, "centre"));
        Assert.Equal(new Uri("http://jpki-internet:8080/"), loaded.Http("jpki-http"));
    }

    [Fact]
    public void Where_a_name_is_this_machines_it_is_listened_at_and_nowhere_else()
    {
        using var made = Make();
        made.SetAddress(Zone.StoreLine, "centre", new DnsEndPoint("localhost", 0));
        Assert.True(IPAddress.IsLoopback(made.Listener(Zone.StoreLine, Party.Centre, "centre").Address.Address));
        made.SetAddress(Zone.StoreLine, "centre", new DnsEndPoint("nobody.invalid", 7001));
        Assert.Contains("nobody.invalid", Assert.Throws<IOException>(() => made.Listener(Zone.StoreLine, Party.Centre, "centre")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_machine_of_one_address_all_lines_are_listened_at_there_each_at_its_own_port()
    {
        using var made = Make();
        made.SetAddress(Zone.StoreLine, "centre", new DnsEndPoint("nobody.invalid", 7001));
        made.SetAddress("inquiry-http", new DnsEndPoint("nobody.invalid", 8080));
        made.SetAddress("jpki-http", new IPEndPoint(IPAddress.Loopback, 8081));
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        using var loaded = DeploymentFolder.Load(_folder, _wall, MachineAddress.Parse("10.244.1.7"));
        foreach (var seen in (Deployment[])[loaded, loaded.Server(0), loaded.At(_wall)])
        {
            Assert.Equal(IPEndPoint.Parse("10.244.1.7:7001"), seen.Listener(Zone.StoreLine, Party.Centre, "centre").Address);
            Assert.Equal(IPEndPoint.Parse("10.244.1.7:8080"), seen.PlainListener("inquiry-http", Zone.Internet));
            Assert.Equal(new Uri("http://10.244.1.7:8080/"), seen.OwnHttp("inquiry-http"));
            Assert.Equal(IPEndPoint.Parse("127.0.0.1:8081"), seen.PlainListener("jpki-http", Zone.Internet)); // an address is an address
        }

        Assert.Equal(new DnsEndPoint("nobody.invalid", 7001), loaded.Address(Zone.StoreLine, "centre")); // others call the name

        using var anywhere = DeploymentFolder.Load(_folder, _wall, MachineAddress.Parse("0.0.0.0"));
        Assert.Equal(IPEndPoint.Parse("0.0.0.0:8080"), anywhere.PlainListener("inquiry-http", Zone.Internet));
        Assert.Equal(new Uri("http://127.0.0.1:8080/"), anywhere.OwnHttp("inquiry-http"));
    }

    [Fact]
    public void A_machines_address_is_one_or_none()
    {
        Assert.Null(MachineAddress.Parse(null));
        Assert.Null(MachineAddress.Parse(""));
        Assert.Equal(IPAddress.Parse("fd00::7"), MachineAddress.Parse("fd00::7")!.On(Zone.Cabinet));
    }

    [Theory]
    [InlineData("lgwan=127.0.0.0/8", "127.0.0.1")]
    [InlineData("internet=198.51.100.0/24, lgwan=127.0.0.0/8", "127.0.0.1")]
    [InlineData("internet=127.0.0.0/8", null)]
    public void A_machine_is_on_a_line_at_the_address_that_it_has_in_the_lines_subnet_000_79(string said, string? own) =>
        Assert.Equal(own is null ? null : IPAddress.Parse(own), MachineAddress.Parse(said)!.On(Zone.Lgwan));

    [Theory]
    [InlineData("here")]
    [InlineData("lgwan=here")]
    [InlineData("lgwam=198.51.100.0/24")]
    [InlineData("lgwan=198.51.100.0/24,")]
    [InlineData("lgwan=198.51.100.0/24")] // not ours
    public void What_is_no_address_of_this_machine_is_refused(string said) =>
        Assert.Contains(MachineAddress.Variable, Assert.Throws<ConfigurationException>(() => MachineAddress.Parse(said)!.On(Zone.Lgwan)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_service_that_runs_by_itself_has_its_own_keys_and_knows_who_else_is_there()
    {
        using var made = Make();
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow(), m => m.Role == Party.Centre);
        using var loaded = DeploymentFolder.Load(_folder, _wall);
        Assert.Equal(["clerk-1"], loaded.Names(Zone.StoreLine, Party.Clerk));
        Assert.Empty(loaded.OwnNames(Zone.StoreLine, Party.Clerk));
        Assert.Equal(["centre"], loaded.OwnNames(Zone.StoreLine, Party.Centre));
        Assert.Contains("not here", Assert.Throws<KeyNotFoundException>(() => loaded.Credential(Zone.StoreLine, Party.Clerk, "clerk-1")).Message, StringComparison.Ordinal);
        Assert.Equal(["store-line.centre.centre.pfx"], Directory.GetFiles(_folder, "*.pfx").Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void Several_servers_of_a_service_each_have_an_address_and_each_listens_at_its_own()
    {
        using var made = Make();
        made.SetAddress(Zone.StoreLine, "centre", new IPEndPoint(IPAddress.Loopback, 7001));
        made.Server(1).SetAddress(Zone.StoreLine, "centre", new IPEndPoint(IPAddress.Loopback, 7002));
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        Assert.Contains("\"127.0.0.1:7001,127.0.0.1:7002\"", File.ReadAllText(Path.Combine(_folder, "deployment.json")), StringComparison.Ordinal);
        using var loaded = DeploymentFolder.Load(_folder, _wall);
        Assert.Equal([7001, 7002], loaded.Addresses["centre@store-line"].Select(a => ((IPEndPoint)a).Port));
        Assert.Equal([7001, 7002], ((Deployment[])[loaded, loaded.Server(1)]).Select(d => d.Listener(Zone.StoreLine, Party.Centre, "centre").Address.Port));
    }

    [Fact]
    public void The_files_are_their_owners_alone_also_those_that_were_there_before()
    {
        Directory.CreateDirectory(_folder);
        var old = Path.Combine(_folder, "deployment.json");
        File.WriteAllText(old, "");
        File.SetUnixFileMode(old, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        using var made = Make();
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        var files = Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
        Assert.Equal(3 + 2 + 1, files.Length); // a key a member, an authority a line, the table
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void A_new_folder_is_its_owners_alone()
    {
        using var made = Make();
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public void Processes_that_start_later_agree_on_the_simulated_time()
    {
        using var made = Make();
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        _wall.Advance(TimeSpan.FromMinutes(7));
        using var loaded = DeploymentFolder.Load(_folder, _wall);
        Assert.Equal(TestLine.Start.AddMinutes(7), loaded.Clock.GetUtcNow());
        _wall.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TestLine.Start.AddMinutes(7).AddSeconds(1), loaded.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_service_and_a_caller_loaded_from_the_folder_trust_each_other()
    {
        using var made = Make();
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        using var loaded = DeploymentFolder.Load(_folder, _wall);
        await using var host = await ServiceHost.StartAsync(
            new ServiceOptions { Listeners = [loaded.Listener(Zone.StoreLine, Party.Centre, "centre")], Clock = loaded.Clock },
            services => services.AddSingleton(new Desk()), app => app.MapGrpcService<Desk>());
        using var channel = new ZoneChannel(new ZoneChannelOptions
        {
            Credential = loaded.Credential(Zone.StoreLine, Party.Clerk, "clerk-1"), Address = host.Address(Zone.StoreLine), Role = Party.Centre,
            Unreachable = FlowErrorCode.CentreUnreachable, Clock = loaded.Clock,
        });
        await new ClerkDesk.ClerkDeskClient(channel.Invoker).FindAsync();
    }

    [Fact]
    public void A_folder_without_a_deployment_is_refused()
    {
        Assert.Contains(_folder, Assert.Throws<InvalidDataException>(() => DeploymentFolder.Load(_folder, _wall)).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_folder);
        Assert.Throws<InvalidDataException>(() => DeploymentFolder.Load(_folder, _wall));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"simulatedStart":"2026-11-18","realStart":"2026-11-18","members":[{"zone":"lan","role":"city","name":"a"}],"addresses":{}}""")]
    [InlineData("""{"simulatedStart":"2026-11-18","realStart":"2026-11-18","members":[],"addresses":{"a":"nowhere"}}""")]
    [InlineData("""{"simulatedStart":"tomorrow","realStart":"2026-11-18","members":[],"addresses":{}}""")]
    public void A_deployment_that_cannot_be_read_is_refused_with_its_folder(string json)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "deployment.json"), json);
        Assert.Contains(_folder, Assert.Throws<InvalidDataException>(() => DeploymentFolder.Load(_folder, _wall)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spoiled_key_is_refused()
    {
        using var made = Make();
        DeploymentFolder.Save(made, _folder, _wall.GetUtcNow());
        File.WriteAllBytes(Directory.GetFiles(_folder, "*.pfx")[0], [1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => DeploymentFolder.Load(_folder, _wall));
    }

    [Fact]
    public void Who_is_on_a_line_is_listed_by_role()
    {
        using var made = Make();
        Assert.Equal(["clerk-1"], made.Names(Zone.StoreLine, Party.Clerk));
        Assert.Empty(made.Names(Zone.Lgwan, Party.Clerk));
        Assert.Throws<KeyNotFoundException>(() => made.Credential(Zone.Lgwan, Party.Clerk, "clerk-1"));
        Assert.Throws<KeyNotFoundException>(() => made.Address(Zone.StoreLine, "centre"));
    }

    Deployment Make() => Deployment.Create([Centre, Clerk, City], _simulated, new SeededEntropy(1, "deployment"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
