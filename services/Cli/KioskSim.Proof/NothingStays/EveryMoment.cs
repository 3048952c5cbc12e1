using System.Diagnostics;
using Grpc.Core;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Faults;
using KioskSim.PrinterEmulator.Faults;

namespace KioskSim.Proof.NothingStays;

/// <summary>Nothing stays whatever happens in the middle, and however a session ends. After each, everything is searched.</summary>
public sealed class EveryMoment : IAsyncDisposable
{
    /// <summary>A kiosk that does not wait long for anybody.</summary>
    public const string Impatient = """
        {
          "patience": "00:00:06", "paymentPatience": "00:00:06", "jamPatience": "00:00:01", "lastScreen": "00:00:00", "settleRetry": "00:00:00.05",
          "centrePatience": "00:01:00", "wirePatience": "00:01:00", "printerPatience": "00:01:00"
        }
        """;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    readonly TimeProvider _clock;
    readonly ProofKiosk _kiosk;
    readonly Search _search;
    readonly CrashPoint _citizens;

    EveryMoment(TimeProvider clock, ProofKiosk kiosk, Search search) =>
        (_clock, _kiosk, _search, _citizens) = (clock, kiosk, search, kiosk.Cluster.WatchCitizens());

    public IReadOnlyList<Finding> Findings => _search.Findings;

    ProcessCluster Cluster => _kiosk.Cluster;

    /// <summary>Starts the services, and has one certificate issued, so that it is known what others will look like.</summary>
    public static async Task<EveryMoment> StartAsync(ProofOptions options, CancellationToken stop)
    {
        var kiosk = await ProofKiosk.StartAsync(options, stop);
        var search = await Search.PrepareAsync(options, kiosk, stop);
        var moments = new EveryMoment(options.WallClock, kiosk, search);
        search.Visit();
        search.Printed(await new Visits(kiosk.Cluster, search.Errand).BuyAsync(stop) ?? throw new IOException("No certificate is issued here."));
        return moments;
    }

    /// <summary>Strikes when the place is reached, lets the kiosk come to itself again, and searches.</summary>
    /// <returns>Whether the place was reached at all.</returns>
    public async Task<bool> StrikeAsync(CrashPoint.Place place, Blow blow, CancellationToken stop)
    {
        _search.Visit();
        var (kiosk, centre) = (_search.Kiosk, Cluster.Processes["centre"]);
        Cluster.KillAt(place, blow == Blow.LineLost ? "centre" : ProcessCluster.KioskService, blow switch
        {
            Blow.Crashed => CrashPoint.Crash,
            Blow.Stopped or Blow.CardPulled or Blow.DevicesLost => CrashPoint.Stop,
            _ => CrashPoint.Kill,
        });
        var going = GoAsync(stop);
        var what = $"{blow} {place}";
        switch (blow)
        {
            case Blow.Killed or Blow.Crashed:
                await Task.WhenAny(kiosk.Ended, going).WaitAsync(Patience, _clock, stop);
                if (!Cluster.WasReached)
                    break;
                await kiosk.Ended.WaitAsync(Patience, _clock, stop);
                await going;
                await _search.SweepRemainsAsync(what, stop);
                await kiosk.StartAsync();
                break;
            case Blow.LineLost:
                await Task.WhenAny(centre.Ended, going).WaitAsync(Patience, _clock, stop);
                if (Cluster.WasReached)
                    await centre.StartAsync();
                await going;
                break;
            default:
                // The order is gone before the signal comes: what is let go on before it stands still would stand still for ever.
                while (Cluster.WasReached ? !kiosk.IsStopped : !going.IsCompleted)
                    await Task.Delay(Look, _clock, stop);
                if (blow == Blow.CardPulled)
                    await Cluster.Cabinet.Door.RemoveAsync();
                if (blow == Blow.DevicesLost)
                    await Cluster.RestartDevicesAsync();
                using (var goOn = Process.Start("kill", ["-CONT", $"{kiosk.Id}"]))
                    await goOn.WaitForExitAsync(stop);
                await going;
                break;
        }

        var reached = Cluster.WasReached;
        Cluster.Forget();
        await TidyAsync(stop);
        await _search.SweepAsync(Moment.After, what, [], stop);
        return reached;
    }

    /// <summary>A session that ends as its visitor, or the machine, would have it; then searches.</summary>
    /// <param name="visit">What the visitor does; the last screen that is seen.</param>
    public async Task EndAsync(string what, Func<Citizen, Errand, Task<ScreenKind>> visit, ScreenKind expected, CancellationToken stop)
    {
        _search.Visit();
        using (var citizen = Cluster.CitizenAt())
        {
            var last = await visit(citizen, _search.Errand).WaitAsync(Patience, _clock, stop);
            if (last != expected)
                throw new IOException($"{what}: the last screen was {last}, not {expected}.");
        }

        await TidyAsync(stop);
        await _search.SweepAsync(Moment.After, what, [], stop);
    }

    /// <summary>The printer stops before the next sheet.</summary>
    public void Jam() => Cluster.Cabinet.Printer.Plan([new Fault(FaultKind.Jam, Cluster.Cabinet.Printer.SheetsPrinted + 1)]);

    public ValueTask DisposeAsync()
    {
        _citizens.Dispose();
        return _kiosk.DisposeAsync();
    }

    async Task GoAsync(CancellationToken stop)
    {
        using var citizen = Cluster.CitizenAt();
        try
        {
            var end = await citizen.RunAsync(_search.Errand, stop).WaitAsync(Patience, _clock, stop);
            foreach (var copy in end.Copies)
                _search.Printed(copy.Pdf.ToByteArray());
        }
        catch (Exception e) when (e is RpcException or FlowException or IOException)
        {
            // the glass went dark
        }
    }

    // Whoever comes next finds the machine as it should be.
    async Task TidyAsync(CancellationToken stop)
    {
        Cluster.Cabinet.Printer.Repair();
        using var next = Cluster.CitizenAt();
        await next.TakeCardAsync(stop);
        foreach (var copy in await next.TakePaperAsync(stop))
            _search.Printed(copy.Pdf.ToByteArray());
        await next.Eyes.UntilAsync(0, stop, ScreenKind.Welcome).WaitAsync(Patience, _clock, stop);
        foreach (var copy in await next.TakePaperAsync(stop))
            _search.Printed(copy.Pdf.ToByteArray());
        await next.TakeMoneyAsync(stop);
    }
}
