using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.World;

namespace KioskSim.Cli.Commands;

/// <summary>One issuance with everything around it: the world, the hour, what is out of order, where the paper goes.</summary>
sealed record IssuePlan(Errand Errand, DateTimeOffset At, IReadOnlyList<string> Down, string World, string Tray)
{
    /// <param name="differing">What is to be other than usual.</param>
    /// <exception cref="UsageException">The hour is too far from the world's day.</exception>
    public static Task<LocalCluster> StartAsync(
        string world, DateTimeOffset at, CancellationToken stop, Func<ClusterOptions, ClusterOptions>? differing = null)
    {
        CheckHour(world, at);
        var usual = new ClusterOptions
        {
            World = world,
            State = CommonOptions.StateFolder(world),
            Postgres = CommonOptions.Postgres,
#pragma warning disable RS0030 // The command is where the simulation's clock is set going.
            Clock = new SimulatedClock(at, TimeProvider.System),
#pragma warning restore RS0030
            Kiosk = new() { LastScreen = TimeSpan.Zero },
        };
        return LocalCluster.StartAsync(differing?.Invoke(usual) ?? usual, stop);
    }

    /// <exception cref="HintedException">There is no such person.</exception>
    /// <exception cref="FlowException">There is no such card.</exception>
    public async Task<(ErrandEnd End, IReadOnlyList<string> Files)> RunAsync(LocalCluster cluster, CancellationToken stop)
    {
        var known = await RememberPinAsync(cluster, stop);
        var errand = Errand.Pin.Length > 0 ? Errand : Errand with { Pin = known };
        using var citizen = cluster.CitizenAt(cluster.Kiosks[0]);
        await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        try
        {
            await BreakAsync(cluster, stop);
            var end = await citizen.RunAsync(errand, stop);
            return (end, OutTray.Save(Tray, end.Receipt, end.Copies));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            await LeaveAsync(cluster);
            throw;
        }
    }

    async Task<string> RememberPinAsync(LocalCluster cluster, CancellationToken stop)
    {
        try
        {
            return await cluster.Wallet.RememberPinAsync(Errand.Home, Errand.Resident, Errand.Card, stop);
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

    async Task BreakAsync(LocalCluster cluster, CancellationToken stop)
    {
        if (Down.Count > 0)
            await cluster.Wallet.TakeOutAsync(Errand.Home, Errand.Resident, Errand.Card, stop); // the card was made before anything went out of order

        // "city" stands for city-482013 and every other.
        foreach (var service in cluster.Services.Where(s => Down.Contains(s.Split('-')[0])).ToList())
            await cluster.StopAsync(service);
    }

    static void CheckHour(string world, DateTimeOffset at)
    {
        using var folder = WorldFolder.Open(world);
        var asOf = folder.Summary.AsOf;
        if (Math.Abs(DateOnly.FromDateTime(at.ToOffset(JapanTime.Offset).DateTime).DayNumber - asOf.DayNumber) > LocalCluster.MostDaysAway)
            throw new UsageException($"The world tells the state of {asOf:yyyy-MM-dd}; --at is at most {LocalCluster.MostDaysAway} days from it.");
    }
}
