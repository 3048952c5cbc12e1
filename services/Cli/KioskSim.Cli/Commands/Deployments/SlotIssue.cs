using KioskSim.Cli.Output;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Hosting.Deployments;
using KioskSim.World;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Cli.Commands.Deployments;

/// <summary>Certificates from a machine whose kiosk program, like every other service, runs elsewhere: only its slots are here, and who stands before them.</summary>
sealed class SlotIssue : IAsyncDisposable
{
    readonly Deployment _deployment;
    readonly MachineSlots _slots;

    SlotIssue(Deployment deployment, WorldFolder world, MachineSlots slots) => (_deployment, World, _slots) = (deployment, world, slots);

    public WorldFolder World { get; }

    /// <param name="place">The deployment: a folder, or its packed file.</param>
    /// <param name="data">Where cards are kept; null: in the folder.</param>
    /// <exception cref="InvalidDataException">There is no deployment.</exception>
    /// <exception cref="FileNotFoundException">There is no world.</exception>
    /// <exception cref="IOException">The slots are somebody else's.</exception>
    public static async Task<SlotIssue> OpenAsync(string place, string? data, string world, CancellationToken stop)
    {
        if (data is null && File.Exists(place))
            throw new UsageException($"{place} is a packed file, in which nothing can be kept: say where cards are to lie (--data).");
        var deployment = DeploymentFolder.Load(place, DeploymentCommand.WallClock, MachineAddress.FromEnvironment());
        var people = WorldFolder.Open(world);
        try
        {
            var slots = await MachineSlots.TakeAsync(
                DeploymentFiles.Of(place), data ?? Path.Combine(place, DeploymentFolder.Data), deployment, people, NullLoggerFactory.Instance, stop);
            return new SlotIssue(deployment, people, slots);
        }
        catch
        {
            people.Dispose();
            deployment.Dispose();
            throw;
        }
    }

    /// <summary>Somebody goes to the first kiosk.</summary>
    /// <param name="tray">Where the paper goes.</param>
    public async Task<(ErrandEnd End, IReadOnlyList<string> Files)> RunAsync(Errand errand, string tray, CancellationToken stop)
    {
        if (errand.Pin.Length == 0)
            errand = errand with { Pin = await _slots.Wallet.RememberPinAsync(errand.Home, errand.Resident, errand.Card, stop) };
        using var citizen = _slots.CitizenAt(_slots.Kiosks[0]);
        var end = await citizen.RunAsync(errand, stop);
        return (end, OutTray.Save(tray, end.Receipt, end.Copies));
    }

    public async ValueTask DisposeAsync()
    {
        await _slots.DisposeAsync();
        World.Dispose();
        _deployment.Dispose();
    }
}
