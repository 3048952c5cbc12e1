using KioskSim.Centre.Host;
using KioskSim.Centre.Journal;
using KioskSim.Checkers.Evidence;
using KioskSim.City.Audit;
using KioskSim.City.Host;
using KioskSim.City.Issuance;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Proof.Rush;
using KioskSim.Registers;
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
    readonly DeploymentFiles _files;
    readonly string _data;
    readonly Deployment _deployment;
    readonly List<IDisposable> _owned = [];
    MachineSlots? _slots;
    Books? _books;

    RunningDeployment(DeploymentFiles files, string data, Deployment deployment, WorldFolder world)
    {
        (_files, _data, _deployment, World) = (files, data, deployment, world);
        if (!deployment.Names(Zone.Lgwan, Party.City).Contains(ServerPlan.Of([RushHour.City])[0].Server))
            throw new ConfigurationException($"No issuance server of the deployment serves {RushHour.City}, whose people would come.");
    }

    public WorldFolder World { get; }

    public TimeProvider Clock => _deployment.Clock;

    public IReadOnlyList<KioskId> Kiosks => _slots!.Kiosks;

    public Wallet Wallet => _slots!.Wallet;

    /// <summary>Why the books cannot be looked at; null: they can.</summary>
    public string? WhyNoBooks { get; private set; }

    /// <param name="place">The deployment's folder, or its packed file.</param>
    /// <param name="data">Where its services keep their data; null: in its folder.</param>
    /// <param name="world">Whose registers were pushed to the city.</param>
    /// <exception cref="InvalidDataException">There is no deployment.</exception>
    /// <exception cref="FileNotFoundException">There is no world.</exception>
    /// <exception cref="IOException">The slots are somebody else's.</exception>
    /// <exception cref="ConfigurationException">It has no kiosk, or does not serve the city whose people come.</exception>
    public static async Task<RunningDeployment> JoinAsync(string place, string? data, string world, TimeProvider wallClock, CancellationToken stop)
    {
        var running = new RunningDeployment(
            DeploymentFiles.Of(place), data ?? Path.Combine(place, DeploymentFolder.Data), DeploymentFolder.Load(place, wallClock, MachineAddress.FromEnvironment()), WorldFolder.Open(world));
        try
        {
            running._slots = await MachineSlots.TakeAsync(running._files, running._data, running._deployment, running.World, NullLoggerFactory.Instance, stop);
            running.OpenBooks();
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public Citizen CitizenAt(KioskId kiosk) => _slots!.CitizenAt(kiosk);

    public ICityCounter CounterFor(Cast cast) => new WorldsOwnBarred(cast);

    public Task<T> VisitedAsync<T>(Func<Task<T>> visits) => visits();

    public Task UntilToldAsync(CancellationToken stop) => _books?.UntilToldAsync(Clock, stop) ?? Task.CompletedTask;

    public WhatLeft CopyBooks(IReadOnlyList<Visit> visits) =>
        _books?.Copy(visits) ?? new WhatLeft { Visits = visits, Journal = [], Ledger = [], Audit = [], Machines = [] };

    public async ValueTask DisposeAsync()
    {
        if (_slots is not null)
            await _slots.DisposeAsync();
        foreach (var one in _owned.AsEnumerable().Reverse())
            one.Dispose();
        World.Dispose();
        _deployment.Dispose();
    }

    void OpenBooks()
    {
        var (told, centre) = (_files.Find(CentreHost.Postgres), DataFile("centre", "centre.db"));
        var there = _deployment.Names(Zone.Lgwan, Party.City);
        var servers = ServerPlan.Of(World.Summary.Cities.Select(c => new MunicipalityCode(c.Code))).Where(s => there.Contains(s.Server)).ToList();
        if ((told is null && !File.Exists(centre)) || !servers.All(s => HasTables(s.Server)))
        {
            WhyNoBooks = "the centre's journal and the cities' ledgers and audits are not in the deployment's data folder";
            return;
        }

        var journal = new SessionJournal(Own(Database.OpenAsTold(told, CentreHost.Name, () => centre)), Clock);
        List<CityBooks> cities = [.. servers.SelectMany(s => OpenTables(s.Server) is var tables ? s.Cities.Select(city => new CityBooks(city, tables, new IssueLedger(tables, Clock))) : [])];
        var before = journal.All().Select(s => s.Session).Concat(cities.SelectMany(c => c.Issues()).Select(i => i.Session)).ToHashSet();
        var here = Kiosks.Select(k => k.ToString()).ToHashSet();
        _books = new Books
        {
            Journal = () => journal.All().Where(s => here.Contains(s.Kiosk) && !before.Contains(s.Session)),
            Ledger = () => cities.SelectMany(c => c.Issues()).Where(i => here.Contains(i.Kiosk) && !before.Contains(i.Session)),
            Audit = () => cities.SelectMany(c => AuditLog.Entries(c.Tables, c.City)),
            Machines = _slots!.Cabinets.All,
        };
    }

    DeploymentFiles FilesOf(string server) => _files.In("cities").In(server);

    string TablesFile(string server) => DataFile($"city-{server}", $"city-{server}.db");

    bool HasTables(string server) => CityFolder.IsInPostgres(FilesOf(server)) || File.Exists(TablesFile(server));

    Database OpenTables(string server) => Own(CityFolder.Open(FilesOf(server), server, () => TablesFile(server)));

    // Together in one folder, or each service's in one of its own: of containers the volumes are mounted so.
    string DataFile(string service, string name) => Path.Combine(_data, name) is var together && File.Exists(together) ? together : Path.Combine(_data, service, name);

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
            .. ((string[])["revoked", "on-hold", "protected", "moved-out"]).Select(cast.Maybe).OfType<Person>().Select(p => new Wish(Cast.At(p), CertificateKind.ResidentRecord)),
            .. ((string[])["no-seal"]).Select(cast.Maybe).OfType<Person>().Select(p => new Wish(Cast.At(p), CertificateKind.SealRegistration)),
        ]);

        public Task WorkAsync(CancellationToken stop) => Task.CompletedTask;
    }

    sealed record CityBooks(MunicipalityCode City, Database Tables, IssueLedger Ledger)
    {
        public IReadOnlyList<IssueRecord> Issues() => Ledger.All(City);
    }
}
