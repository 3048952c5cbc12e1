using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core.Interceptors;
using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.Feed;
using KioskSim.Card.Pcsc;
using KioskSim.Card.Slots;
using KioskSim.Centre.Host;
using KioskSim.City.Faults;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.NightDuty;
using KioskSim.Contracts.StoreLine;
using KioskSim.Devices;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Log;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.CityKeys;
using KioskSim.Envelope.Hpke;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Inquiry;
using KioskSim.Inquiry.Host;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Store;
using KioskSim.Kiosk.App;
using KioskSim.LineFaults;
using KioskSim.LineFaults.Members;
using KioskSim.Paper.Fonts;
using KioskSim.Pki.Profile;
using KioskSim.Registers;
using KioskSim.Storage;
using KioskSim.World;
using Microsoft.Extensions.Logging;

namespace KioskSim.Cluster;

/// <summary>
/// All services of the flow in one process, each behind its own line, exactly as they run apart: what they tell each other goes over
/// TLS and gRPC. Beside them the citizens, who have hands, eyes and cards.
/// </summary>
public sealed partial class LocalCluster : IAsyncDisposable
{
    /// <summary>How far from its own day a world is believable. JPKI's keys, made in the first run, are good for any run within it.</summary>
    public const int MostDaysAway = 365;

    static readonly TimeSpan OutsidersPatience = TimeSpan.FromMinutes(2);

    readonly ClusterOptions _options;
    readonly WorldFolder _world;
    readonly Deployment _first;
    readonly State _state;
    readonly PhoneNotices _phones;
    readonly CityKeyAuthority _cityKeys;
    readonly ECDiffieHellman _inquiryKey;
    readonly Dictionary<string, ClusterService> _services = [];
    readonly Dictionary<string, IReadOnlyList<string>> _serversOf = [];
    readonly Dictionary<string, IFaultyService> _struck = [];
    readonly FaultyLines _lines;
    readonly List<ZoneChannel> _channels = [];
    readonly List<ServedCity> _served = [];
    readonly Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient> _cityCores = [];
    readonly List<RegisterUpkeep> _feeding = [];
    readonly List<CityFault> _faults = [];
    PcscSlot? _reader;
    bool _disposed;

    LocalCluster(ClusterOptions options)
    {
        _options = options;
        _world = WorldFolder.Open(options.World);
        _state = new State(options.State, options.Postgres);
        _inquiryKey = _state.InquiryKey();
        _cityKeys = _state.CityAuthority(EarliestRun(_world.Summary.AsOf));
        Servers = ServerPlan.Of(_world.Summary.Cities.Select(c => new MunicipalityCode(c.Code)));
        Kiosks = [.. Enumerable.Range(0, options.Kiosks).Select(ClusterOptions.KioskAt)];
        _phones = new PhoneNotices(_state.Open("phones"));
        Deployment = _first = Deployment.Create(Members.Of(Kiosks, Servers.Select(s => s.Server)), options.Clock, Entropy.Secure, options.Lines);
        Deployment.Tapped = options.Tapped;
        _lines = new FaultyLines(options.LineFaults, options.Clock, (role, name) => _struck[role == Party.City ? CityService(name) : name]);
        if (options.LineFaults.Faults.Count > 0)
            Deployment.Cabling = _lines;
        if (options.Postgres is not null && options.LineFaults.Faults.Any(f => f.Kind.IsOfDisk && (f.Site.Toward == Party.City || options.Replicas is not null)))
            throw new ConfigurationException("The tables are in PostgreSQL, whose disk is not ours to fill.");
        if (options is { Replicas: not null, Postgres: null })
            throw new ConfigurationException("Several servers share their tables in PostgreSQL: say where it is.");
        foreach (var fault in options.LineFaults.Faults)
            LineFaultIsOn(options.Log.CreateLogger<LocalCluster>(), fault);
    }

    /// <summary>What it was started with: the same again is a cluster like it.</summary>
    public ClusterOptions Options => _options;

    public Deployment Deployment { get; private set; }

    public WorldFolder World => _world;

    public IReadOnlyList<KioskId> Kiosks { get; }

    public IReadOnlyList<(string Server, IReadOnlyList<MunicipalityCode> Cities)> Servers { get; }

    /// <summary>The machines, for whoever opens them with a key: the devices' own counts.</summary>
    public Cabinets Cabinets { get; private set; } = null!;

    public Wallet Wallet { get; private set; } = null!;

