using System.Security.Cryptography;
using KioskSim.Centre.Host;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Devices;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Faults;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Store;
using KioskSim.Kiosk.App;
using KioskSim.Storage;
using KioskSim.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Cluster.Processes;

/// <summary>
/// The services as processes, which can die; the machine's devices and the citizens here, where their counts can be seen. One city, one
/// kiosk.
/// </summary>
public class ProcessCluster : IAsyncDisposable
{
    public const string KioskService = "kiosk";

    public static readonly KioskId Kiosk = ClusterOptions.KioskAt(0);
    public static readonly MunicipalityCode City = ServerPlan.OwnServer;

    static readonly string Server = City.ToString();

    readonly ProcessClusterOptions _options;
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-processes-").FullName;
    readonly SimulatedClock _clock;
    readonly Dictionary<string, ServiceProcess> _processes = [];
    readonly List<IDisposable> _owned = [];
    readonly ECDiffieHellman _inquiryKey = DhKem.DeriveKeyPair(Entropy.Secure.Bytes(DhKem.PrivateKeySize));
    readonly WorldFolder _world;
    readonly Deployment _deployment;
    readonly PortLeases _ports = new();
    ServiceHost? _devices;

    /// <exception cref="FileNotFoundException">There is no world.</exception>
    public ProcessCluster(ProcessClusterOptions options)
    {
        _options = options;
        _clock = new SimulatedClock(options.At, options.WallClock);
        _world = WorldFolder.Open(options.World);
        _deployment = Deployment.Create(Members.Of([Kiosk], [Server]), _clock, Entropy.Secure);
    }

    /// <summary>jpki, city, centre, kiosk: by name, in the order in which they start.</summary>
    public IReadOnlyDictionary<string, ServiceProcess> Processes => _processes;

    public Cabinet Cabinet { get; private set; } = null!;

    public Wallet Wallet { get; private set; } = null!;

    public WorldFolder World => _world;

    /// <summary>What applications are sealed for: the city's public key, 65 bytes.</summary>
    public byte[] CitySealingKey { get; private set; } = [];

    /// <summary>Where JPKI answers OCSP over plain HTTP.</summary>
    public Uri Ocsp => new(_deployment.Http(JpkiHost.PlainHttp), "ocsp");

    /// <summary>The deployment: configurations, keys and, under it, the databases.</summary>
    public string Folder => _folder;

    public string DataFile(string name) => Path.Combine(_folder, DeploymentFolder.Data, name);

    /// <exception cref="IOException">A service did not start; with what it said.</exception>
    public async Task StartAsync()
    {
        LayDownAddresses();
        DeploymentFolder.Save(_deployment, _folder, _options.WallClock.GetUtcNow());
        WriteKeysAndCards();
        File.WriteAllText(Path.Combine(_folder, "kiosk.json"), _options.KioskSettings);
        File.WriteAllText(Path.Combine(_folder, "centre.json"), _options.CentreSettings);

        _processes["jpki"] = Program("KioskSim.Jpki.Host");
        _processes["city"] = Program("KioskSim.City.Host", "--name", Server);
        _processes["centre"] = Program("KioskSim.Centre.Host");
        _processes[KioskService] = KioskProgram();
        await _processes["jpki"].StartAsync();
        await _processes["city"].StartAsync();
        await PushRegisterAsync();
        await _processes["centre"].StartAsync();
        if (!_options.DevicesElsewhere)
            await StartDevicesAsync();
        await _processes[KioskService].StartAsync();
    }

    /// <summary>Kills a service when a place of the flow is reached.</summary>
    /// <param name="signal">As <see cref="CrashPoint"/> names them.</param>
    public void KillAt(CrashPoint.Place place, string service, int signal = CrashPoint.Kill) =>
        CrashPoint.StrikeAt(CrashFile, place, _processes[service].Id, signal);

    /// <summary>What the citizens do here is a place of <see cref="KillAt"/> as well, as long as this is open.</summary>
    public CrashPoint WatchCitizens() => CrashPoint.Watch(CrashFile);

    /// <summary>Every connection to coin slot, printer and tray breaks; the devices are there again at once, with what lies in them.</summary>
    public async Task RestartDevicesAsync()
    {
        await _devices!.DisposeAsync();
        _devices = await StartDevicesHostAsync();
    }

    /// <summary>Whether the place was reached since <see cref="KillAt"/>.</summary>
    public bool WasReached => !File.Exists(CrashFile);

    public void Forget() => File.Delete(CrashFile);

    /// <summary>A second pair of eyes on a service's database, which may be in use.</summary>
    public Database OpenData(string name)
    {
        var database = Database.OpenFile(DataFile(name));
        _owned.Add(database);
        return database;
    }

    /// <summary>Connections of a citizen who has just come in: after a kiosk died, a new one.</summary>
    public Citizen CitizenAt() => new(
        Kiosk,
        new KioskTerminal.KioskTerminalClient(Open(Zone.Cabinet, Party.Citizen, Members.Citizen, Party.Kiosk, KioskHost.Name).Invoker),
        new KioskHands.KioskHandsClient(Open(Zone.Cabinet, Party.Citizen, Members.Citizen, Party.CoinSlot, DevicesHost.Name).Invoker));

