using KioskSim.Cluster.Processes;
using KioskSim.Hosting.Faults;
using KioskSim.Proof.Rush;

namespace KioskSim.Proof.Tests.Deployments;

/// <summary>Services as processes, whose slots nobody holds yet.</summary>
public sealed class RunningServices : IAsyncLifetime
{
    readonly RushWorld _world = new(seed: 20230502);
    readonly ProcessCluster _processes;

    public RunningServices() => _processes = new ProcessCluster(new ProcessClusterOptions { World = World, WallClock = WallClock, DevicesElsewhere = true });

#pragma warning disable RS0030 // Real processes take real time.
    public static TimeProvider WallClock => TimeProvider.System;
#pragma warning restore RS0030

    public string World => _world.Folder;

    public string Folder => _processes.Folder;

    public async ValueTask InitializeAsync() => await _processes.StartAsync();

    /// <summary>The kiosk dies when it comes to a place of the flow, and is started again.</summary>
    public Task KillKioskAt(CrashPoint.Place place)
    {
        _processes.KillAt(place, ProcessCluster.KioskService);
        return _processes.Processes[ProcessCluster.KioskService].StartAgainAsync();
    }

    /// <summary>What somebody is given who may not see the services' data; the cards are the people's, and whoever comes again has the same.</summary>
    public string FolderWithoutData()
    {
        var copy = Path.Combine(Folder, "without-data");
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => !f.StartsWith(Path.Combine(Folder, "data"), StringComparison.Ordinal)).ToList())
        {
            var target = Path.Combine(copy, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        Directory.CreateDirectory(Path.Combine(copy, "data"));
        File.CreateSymbolicLink(Path.Combine(copy, "data", "cards.db"), Path.Combine(Folder, "data", "cards.db"));
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        _world.Dispose();
    }
}
