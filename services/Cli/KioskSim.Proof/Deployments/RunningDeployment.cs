using KioskSim.Centre.Journal;
using KioskSim.Checkers.Evidence;
using KioskSim.City.Audit;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.Lgwan;
using KioskSim.Devices;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Kiosk.App;
using KioskSim.Proof.Rush;
using KioskSim.Storage;
using KioskSim.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Proof.Deployments;

/// <summary>
/// Services that run already, as processes from a deployment folder. Who proves something of them is given that folder: the certificates of people and
/// card office in it, the addresses, the data; and the world whose registers the city has. The slots, the printers and the people are here.
/// </summary>
/// <remarks>
/// It reads the services' data and changes none of it; nothing is done at the city's counters. What was there before is not looked at. Cards of those who
/// come are made and kept beside the data: a card is made once, and its key is nowhere else.
/// </remarks>
public sealed class RunningDeployment : IRushSite, IAsyncDisposable
{
    const string Cards = "cards.db";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly string _folder;
    readonly Deployment _deployment;
    readonly string _server;
    readonly List<IDisposable> _owned = [];
    Books? _books;
    Cabinets _cabinets = new(new Dictionary<KioskId, Cabinet>());
    ServiceHost? _devices;

    RunningDeployment(string folder, Deployment deployment, WorldFolder world)
    {
        (_folder, _deployment, World) = (folder, deployment, world);
        Kiosks = [.. deployment.Names(Zone.StoreLine, Party.Kiosk).Select(k => new KioskId(k))];
        _server = deployment.Names(Zone.Lgwan, Party.City).FirstOrDefault(s => MunicipalityFile.ReadFolder(CityFolderOf(s)).Any(m => m.Code == RushHour.City))
            ?? throw new ConfigurationException($"No issuance server of the deployment serves {RushHour.City}, whose people would come.");
    }

    public WorldFolder World { get; }

    public TimeProvider Clock => _deployment.Clock;

    public IReadOnlyList<KioskId> Kiosks { get; }

    public Wallet Wallet { get; private set; } = null!;

    /// <summary>Why the books cannot be looked at; null: they can.</summary>
    public string? WhyNoBooks { get; private set; }