    public PhoneApp OpenPhone() => new(Open(Zone.Internet, Party.Phone, Members.Phone, Party.Jpki, JpkiHost.Name).Invoker);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes.Values.Reverse())
            await process.DisposeAsync();
        if (_devices is not null)
            await _devices.DisposeAsync();
        foreach (var one in _owned.AsEnumerable().Reverse())
            one.Dispose();
        _world.Dispose();
        _deployment.Dispose();
        _ports.Dispose();
        _inquiryKey.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    string CrashFile => Path.Combine(_folder, "crash-point");

    ServiceProcess Program(string name, params string[] arguments) => new(name, ["--deployment", _folder, .. arguments])
    {
        Environment = EnvironmentWith([]),
    };

    ServiceProcess KioskProgram() => new("KioskSim.Kiosk.App", ["--deployment", _folder])
    {
        Environment = EnvironmentWith(_options.KioskEnvironment), Launcher = _options.KioskLauncher, WorkingDirectory = _options.KioskDirectory,
    };

    Dictionary<string, string> EnvironmentWith(IEnumerable<KeyValuePair<string, string>> more) =>
        new(((IEnumerable<KeyValuePair<string, string>>)[new(CrashPoint.Variable, CrashFile), .. _options.Environment, .. more]).DistinctBy(v => v.Key));

    // Processes must agree on addresses before any of them listens.
    void LayDownAddresses()
    {
        _deployment.SetAddress(Zone.StoreLine, CentreHost.Name, _ports.Take(Zone.StoreLine));
        _deployment.SetAddress(Zone.Lgwan, JpkiHost.Name, _ports.Take(Zone.Lgwan));
        _deployment.SetAddress(Zone.Internet, JpkiHost.Name, _ports.Take(Zone.Internet));
        _deployment.SetAddress(JpkiHost.PlainHttp, _ports.Take(Zone.Internet));
        foreach (var zone in (Zone[])[Zone.Lgwan, Zone.CityCore, Zone.NightDuty])
            _deployment.SetAddress(zone, Server, _ports.Take(zone));
        _deployment.SetAddress(Zone.Cabinet, KioskHost.Name, _ports.Take(Zone.Cabinet));
        _deployment.SetAddress(Zone.Cabinet, DevicesHost.Name, _ports.Take(Zone.Cabinet));
        _deployment.SetAddress(DevicesHost.Printers, _ports.Take(Zone.Cabinet));
        _deployment.SetAddress(KioskHost.CardReader(Kiosk), _ports.Take(Zone.Cabinet));
    }

    void WriteKeysAndCards()
    {
        var now = _clock.GetUtcNow();
        using (var database = Database.OpenFile(DataFile("jpki.db")))
        {
            var store = new CertificateStore(database);
            using var authority = JpkiHost.OpenAuthority(store, _clock);
            store.Import(_world.Wallet.Cards().Select(c => CardRecords.Of(c, authority, now)));
            foreach (var generation in authority.Generations)
                File.WriteAllBytes(Trust($"jpki-authority-{generation.Number}.cer"), generation.Certificate.Der.ToArray());
        }

        using var cityKeys = new CityKeyAuthority(now, Entropy.Secure);
        File.WriteAllBytes(Trust("city-keys.cer"), cityKeys.Certificate);
        var configurations = Path.Combine(AppContext.BaseDirectory, "municipalities");
        var city = MunicipalityFile.ReadFolder(configurations).Single(m => m.Code == City);
        using var keys = CityKeys.Make(City, cityKeys);
        CitySealingKey = DhKem.PublicKeyOf(keys.Sealing);
        CityFolder.Save(
            Path.Combine(_folder, "cities", Server), [(Path.Combine(configurations, $"{City}.json"), city, keys)], Entropy.Secure.Bytes(SealedNumbers.KeySize),
            DhKem.PublicKeyOf(_inquiryKey));
    }

    string Trust(string file) => Path.Combine(_folder, DeploymentFolder.Trust, file);

    async Task PushRegisterAsync()
    {
        var server = CityCore();
        await WorldFeed.PushAsync(_world, City, server, CancellationToken.None);
        await WorldFeed.ConfirmAsync(City, _clock.GetUtcNow(), server, CancellationToken.None);
    }

    RegistryFeed.RegistryFeedClient CityCore() => new(Open(Zone.CityCore, Party.Registry, Members.Registry, Party.City, Server).Invoker);

    async Task StartDevicesAsync()
    {
        var office = Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name);
        Wallet = new Wallet(_world, new CardOffice.CardOfficeClient(office.Invoker), new Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient> { [City] = CityCore() }, OpenData("cards.db"), Wallet.NewKey, _clock);
        Cabinet = new Cabinet(new RemoteDoor(_deployment.Address(KioskHost.CardReader(Kiosk))), _clock);
        _devices = await StartDevicesHostAsync();
    }

    Task<ServiceHost> StartDevicesHostAsync() =>
        DevicesHost.StartAsync(_deployment, new Cabinets(new Dictionary<KioskId, Cabinet> { [Kiosk] = Cabinet }), Wallet, NullLoggerFactory.Instance);

    ZoneChannel Open(Zone zone, string role, string name, string peerRole, string peer)
    {
        var channel = _deployment.Open(new Member(zone, role, name), peerRole, peer, Unreachable.Of(peerRole), TimeSpan.FromSeconds(60));
        _owned.Add(channel);
        return channel;
    }
}
