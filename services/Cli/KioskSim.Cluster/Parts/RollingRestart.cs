namespace KioskSim.Cluster.Parts;

/// <summary>
/// A new version is rolled out: each server of the services that stand on several is stopped in good order and started again, one after the other. Goes on where it
/// was when it is asked to go on.
/// </summary>
public sealed class RollingRestart
{
    readonly List<string> _restarted = [];

    /// <summary>In their order.</summary>
    public IReadOnlyList<string> Restarted => _restarted;

    /// <summary>Round after round until it is asked to stop; a server that is being restarted then is started first.</summary>
    public async Task RunAsync(LocalCluster cluster, CancellationToken stop)
    {
        IReadOnlyList<string> servers = [.. cluster.ReplicatedServers];
        while (!stop.IsCancellationRequested)
        {
            var server = servers[_restarted.Count % servers.Count];
            await cluster.StopAsync(server);
            await cluster.StartAsync(server, CancellationToken.None);
            _restarted.Add(server);
        }
    }
}