    /// <param name="folder">The deployment's.</param>
    /// <param name="world">Whose registers were pushed to the city.</param>
    /// <exception cref="InvalidDataException">There is no deployment.</exception>
    /// <exception cref="FileNotFoundException">There is no world.</exception>
    /// <exception cref="IOException">The slots are somebody else's.</exception>
    /// <exception cref="ConfigurationException">It has no kiosk, or does not serve the city whose people come.</exception>
    public static async Task<RunningDeployment> JoinAsync(string folder, string world, TimeProvider wallClock, CancellationToken stop)
    {
        var running = new RunningDeployment(folder, DeploymentFolder.Load(folder, wallClock), WorldFolder.Open(world));
        try
        {
            await running.TakeTheSlotsAsync(stop);
            running.OpenBooks();
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public Citizen CitizenAt(KioskId kiosk) => new(
        kiosk,
        new KioskTerminal.KioskTerminalClient(Open(Zone.Cabinet, Party.Citizen, Members.Citizen, Party.Kiosk, KioskHost.Name).Invoker),
        new KioskHands.KioskHandsClient(Open(Zone.Cabinet, Party.Citizen, Members.Citizen, Party.CoinSlot, DevicesHost.Name).Invoker));

    public ICityCounter CounterFor(Cast cast) => new WorldsOwnBarred(cast);

    public Task<T> VisitedAsync<T>(Func<Task<T>> visits) => visits();

    public Task UntilToldAsync(CancellationToken stop) => _books?.UntilToldAsync(Clock, stop) ?? Task.CompletedTask;

    public WhatLeft CopyBooks(IReadOnlyList<Visit> visits) =>
        _books?.Copy(visits) ?? new WhatLeft { Visits = visits, Journal = [], Ledger = [], Audit = [], Machines = [] };

    public async ValueTask DisposeAsync()
    {
        if (_devices is not null)
            await _devices.DisposeAsync();
        foreach (var one in _owned.AsEnumerable().Reverse())
            one.Dispose();
        World.Dispose();
        _deployment.Dispose();
    }

    async Task TakeTheSlotsAsync(CancellationToken stop)
    {
        if (Kiosks.Count == 0)
            throw new ConfigurationException("The deployment has no kiosk.");
        Directory.CreateDirectory(Path.GetDirectoryName(DataFile(Cards))!);
        var office = Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name);
        var registry = new RegistryFeed.RegistryFeedClient(Open(Zone.CityCore, Party.Registry, Members.Registry, Party.City, _server).Invoker);
        Wallet = Own(new Wallet(
            World, new CardOffice.CardOfficeClient(office.Invoker), new Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient> { [RushHour.City] = registry },
            Own(Database.OpenFile(DataFile(Cards))), Wallet.NewKey));
        _cabinets = new Cabinets(Kiosks.ToDictionary(k => k, k => new Cabinet(new RemoteDoor(_deployment.Address(KioskHost.CardReader(k))), Clock)));
        try
        {
            _devices = await DevicesHost.StartAsync(_deployment, _cabinets, Wallet, NullLoggerFactory.Instance, stop);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new IOException("The machines' slots are held by another program, so that nobody here can lay a card down or take paper out.", e);
        }
    }

    void OpenBooks()
    {
        var (centre, city) = (DataFile("centre.db"), DataFile($"city-{_server}.db"));
        if (!File.Exists(centre) || (!File.Exists(city) && !CityFolder.IsInPostgres(CityFolderOf(_server))))
        {
            WhyNoBooks = "the centre's journal and the city's ledger and audit are not in the deployment's data folder";
            return;
        }

        var journal = new SessionJournal(Own(Database.OpenFile(centre)), Clock);
        var tables = Own(CityFolder.Open(CityFolderOf(_server), _server, city));
        var ledger = new IssueLedger(tables, Clock);
        var before = journal.All().Select(s => s.Session).Concat(ledger.All(RushHour.City).Select(i => i.Session)).ToHashSet();
        var here = Kiosks.Select(k => k.ToString()).ToHashSet();
        _books = new Books
        {
            Journal = () => journal.All().Where(s => here.Contains(s.Kiosk) && !before.Contains(s.Session)),
            Ledger = () => ledger.All(RushHour.City).Where(i => here.Contains(i.Kiosk) && !before.Contains(i.Session)),
            Audit = () => AuditLog.Entries(tables, RushHour.City),
            Machines = _cabinets.All,
        };
    }

    string CityFolderOf(string server) => Path.Combine(_folder, "cities", server);

    string DataFile(string name) => Path.Combine(_folder, DeploymentFolder.Data, name);

    ZoneChannel Open(Zone zone, string role, string name, string peerRole, string peer) =>
        Own(_deployment.Open(new Member(zone, role, name), peerRole, peer, FlowErrorCode.Internal, Patience));

    T Own<T>(T part) where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }

    /// <summary>Nothing is decided at the counters of services that are somebody's: who must get nothing is whoever the world's registers say.</summary>
    sealed class WorldsOwnBarred(Cast cast) : ICityCounter
    {
        public IReadOnlyList<CounterEntry> Book => [];

        public IReadOnlySet<CertificateKind> Closed { get; } = new HashSet<CertificateKind>();

        public Task<IReadOnlyList<Wish>> BarAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<Wish>>(
        [
            .. ((string[])["revoked", "on-hold", "protected", "moved-out"]).Select(trait => new Wish(Cast.At(cast.One(trait)), CertificateKind.ResidentRecord)),
            new Wish(Cast.At(cast.One("no-seal")), CertificateKind.SealRegistration),
        ]);

        public Task WorkAsync(CancellationToken stop) => Task.CompletedTask;
    }
}