    /// <summary>The fault that was chosen, in each issuance server; none, unless one was.</summary>
    public IReadOnlyList<CityFault> Faults => _faults;

    /// <summary>The faults of lines and machines that were chosen, and how often each has struck.</summary>
    public IReadOnlyList<(LineFault Fault, int Struck)> LineFaults => _lines.Counts;

    /// <summary>From now on the chosen faults of lines and machines strike: everything is set up.</summary>
    public void LetLinesFail() => _lines.IsTime = true;

    /// <summary>From now on they strike no more, and what they struck is there again.</summary>
    public async Task MendLinesAsync()
    {
        _lines.IsTime = false;
        foreach (var service in _services.Values)
            await service.RecoverAsync();
    }

    /// <exception cref="FileNotFoundException">There is no world.</exception>
    /// <exception cref="ConfigurationException">A city's configuration, or the caller table, cannot be used, or a fault that was chosen cannot be.</exception>
    public static async Task<LocalCluster> StartAsync(ClusterOptions options, CancellationToken stop = default)
    {
        var cluster = new LocalCluster(options);
        try
        {
            await cluster.StartAllAsync(stop);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Services by name: jpki, city-…, centre, devices, kiosk; in the order in which they start. A second server of one is <c>centre-2</c>, and so on.</summary>
    public IEnumerable<string> Services => _services.Keys;

    /// <summary>Of them the servers of services that stand on several.</summary>
    public IEnumerable<string> ReplicatedServers => _serversOf.Values.Where(s => s.Count > 1).SelectMany(s => s);

    /// <summary>The servers of one service, by the name of the first.</summary>
    public IReadOnlyList<string> ServersOf(string service) => _serversOf[service];

    /// <summary>Stops a service, as its operator would; what it is doing is brought to an end first.</summary>
    public Task StopAsync(string service) => _services[service].StopAsync();

    /// <summary>Starts a service again where it was before.</summary>
    public Task StartAsync(string service, CancellationToken stop = default) => _services[service].StartAsync(stop);

    /// <summary>From now on services that are started, and people who come, are given other certificates; who is there already goes on with what it has.</summary>
    /// <param name="deployment">A step of a <see cref="Renewal"/> of this one; stays the caller's to dispose of, after this.</param>
    public void Give(Deployment deployment)
    {
        Deployment = deployment;
        lock (_cabinetChannels)
            _cabinetChannels.Clear(); // disposed of with all others at the end
    }

    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public ServiceHost Running(string service) => _services[service].Running ?? throw new InvalidOperationException($"{service} does not run.");

    public bool IsRunning(string service) => _services.TryGetValue(service, out var one) && one.Running is not null;

    /// <summary>What applications for a city are sealed for: its public key, 65 bytes.</summary>
    public byte[] SealingKey(MunicipalityCode city) => DhKem.PublicKeyOf(_served.Single(c => c.Municipality.Code == city).Keys.Sealing);

    /// <summary>Somebody steps up to a kiosk.</summary>
    public Citizen CitizenAt(KioskId kiosk) => new(
        kiosk,
        new KioskTerminal.KioskTerminalClient(CabinetChannel(Party.Kiosk, KioskHost.Name).Invoker),
        new KioskHands.KioskHandsClient(CabinetChannel(Party.CoinSlot, DevicesHost.Name).Invoker));

    /// <summary>Somebody takes out a phone with the app in it.</summary>
    public PhoneApp OpenPhone() => new(Open(Zone.Internet, Party.Phone, Members.Phone, Party.Jpki, JpkiHost.Name).Invoker);

    /// <summary>
    /// The city's card office hears from JPKI which phone belongs to a resident's card; the base register takes it down and pushes the
    /// household anew. Kiosks take the phone when the city knows it.
    /// </summary>
    /// <exception cref="FlowException">Nobody of that number, or no card.</exception>
    public async Task NoticePhoneAsync(MunicipalityCode city, string resident, CancellationToken stop)
    {
        var office = new CardOffice.CardOfficeClient(Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name).Invoker);
        var card = ByteString.CopyFrom((await Wallet.SerialAsync(city, resident, stop)).ToDer());
        var phone = await office.FindPhoneAsync(new CertificateName { Serial = card }, cancellationToken: stop);
        using var register = BaseRegister.Open(Path.Combine(_options.World, WorldFolder.RegisterFile(city))); // its own: the world's is not for several threads
        var person = register.Find(new ResidentId(long.Parse(resident, CultureInfo.InvariantCulture)))!;
        _phones.Note(city, person.Id, CertificateSerial.TryFromDer(phone.Serial.Span, out var serial) ? serial : null);
        WorldFeed.Check(city, await RegisterFeed.PushHouseholdAsync(register, person.Household, _phones.Of(city), _cityCores[city], stop));
    }

    /// <summary>What a city's base registers push by.</summary>
    /// <returns>Null: the world has no such city.</returns>
    public RegistryFeed.RegistryFeedClient? RegistryOf(MunicipalityCode city) => _cityCores.GetValueOrDefault(city);

    /// <summary>The desk of a city's clerks for family registers.</summary>
    public RegisterOffice.RegisterOfficeClient RegisterOfficeOf(MunicipalityCode city) =>
        new(Open(Zone.CityCore, Party.RegisterOffice, Members.RegisterOffice, Party.City, ServerOf(city)).Invoker);

    /// <summary>The terminal in a city's night-duty room.</summary>
    public NightDutyDesk.NightDutyDeskClient NightDutyOf(MunicipalityCode city) =>
        new(Open(Zone.NightDuty, Party.NightDuty, Members.NightDuty, Party.City, ServerOf(city)).Invoker);

    /// <summary>The desk at which a store's clerk looks up receipts.</summary>
    public ClerkDesk.ClerkDeskClient ClerkDesk() => new(Open(Zone.StoreLine, Party.Clerk, Members.Clerk, Party.Centre, CentreHost.Name).Invoker);

    /// <summary>The clerk's key to the locked boxes of the machines.</summary>
    public PaperBox.PaperBoxClient PaperBoxKey() => new(Open(Zone.Cabinet, Party.Clerk, Members.Clerk, Party.CoinSlot, DevicesHost.Name).Invoker);

    /// <summary>A caller's end of a line, for somebody who is on it.</summary>
    public ZoneChannel Open(Zone zone, string role, string name, string peerRole, string peer)
    {
        var channel = Deployment.Open(new Member(zone, role, name), peerRole, peer, Unreachable.Of(peerRole), OutsidersPatience);
        lock (_channels)
            _channels.Add(channel);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return; // whoever started it ends it as well as whoever took it over
        _disposed = true;
        foreach (var upkeep in _feeding)
            await upkeep.DisposeAsync();
        await MendLinesAsync();
        foreach (var service in _services.Values.Reverse())
            await service.EndAsync();
        foreach (var channel in _channels)
            channel.Dispose();
        _reader?.Dispose();
        Wallet?.Dispose();
        foreach (var city in _served)
            city.Keys.Dispose();
        _state.Dispose();
        _world.Dispose();
        _cityKeys.Dispose();
        _inquiryKey.Dispose();
        _first.Dispose();
    }

    static string CityService(string server) => $"city-{server}";

    string ServerOf(MunicipalityCode city) => Servers.First(s => s.Cities.Contains(city)).Server;

    async Task StartAllAsync(CancellationToken stop)
    {
        var authorities = await AddJpkiAsync(stop);
        foreach (var (server, cities) in Servers)
            await AddCityAsync(server, cities, authorities, stop);
        await AddCentreAsync(authorities, stop);
        await AddCabinetsAsync(stop);
        await AddInquiryAsync(stop);
    }

    async Task<IReadOnlyList<byte[]>> AddJpkiAsync(CancellationToken stop)
    {
        var tables = Tables("jpki", _options.Replicas?.Jpki);
        var store = new CertificateStore(tables[0]);
        using var authority = JpkiHost.OpenAuthority(store, _options.Clock, _options.Authority);
        await _state.OnceAsync("jpki-cards", () =>
        {
            store.Import(_world.Wallet.Cards().Select(c => CardRecords.Of(c, authority, _options.Clock.GetUtcNow())), cancel: stop);
            return Task.CompletedTask;
        });
        await AddServersAsync(
            "jpki", Party.Jpki, tables, (server, lines, own, token) => JpkiHost.StartAsync(lines, own, _options.Jpki, _options.Entropy(server), _options.Log, token), stop);
        return authority.CertificatesOf(CertificatePurpose.UserAuthentication);
    }

    async Task AddCityAsync(string server, IReadOnlyList<MunicipalityCode> cities, IReadOnlyList<byte[]> authorities, CancellationToken stop)
    {
        var configured = MunicipalityFile.ReadFolder(_options.Cities).Where(m => cities.Contains(m.Code)).Select(_options.Differing).ToList();
        var served = new ServedCities([.. configured.Select(m => (m, _state.CityKeys(m.Code, _cityKeys)))], FontSet.Shared);
        _served.AddRange(served.All);
        var name = CityService(server);
        var tables = Enumerable.Range(0, _options.Replicas?.City ?? 1).Select(_ => _state.OpenCity(server)).ToList();
        var told = new CityServer(server, served, _state.NumberKey(server), authorities, DhKem.PublicKeyOf(_inquiryKey));
        var faults = _options.Fault is { } choice ? AddFaults(choice, NamesOf(name, tables.Count)) : [];
        await AddServersAsync(
            name, Party.City, tables,
            (one, lines, own, token) => CityHost.StartAsync(
                lines, Faulty(told, faults.GetValueOrDefault(one)) with { Entropy = _options.Entropy(one) }, own, _options.Log, token),
            stop);

        var line = Open(Zone.CityCore, Party.Registry, Members.Registry, Party.City, server).Invoker;
        var core = new RegistryFeed.RegistryFeedClient(faults.GetValueOrDefault(name)?.Link is { } link ? line.Intercept(link) : line);
        foreach (var city in cities)
        {
            _cityCores.Add(city, core);
            await _state.OnceAsync(_state.CityMark($"registers-{city}"), () => WorldFeed.PushAsync(_world, city, core, stop));
        }

        // Nothing happens in the registers of an invented world, so that what they once pushed is all there is.
        var upkeep = new RegisterUpkeep(cities, core, _options.Clock);
        _feeding.Add(upkeep);
        await upkeep.ConfirmAsync(stop);
    }

    // Each server of a city has the fault for itself.
    Dictionary<string, CityFault> AddFaults(FaultChoice choice, IReadOnlyList<string> servers)
    {
        var (kind, disk, faults) = (choice.Kind, new SharedDisk(), new Dictionary<string, CityFault>());
        foreach (var server in servers)
        {
            var dice = new FaultDice(choice.Seed, $"{kind.Name} {server}", choice.Rate ?? kind.UsualRate);
            faults.Add(server, kind.Make(new FaultSetting(kind.Name, _options.Clock, dice) { Servers = servers.Count, Disk = disk }));
            FaultIsOn(_options.Log.CreateLogger<LocalCluster>(), server, kind.Name);
        }

        _faults.AddRange(faults.Values);
        return faults;
    }

    static CityServer Faulty(CityServer server, CityFault? fault) =>
        fault is null ? server : server with { PrintRoom = fault.PrintRoom, SettlementDesk = fault.SettlementDesk, AuditPen = fault.AuditPen };

    [LoggerMessage(LogEvents.FaultOnLine, LogLevel.Warning, "A fault is on: {Fault}")]
    static partial void LineFaultIsOn(ILogger log, LineFault fault);

    [LoggerMessage(LogEvents.FaultInCity, LogLevel.Warning, "A fault is on: {Server} runs with {Fault}")]
    static partial void FaultIsOn(ILogger log, string server, string fault);

    /// <summary>A world is believable for a year to both sides of its day.</summary>
    static DateTimeOffset EarliestRun(DateOnly asOf) => new DateTimeOffset(asOf, TimeOnly.MinValue, JapanTime.Offset).AddDays(-MostDaysAway - 2);

    Task AddCentreAsync(IReadOnlyList<byte[]> authorities, CancellationToken stop) => AddServersAsync(
        "centre", Party.Centre, Tables("centre", _options.Replicas?.Centre),
        (server, lines, own, token) => CentreHost.StartAsync(lines, authorities, own, _options.Centre, _options.Entropy(server), _options.Log, token), stop);

    /// <summary>A service's tables, opened by each of its servers for itself.</summary>
    List<Database> Tables(string service, int? servers) => servers is { } count ? [.. Enumerable.Range(0, count).Select(_ => _state.OpenShared(service))] : [_state.Open(service)];

    static List<string> NamesOf(string service, int servers) => [.. Enumerable.Range(1, servers).Select(n => n == 1 ? service : $"{service}-{n}")];

    async Task AddCabinetsAsync(CancellationToken stop)
    {
        var readers = Kiosks.ToDictionary(k => k, _ => OpenReader());
        var office = Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name);
        Wallet = new Wallet(_world, new CardOffice.CardOfficeClient(office.Invoker), _cityCores, _state.Open("cards"), _options.CardKey, _options.Clock);
        Cabinets = new Cabinets(readers.ToDictionary(r => r.Key, r => new Cabinet(r.Value.Door, _options.Clock)));
        await AddAsync("devices", Party.CoinSlot, (lines, token) => DevicesHost.StartAsync(lines, Cabinets, Wallet, _options.Log, token), stop);

        const string name = "kiosk";
        var setup = new KioskSetup(readers.ToDictionary(r => r.Key, r => r.Value.Slot), _cityKeys.Certificate, _options.Kiosk)
        {
            Entropy = _options.Entropy(name), GuardOff = _options.Fault is { GuardOff: true },
        };
        await AddAsync(name, Party.Kiosk, (lines, token) => KioskHost.StartAsync(lines, setup, _options.Log, token), stop);
    }

