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
using KioskSim.Storage;
using KioskSim.World;
using Microsoft.Extensions.Logging;

namespace KioskSim.Cluster.Processes;

/// <summary>
/// The slots, coin boxes and printers of the machines whose kiosk program runs elsewhere, and the people before them with their cards. Who has a card office
/// and registers within reach has cards made for whoever comes; who has not, takes out those that were made before.
/// </summary>
public sealed class MachineSlots : IAsyncDisposable
{
    /// <summary>The file of the cards that were made.</summary>
    public const string Cards = "cards.db";

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    readonly List<IDisposable> _owned = [];
    ServiceHost? _devices;

    MachineSlots(Deployment deployment, WorldFolder world)
    {
        (Deployment, World) = (deployment, world);
        Kiosks = [.. deployment.Names(Zone.StoreLine, Party.Kiosk).Select(k => new KioskId(k))];
        Cabinets = new Cabinets(Kiosks.ToDictionary(k => k, k => new Cabinet(new RemoteDoor(deployment.Address(KioskHost.CardReader(k))), deployment.Clock)));
    }

    public Deployment Deployment { get; }

    public WorldFolder World { get; }

    public IReadOnlyList<KioskId> Kiosks { get; }

    public Cabinets Cabinets { get; }

    public Wallet Wallet { get; private set; } = null!;

    /// <summary>Takes the slots, until this is disposed of.</summary>
    /// <param name="files">The deployment's; stays the caller's, as the deployment read from it and the world do.</param>
    /// <param name="data">Where cards are kept.</param>
    /// <exception cref="ConfigurationException">It has no kiosk.</exception>
    /// <exception cref="IOException">The slots are somebody else's.</exception>
    public static async Task<MachineSlots> TakeAsync(
        DeploymentFiles files, string data, Deployment deployment, WorldFolder world, ILoggerFactory log, CancellationToken stop)
    {
        var slots = new MachineSlots(deployment, world);
        try
        {
            await slots.TakeAsync(files.DataFile(data, Cards), log, stop);
            await slots.UntilReadyAsync(stop);
            return slots;
        }
        catch
        {
            await slots.DisposeAsync();
            throw;
        }
    }

    public Citizen CitizenAt(KioskId kiosk) => new(
        kiosk,
        new KioskTerminal.KioskTerminalClient(Open(Zone.Cabinet, Party.Citizen, Members.Citizen, Party.Kiosk, KioskHost.Name).Invoker),
        new KioskHands.KioskHandsClient(Open(Zone.Cabinet, Party.Citizen, Members.Citizen, Party.CoinSlot, DevicesHost.Name).Invoker));

    public async ValueTask DisposeAsync()
    {
        if (_devices is not null)
            await _devices.DisposeAsync();
        foreach (var one in _owned.AsEnumerable().Reverse())
            one.Dispose();
    }

    async Task TakeAsync(string cards, ILoggerFactory log, CancellationToken stop)
    {
        if (Kiosks.Count == 0)
            throw new ConfigurationException("The deployment has no kiosk.");
        Wallet = Own(new Wallet(World, Office(), Registers(), Own(Database.OpenFile(cards)), Wallet.NewKey, Deployment.Clock));
        try
        {
            _devices = await DevicesHost.StartAsync(Deployment, Cabinets, Wallet, log, stop);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new IOException($"The machines' slots are not to be had here: {e.Message}", e);
        }
    }

    // A kiosk that had no slots for a while first asks them how its last visit ended.
    async Task UntilReadyAsync(CancellationToken stop)
    {
        foreach (var kiosk in Kiosks)
        {
            using var citizen = CitizenAt(kiosk);
            await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        }
    }

    CardOffice.CardOfficeClient? Office() => Deployment.OwnNames(Zone.Lgwan, Party.CardOffice).Count > 0
        ? new CardOffice.CardOfficeClient(Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name).Invoker)
        : null;

    Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient> Registers()
    {
        var registers = new Dictionary<MunicipalityCode, RegistryFeed.RegistryFeedClient>();
        if (Deployment.OwnNames(Zone.CityCore, Party.Registry).Count == 0)
            return registers;
        var servers = Deployment.Names(Zone.CityCore, Party.City);
        foreach (var (server, cities) in ServerPlan.Of(World.Summary.Cities.Select(c => new MunicipalityCode(c.Code))).Where(s => servers.Contains(s.Server)))
        {
            var line = new RegistryFeed.RegistryFeedClient(Open(Zone.CityCore, Party.Registry, Members.Registry, Party.City, server).Invoker);
            foreach (var city in cities)
                registers.Add(city, line);
        }

        return registers;
    }

    ZoneChannel Open(Zone zone, string role, string name, string peerRole, string peer) =>
        Own(Deployment.Open(new Member(zone, role, name), peerRole, peer, Unreachable.Of(peerRole), Patience));

    T Own<T>(T part) where T : IDisposable
    {
        _owned.Add(part);
        return part;
    }
}
