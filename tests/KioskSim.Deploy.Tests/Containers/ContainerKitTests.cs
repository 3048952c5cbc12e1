using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using KioskSim.Centre.Validity;
using KioskSim.Cluster;
using KioskSim.Cluster.Containers;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Fixtures;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.World;

namespace KioskSim.Deploy.Tests.Containers;

/// <summary>What containers are given: their own keys, and nobody else's.</summary>
public sealed class ContainerKitTests(ContainerKitTests.Kit kit) : IClassFixture<ContainerKitTests.Kit>
{
    static readonly string[] Cities = ["city-482013", "city-lgwan-asp"];
    static readonly string[] Passwords = [.. ContainerMap.Databases.Select(ContainerMap.PasswordOf)];
    static readonly string[] Identities = [.. ContainerMap.Databases.Select(ContainerMap.IdentityOf)];

    [Fact]
    public void Each_container_gets_one_file_and_the_folder_is_its_owners_alone()
    {
        Assert.Equal(
            ((string[])[.. Cities, .. Passwords, .. Identities, "centre", "inquiry", "jpki", "kiosk", "machine", "prover", "registers"]).Order(StringComparer.Ordinal),
            Directory.GetFiles(kit.Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(kit.Folder));
    }

    [Theory]
    [InlineData("jpki", "internet.jpki lgwan.jpki")]
    [InlineData("centre", "internet.centre lgwan.centre store-line.centre")]
    [InlineData("city-482013", "city-core.city lgwan.city night-duty.city")]
    [InlineData("city-lgwan-asp", "city-core.city lgwan.city night-duty.city")]
    [InlineData("kiosk", "cabinet.kiosk store-line.kiosk")]
    [InlineData("machine", "cabinet.citizen cabinet.clerk cabinet.coin-slot")]
    [InlineData("registers", "city-core.registry")]
    [InlineData("inquiry", "")]
    public void A_container_holds_the_certificates_of_its_own_ends_of_lines_000_79(string container, string ends)
    {
        var held = Entries(container).Where(e => e.EndsWith(".pfx", StringComparison.Ordinal) && !e.Contains('/')).Select(e => string.Join('.', e.Split('.')[..2]));
        Assert.Equal(ends.Split(' ', StringSplitOptions.RemoveEmptyEntries), held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_keys_of_a_city_are_with_its_server_and_nowhere_else()
    {
        foreach (var container in Directory.GetFiles(kit.Folder).Select(f => Path.GetFileName(f)!).Except([.. Passwords, .. Identities, "prover"]))
        {
            var keys = Entries(container).Where(e => e.EndsWith(".sealing.pfx", StringComparison.Ordinal) || e.EndsWith("numbers.key", StringComparison.Ordinal)).ToList();
            Assert.True(Cities.Contains(container) ? keys.Count > 0 && keys.All(k => k.StartsWith($"cities/{container["city-".Length..]}/", StringComparison.Ordinal)) : keys.Count == 0, container);
        }
    }

    [Fact]
    public void Only_JPKI_and_the_citizens_have_something_to_begin_with()
    {
        var data = Directory.GetFiles(kit.Folder).Select(f => Path.GetFileName(f)!).Except([.. Passwords, .. Identities, "prover"])
            .SelectMany(c => Entries(c).Where(e => e.StartsWith("data/", StringComparison.Ordinal)).Select(e => $"{c}: {e}"));
        Assert.Equal(["jpki: data/jpki.jsonl", "machine: data/cards.db"], data.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_centre_that_is_stopped_lets_sessions_come_to_their_end()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(kit.Folder, "centre"));
        using var settings = zip.GetEntry("centre.json")!.Open();
        Assert.Equal(CentreOptions.SessionLife, JsonSerializer.Deserialize<CentreOptions>(settings, JsonSerializerOptions.Web)!.Farewell);
    }

    [Fact]
    public void Passwords_of_tables_are_with_their_owner_and_the_prover_and_all_differ()
    {
        var passwords = Passwords.ToDictionary(p => p, p => File.ReadAllText(Path.Combine(kit.Folder, p)));
        Assert.Equal(passwords.Count, passwords.Values.Distinct().Count());
        foreach (var container in Directory.GetFiles(kit.Folder).Select(f => Path.GetFileName(f)!).Except([.. Passwords, .. Identities, "prover"]))
        {
            var owner = Cities.Contains(container) ? "city" : container;
            var told = passwords.Where(p => Texts(container).Any(t => t.Contains(p.Value, StringComparison.Ordinal))).Select(p => p.Key);
            Assert.Equal(owner is "city" or "centre" or "jpki" ? [$"{owner}-postgres-password"] : [], told);
        }
    }

    [Fact]
    public void A_database_shows_a_certificate_that_its_owner_trusts_and_has_the_key_of_alone()
    {
        foreach (var database in ContainerMap.Databases)
        {
            var identity = File.ReadAllText(Path.Combine(kit.Folder, ContainerMap.IdentityOf(database)));
            using var shown = X509Certificate2.CreateFromPem(identity, identity);
            Assert.True(shown.MatchesHostname(database));
            var told = Texts(database == ContainerMap.CityTables ? Cities[0] : database[..^"-postgres".Length]).Single(t => t.Contains("Host=", StringComparison.Ordinal));
            Assert.Contains("SSL Mode=VerifyFull", told, StringComparison.Ordinal);
            Assert.Contains(shown.ExportCertificatePem(), told, StringComparison.Ordinal);
            Assert.DoesNotContain("PRIVATE KEY", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Containers_find_each_other_by_the_names_of_their_networks()
    {
        using var centre = DeploymentFolder.Load(Path.Combine(kit.Folder, "centre"), kit.WallClock);
        Assert.Equal("jpki-lgwan:7002", ContainerKitTests.Text(centre, Zone.Lgwan, "jpki"));
        Assert.Equal("jpki-internet:7003", ContainerKitTests.Text(centre, Zone.Internet, "jpki"));
        Assert.Equal(Cities.Select(c => c["city-".Length..]), centre.Names(Zone.Lgwan, Party.City));
        Assert.Equal(ClusterOptions.UsualTime, centre.Clock.GetUtcNow());
    }

    [Fact]
    public async Task What_is_there_already_is_left_as_it_is()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => kit.MakeAsync());
        Assert.Contains(kit.Folder, error.Message, StringComparison.Ordinal);
    }

    static string Text(Deployment deployment, Zone zone, string name) => deployment.Address(zone, name) is System.Net.DnsEndPoint place ? $"{place.Host}:{place.Port}" : "an address";

    List<string> Texts(string container)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(kit.Folder, container));
        return [.. zip.Entries.Where(e => e.Name.EndsWith(".txt", StringComparison.Ordinal)).Select(e =>
        {
            using var text = new StreamReader(e.Open());
            return text.ReadToEnd();
        })];
    }

    List<string> Entries(string container)
    {
        using var zip = ZipFile.OpenRead(Path.Combine(kit.Folder, container));
        return [.. zip.Entries.Select(e => e.FullName)];
    }

    /// <summary>One kit for all tests: its cards take a while.</summary>
    public sealed class Kit : IAsyncLifetime
    {
        readonly string _work = Directory.CreateTempSubdirectory("kiosksim-kit-test-").FullName;

        public string Folder => Path.Combine(_work, "secrets");

        public ManualTime WallClock { get; } = new(ClusterOptions.UsualTime);

        public async ValueTask InitializeAsync()
        {
            WorldGenerator.Generate(new WorldOptions { Residents = 300, Seed = 1 }, Path.Combine(_work, "world"), progress: null, CancellationToken.None);
            await MakeAsync();
        }

        public Task MakeAsync() => ContainerKit.MakeAsync(
            new ContainerKitOptions { World = Path.Combine(_work, "world"), WallClock = WallClock, People = 1 }, Folder, _ => { }, TestContext.Current.CancellationToken);

        public ValueTask DisposeAsync()
        {
            Directory.Delete(_work, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