    /// <summary>The site has a line to nobody: what cities tell it once, so that their sheets are believed, it is told here.</summary>
    async Task AddInquiryAsync(CancellationToken stop)
    {
        var cities = _served.Select(c => new KnownCity(c.Municipality.Code, NameOf(c.Municipality), [c.Keys.SigningCertificate]) { GroundWord = c.Municipality.Issuer.GroundWord });
        var setup = new InquirySetup(_inquiryKey, [.. cities], _cityKeys.Certificate, _served.SelectMany(c => c.Press.Forms));
        if (_state.Inquiry is { } folder)
        {
            InquiryFolder.Save(folder, setup with { Forms = [] });
            foreach (var city in _served)
                await _state.OnceAsync($"forms-{city.Municipality.Code}-{city.Press.Edition}", () =>
                {
                    InquiryFolder.AddForms(folder, city.Press.Forms);
                    return Task.CompletedTask;
                });
            setup = setup with { Forms = InquiryFolder.ReadForms(folder) };
        }

        if (_options.Inquiry is { } inquiry)
            await AddAsync("inquiry", "inquiry", (lines, token) => InquiryHost.StartAsync(lines, setup, inquiry, _options.Log, token), stop);
    }

    static CityName NameOf(Municipality city) => new(city.Issuer.Prefecture + city.Name, city.NameEnglish);

