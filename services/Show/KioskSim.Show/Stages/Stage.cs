using KioskSim.Cluster;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.Show.Glass;
using KioskSim.Show.Log;
using KioskSim.Show.Map;

namespace KioskSim.Show.Stages;

/// <summary>
/// The services that the room shows now. They can be started anew, on the same world and in other circumstances: books and cards are then as
/// on the first day. Whoever shows something of them asks here for the present ones each time.
/// </summary>
/// <param name="cluster">Runs, and is the stage's from now on.</param>
sealed class Stage(LocalCluster cluster, GlassDesk desk, FlowMap map, ShowLog log) : IAsyncDisposable
{
    readonly ClusterOptions _usual = cluster.Options;
    readonly SemaphoreSlim _one = new(1, 1);
    StageClock? _clock;

    public LocalCluster Cluster { get; private set; } = cluster;

    /// <summary>Ends all services and starts them anew; every browser begins anew as well.</summary>
    /// <returns>Number in the log after which it tells of these services, from the kiosk's first screen on.</returns>
    public async Task<long> ResetAsync(Circumstances circumstances, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            await desk.LeaveAsync();
            await Cluster.DisposeAsync();
            _clock = new StageClock(circumstances.At ?? _usual.Clock.GetUtcNow(), _usual.Clock);
            Cluster = await LocalCluster.StartAsync(circumstances.Apply(_usual, _clock), stop);
            PrinterFaults = [];
            desk.Move(Cluster);
            map.Forget();
            var anew = log.Forget(); // before the kiosk is looked at: it may serve at once
            await desk.LookAsync(stop);
            return anew;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>It is later now.</summary>
    /// <exception cref="InvalidOperationException">The services run by the clock of whoever started them.</exception>
    public void MoveClockTo(DateTimeOffset time) => (_clock ?? throw new InvalidOperationException("The stage was not set anew yet.")).MoveTo(time);

    /// <summary>What is wrong with the printer, by the names that its scripts have.</summary>
    public IReadOnlyList<string> PrinterFaults { get; private set; } = [];

    /// <param name="fault">A line of a script: see <see cref="FaultScript"/>. It comes at once and lasts until it is repaired.</param>
    public void BreakPrinter(string fault)
    {
        Printer.Plan(FaultScript.Parse(fault));
        PrinterFaults = [.. PrinterFaults.Append(fault).Distinct()];
    }

    public void RepairPrinter()
    {
        Printer.Repair();
        PrinterFaults = [];
    }

    /// <summary>Stops a service, or starts it again; nothing where it is so already.</summary>
    public async Task SetRunningAsync(string service, bool runs, CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (Cluster.IsRunning(service) == runs)
                return;
            if (runs)
                await Cluster.StartAsync(service, stop);
            else
                await Cluster.StopAsync(service);
        }
        finally
        {
            _one.Release();
        }
    }

    PrinterDevice Printer => Cluster.Cabinets.All[Cluster.Kiosks[0]].Printer;

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _one.Dispose();
    }
}
