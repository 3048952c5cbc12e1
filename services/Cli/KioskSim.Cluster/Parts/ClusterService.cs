using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.LineFaults.Members;
using KioskSim.Storage;

namespace KioskSim.Cluster.Parts;

/// <summary>A service of a cluster through all its lives: its tables outlive each of them, and nothing else does.</summary>
/// <param name="tables">Null: it has none.</param>
/// <param name="setting">What is given to it at each start: the lines, and the clock that it has this time.</param>
/// <param name="start">Starts it where it was before.</param>
sealed class ClusterService(
    Database? tables, Func<Deployment> setting, Func<Deployment, Database?, CancellationToken, Task<ServiceHost>> start, TimeProvider clock) : IFaultyService
{
    readonly SemaphoreSlim _oneAtATime = new(1, 1);
    readonly List<Task> _troubles = [];
    Database? _handle;

    /// <summary>Null: it does not run.</summary>
    public ServiceHost? Running { get; private set; }

    public async Task StartAsync(CancellationToken stop)
    {
        _handle = tables?.Share();
        Running = await start(setting(), _handle, stop);
    }

    /// <summary>As its operator would: what it is doing is brought to an end first.</summary>
    public async Task StopAsync()
    {
        if (Running is not { } host)
            return;
        Running = null;
        await host.LeaveAsync();
        await host.DisposeAsync();
        _handle?.Dispose();
    }

    /// <summary>With all others: no session waits for its end any more.</summary>
    public async Task EndAsync()
    {
        if (Running is { } host)
            await host.DisposeAsync();
        Running = null;
        _handle?.Dispose();
    }

    public void Kill(TimeSpan time) => Begin(async () =>
    {
        if (Running is not { } host)
            return;
        Running = null;
        _handle?.Dispose(); // nothing more is written by what was on its way
        await host.KillAsync();
        await Task.Delay(time, clock);
        await StartAsync(CancellationToken.None);
    });

    public void FillDisk(TimeSpan time) => Begin(async () =>
    {
        FullDisk.Begin(tables!);
        await Task.Delay(time, clock);
        FullDisk.End(tables!);
    });

    /// <summary>Waits until all that happened to it is over.</summary>
    public async Task RecoverAsync()
    {
        Task[] troubles;
        lock (_troubles)
            troubles = [.. _troubles];
        await Task.WhenAll(troubles);
    }

    void Begin(Func<Task> trouble)
    {
        lock (_troubles)
            _troubles.Add(OneAtATimeAsync());

        async Task OneAtATimeAsync()
        {
            await Task.Yield(); // what brings it about goes on meanwhile
            if (!_oneAtATime.Wait(TimeSpan.Zero, CancellationToken.None))
                return;
            try
            {
                await trouble();
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
    }
}
