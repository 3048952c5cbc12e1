using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;

namespace KioskSim.Cli.Commands;

/// <summary>One issuance with everything around it: the world, the hour, what is out of order, where the paper goes.</summary>
sealed record IssuePlan(Errand Errand, DateTimeOffset At, IReadOnlyList<string> Down, string World, string Tray)
{
    /// <summary>Folder of the world in which services and cards keep what they keep between runs.</summary>
    const string StateFolder = "state";

    public static Task<LocalCluster> StartAsync(string world, DateTimeOffset at, CancellationToken stop) => LocalCluster.StartAsync(
        new ClusterOptions
        {
            World = world,
            State = Path.Combine(world, StateFolder),
#pragma warning disable RS0030 // The command is where the simulation's clock is set going.
            Clock = new SimulatedClock(at, TimeProvider.System),
#pragma warning restore RS0030
            Kiosk = new() { LastScreen = TimeSpan.Zero },
        },
        stop);

    /// <summary>Runs it in a cluster of its own.</summary>
    /// <exception cref="FlowException">There is no such person, or no such card.</exception>
    public async Task<(ErrandEnd End, IReadOnlyList<string> Files)> RunAsync(CancellationToken stop)
    {
        await using var cluster = await StartAsync(World, At, stop);
        return await RunAsync(cluster, stop);
    }

    public async Task<(ErrandEnd End, IReadOnlyList<string> Files)> RunAsync(LocalCluster cluster, CancellationToken stop)
    {
        var known = await RememberPinAsync(cluster, stop);
        var errand = Errand.Pin.Length > 0 ? Errand : Errand with { Pin = known };
        using var citizen = cluster.CitizenAt(cluster.Kiosks[0]);
        await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        foreach (var service in Services(cluster))
            await cluster.StopAsync(service);
        try
        {
            var end = await citizen.RunAsync(errand, stop);
            return (end, OutTray.Save(Tray, end.Receipt, end.Copies));
        }
        catch (OperationCanceledException)
        {
            await LeaveAsync(cluster);
            throw;
        }
    }

    async Task<string> RememberPinAsync(LocalCluster cluster, CancellationToken stop)
    {
        try
        {
            return (await cluster.Wallet.RememberPinAsync(Errand.Home, Errand.Resident, stop)).Reveal();
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.ApplicantUnknown)
        {
            throw new HintedException(e.Code, $"{Errand.Home} has no resident {Errand.Resident}; `kiosksim residents --city {Errand.Home}` lists some.");
        }
    }

    // Ctrl-C: the kiosk ends what it has begun; then whatever lies in its trays is the citizen's.
    async Task LeaveAsync(LocalCluster cluster)
    {
        await cluster.StopAsync("kiosk");
        var cabinet = cluster.Cabinets.All[cluster.Kiosks[0]];
        await cabinet.Door.RemoveAsync();
        var files = OutTray.Save(
            Tray, "interrupted", [.. cabinet.Printer.TakePaper().Select(c => new PrintedCopy { Pdf = Google.Protobuf.ByteString.CopyFrom(c.Pdf), Sheets = c.Sheets })]);
        var returned = cabinet.Coins.TakeMoney();
        if (returned.Amount > 0)
            Console.Error.WriteLine($"{returned.Amount}円を返しました。 / {returned.Amount} yen were returned.");
        foreach (var file in files)
            Console.Error.WriteLine($"印刷済み / printed: {file}");
    }

    IEnumerable<string> Services(LocalCluster cluster) => Down.SelectMany(name => name switch
    {
        "centre" or "jpki" => [name],
        "city" => cluster.Services.Where(s => s.StartsWith("city-", StringComparison.Ordinal)),
        _ => throw new ConfigurationException($"There is no service '{name}' to take down; services are centre, jpki, city."),
    }).ToList();
}
