using System.Security.Cryptography;
using KioskSim.Centre.Host;
using KioskSim.City.Audit;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Fixtures.Postgres;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Ocsp;
using KioskSim.Jpki.Store;
using KioskSim.Paper.Fonts;
using KioskSim.Storage;
using KioskSim.Testing;
using KioskSim.World;

namespace KioskSim.Crash.Tests.CityAlone;

/// <summary>A city's issuance server as a process. The test is the centre, JPKI and every citizen, and reads the tables from beside.</summary>
sealed class CityServer : IAsyncDisposable
{
    public static readonly MunicipalityCode Code = TestCities.OwnServer;

#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
    public static readonly TimeProvider WallClock = TimeProvider.System;
#pragma warning restore RS0030

    static readonly string Server = Code.ToString();
    static readonly RSA CardKey = RSA.Create(2048);

    readonly byte[] _inquiryKey = NewInquiryKey();
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-city-alone-").FullName;
    readonly SimulatedClock _clock = new(ClusterOptions.UsualTime, WallClock);
    readonly Database _jpki = Database.OpenMemory();
    readonly CityKeyAuthority _cityKeys;
    readonly Deployment _deployment;
    readonly PortLeases _ports = new();
    readonly Authority _authority;
    readonly OcspResponder _responder;
    readonly ServiceProcess _process;
    readonly CityKeys _keys;
    readonly Database _tables;
    readonly PostgresServer? _postgres;
    ZoneChannel? _centre;

    CityServer(bool postgres, string fonts)
    {
        _postgres = postgres ? PostgresServer.Start() : null; // its own: the schema has the server's name
        var now = _clock.GetUtcNow();
        _cityKeys = new CityKeyAuthority(now, Entropy.Secure);
        _keys = CityKeys.Make(Code, _cityKeys);
        var store = new CertificateStore(_jpki);
        _authority = Authority.Open(store, new AuthorityOptions(), now.AddYears(-1));
        _responder = new OcspResponder(_authority, store, _clock, TimeSpan.Zero);

        _deployment = Deployment.Create(Members.Of([], [Server]), _clock, Entropy.Secure);
        foreach (var zone in (Zone[])[Zone.Lgwan, Zone.CityCore, Zone.NightDuty])
            _deployment.SetAddress(zone, Server, _ports.Take(zone));
        DeploymentFolder.Save(_deployment, _folder, WallClock.GetUtcNow());
        File.WriteAllBytes(Path.Combine(_folder, DeploymentFolder.Trust, "jpki-authority-1.cer"), _authority.Generations[0].Certificate.Der.ToArray());

        var configurations = Path.Combine(AppContext.BaseDirectory, "municipalities");
        var configured = MunicipalityFile.ReadFolder(configurations).Single(m => m.Code == Code);
        var folder = Path.Combine(_folder, "cities", Server);
        CityFolder.Save(folder, [(Path.Combine(configurations, $"{Code}.json"), configured, _keys)], Entropy.Secure.Bytes(SealedNumbers.KeySize), _inquiryKey);
        if (_postgres is not null)
            DeploymentFolder.WritePrivate(Path.Combine(folder, "postgres.txt"), System.Text.Encoding.UTF8.GetBytes(_postgres.ConnectionString));
        _process = new ServiceProcess("KioskSim.City.Host", ["--deployment", _folder, "--name", Server])
        {
            Environment = new Dictionary<string, string> { [FontFolder.Variable] = fonts },
        };
        _tables = CityFolder.Open(DeploymentFiles.Of(folder), Server, () => Path.Combine(_folder, DeploymentFolder.Data, $"city-{Server}.db"));
    }

    /// <summary>One visitor's card each.</summary>
    public IReadOnlyList<IssuedCertificate> Cards { get; private set; } = [];

    public IssuanceServer.IssuanceServerClient Client => new(_centre!.Invoker);

    public IssueLedger Ledger => new(_tables, _clock);

    public IEnumerable<AuditEntry> Audit => AuditLog.Entries(_tables, Code);

    /// <param name="worldFolder">Whose registers it is fed with.</param>
    /// <param name="cards">How many of its people get a card.</param>
    /// <param name="fonts">A folder that is looked in first for fonts; empty: none.</param>
    /// <exception cref="IOException">It did not start; with what it said.</exception>
    public static async Task<CityServer> StartAsync(string worldFolder, bool postgres, int cards, string fonts = "")
    {
        var city = new CityServer(postgres, fonts);
        try
        {
            await city._process.StartAsync();
        }
        catch
        {
            await city.DisposeAsync();
            throw;
        }

        using var world = WorldFolder.Open(worldFolder);
        using (var core = city.Open(Zone.CityCore, Party.Registry, Members.Registry))
        {
            var server = new RegistryFeed.RegistryFeedClient(core.Invoker);
            await WorldFeed.PushAsync(world, Code, server, CancellationToken.None);
            await WorldFeed.ConfirmAsync(Code, city._clock.GetUtcNow(), server, CancellationToken.None);
        }

        city.Cards = [.. Trait.Of("usable", world.Summary.AsOf).Find(world, Code, seed: 1).Take(cards).Select(person => city._authority.Issue(
            new IssueOrder(
                CardKey.ExportSubjectPublicKeyInfo(), Code, person.BirthDate, new DateOnly(2035, 6, 1), world.Register(Code).CertificatesOf(person.Id).First()),
            city._clock.GetUtcNow().AddDays(-30)))];
        city._centre = city.Open(Zone.Lgwan, Party.Centre, CentreHost.Name);
        return city;
    }

    public int ProcessId => _process.Id;

    /// <summary>SIGKILL, and a start on the same tables.</summary>
    public async Task KillAndStartAsync()
    {
        _process.Kill();
        await _process.Ended;
        await _process.StartAsync();
    }

    public CityVisit NewVisit(IssuedCertificate card, CertificateOptions options) => new(
        Code, card, CardKey, _keys.Sealing, nonce => _responder.Answer(
            new Pki.Ocsp.OcspRequest([Pki.Ocsp.CertId.For(_authority.Generations[0].Certificate, card.Serial)], nonce).Encode()), options);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _centre?.Dispose();
        _tables.Dispose();
        _postgres?.Dispose();
        _deployment.Dispose();
        _ports.Dispose();
        _responder.Dispose();
        _authority.Dispose();
        _jpki.Dispose();
        _keys.Dispose();
        _cityKeys.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    ZoneChannel Open(Zone zone, string role, string name) =>
        _deployment.Open(new Member(zone, role, name), Party.City, Server, FlowErrorCode.CityUnreachable, TimeSpan.FromSeconds(60));

    static byte[] NewInquiryKey()
    {
        using var key = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(DhKem.PrivateKeySize));
        return DhKem.PublicKeyOf(key);
    }
}