    (ICardSlot Slot, ICardDoor Door) OpenReader()
    {
        if (_options.Kiosk.Reader is not { } address)
        {
            var slot = new LocalSlot();
            return (slot, new LocalDoor(slot));
        }

        if (_reader is not null)
            throw new ConfigurationException("A PC/SC reader is one kiosk's; there are to be several.");
        return (_reader = PcscSlot.Open(address), new RemoteDoor(_options.VirtualReader));
    }

    Task AddAsync(string name, string party, Func<Deployment, CancellationToken, Task<ServiceHost>> start, CancellationToken stop) =>
        AddAsync(name, new ClusterService(null, () => SettingOf(party), (lines, _, token) => start(lines, token), _options.Clock), stop);

    /// <param name="tables">Of each server.</param>
    async Task AddServersAsync(
        string service, string party, IReadOnlyList<Database> tables, Func<string, Deployment, Database, CancellationToken, Task<ServiceHost>> start, CancellationToken stop)
    {
        var names = NamesOf(service, tables.Count);
        _serversOf.Add(service, names);
        foreach (var (number, name) in names.Index())
            await AddAsync(
                name, new ClusterService(tables[number], () => SettingOf(party).Server(number), (lines, handle, token) => start(name, lines, handle!, token), _options.Clock), stop);
        _struck[service] = new InTurn([.. names.Select(n => _services[n])]);
    }

    Task AddAsync(string name, ClusterService service, CancellationToken stop)
    {
        _services.Add(name, service);
        _struck.Add(name, service);
        return service.StartAsync(stop);
    }

    Deployment SettingOf(string party) => _lines.ClockOf(party) is var clock && clock == _options.Clock ? Deployment : Deployment.At(clock);

    readonly Dictionary<string, ZoneChannel> _cabinetChannels = [];

    // One for all citizens: a connection each would cost more than what they say.
    ZoneChannel CabinetChannel(string peerRole, string peer)
    {
        lock (_cabinetChannels)
        {
            if (!_cabinetChannels.TryGetValue(peer, out var channel))
                _cabinetChannels[peer] = channel = Open(Zone.Cabinet, Party.Citizen, Members.Citizen, peerRole, peer);
            return channel;
        }
    }
}
