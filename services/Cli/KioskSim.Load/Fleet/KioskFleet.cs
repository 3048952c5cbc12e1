using System.Collections.Concurrent;
using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Sheets;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Load.Checks;
using KioskSim.Load.Runs;
using KioskSim.Proof.Deployments;
using KioskSim.Proof.Rush;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World;
using KioskSim.World.Places;

namespace KioskSim.Load.Fleet;

/// <summary>
/// Many kiosks, and people at them. All services are in this process, over a world of their own that is gone afterwards: real cryptography, real PDFs, and all
/// databases on disk; kiosks that share a process cannot be in strict mode. Or they run already, somewhere, and the slots and the people are here.
/// </summary>
public sealed class KioskFleet : ILoadTarget, IAsyncDisposable
{
    const string State = "state";

    readonly IRushSite _site;
    readonly LocalCluster? _own;
    readonly Visitors _visitors;
    readonly Wishes _wishes;
    readonly ConcurrentQueue<Visit>? _visits;
    readonly Func<ValueTask> _end;

    /// <param name="own">The services, where they are in this process.</param>
    /// <param name="end">How it ends.</param>
    KioskFleet(IRushSite site, LocalCluster? own, Visitors visitors, FleetOptions options, Func<ValueTask> end) =>
        (_site, _own, _visitors, _wishes, _visits, _end) = (site, own, visitors, new Wishes(options.Seed), options.RemembersVisits ? [] : null, end);

    public int Places => _site.Kiosks.Count;

    public int Cities => _site.World.Summary.Cities.Length;

    public int Residents => (int)_site.World.Summary.Residents;

    public int People => _visitors.Count;

    /// <summary>A certificate that came out, as it was printed; empty: none did.</summary>
    public ReadOnlyMemory<byte> Specimen { get; private set; }

    /// <param name="progress">Told in a line what is done next.</param>
    /// <exception cref="ConfigurationException">The world has too few people; or the books of services that run already are to be looked at and are not to be had.</exception>
    public static Task<KioskFleet> StartAsync(FleetOptions options, Action<string> progress, CancellationToken stop) =>
        options.Running is { } running ? JoinAsync(running, options, progress, stop) : StartOwnAsync(options, progress, stop);

    static async Task<KioskFleet> JoinAsync(RunningServices running, FleetOptions options, Action<string> progress, CancellationToken stop)
    {
        progress("動いているサービスの端末の前に立ちます。 / Going to the kiosks of services that run already.");
        var site = await RunningDeployment.JoinAsync(running.Place, running.Data, running.World, options.WallClock, stop);
        try
        {
            if (options.RemembersVisits && site.WhyNoBooks is { } why)
                throw new ConfigurationException($"--prove: {why}.");
            KeepThreadsFor(site.Kiosks.Count);
            progress($"{options.People:N0} 人のカードを作ります。 / Making the cards of {options.People:N0} people.");
            var visitors = await Visitors.PrepareAsync(site.World, site.Wallet, options with { Kiosks = site.Kiosks.Count }, stop);
            return new KioskFleet(site, null, visitors, options, site.DisposeAsync);
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    static async Task<KioskFleet> StartOwnAsync(FleetOptions options, Action<string> progress, CancellationToken stop)
    {
        KeepThreadsFor(options.Kiosks);
        var folder = Directory.CreateTempSubdirectory("kiosksim-load-").FullName;
        LocalCluster? cluster = null;
        try
        {
            var world = Path.Combine(folder, "world");
            progress($"住民 {options.Residents:N0} 人の世界とサービスを用意します。 / Making a world of {options.Residents:N0} residents and starting the services.");
            var cities = Prefecture.Cities.Take(options.Cities).Select(c => c.Code);
            WorldGenerator.Generate(new WorldOptions { Seed = options.Seed, Residents = options.Residents, Cities = [.. cities] }, world, progress: null, stop);
            cluster = await LocalCluster.StartAsync(
                new ClusterOptions
                {
                    World = world, State = Path.Combine(folder, State), Replicas = options.Replicas, Postgres = options.Postgres, Clock = new SimulatedClock(options.At, options.WallClock),
                    Kiosks = options.Kiosks, Kiosk = new() { LastScreen = TimeSpan.Zero },
                    Fault = options.Fault, LineFaults = options.LineFaults,
                }, stop);
            progress($"{options.People:N0} 人のカードを作ります。 / Making the cards of {options.People:N0} people.");
            var visitors = await Visitors.PrepareAsync(cluster.World, cluster.Wallet, options, stop);
            return new KioskFleet(new OwnCluster(cluster), cluster, visitors, options, EndAsync);
        }
        catch
        {
            await EndAsync();
            throw;
        }

        ValueTask EndAsync() => KioskFleet.EndAsync(folder, cluster, options.Postgres);
    }

    public async Task<VisitEnd> VisitAsync(long number, int place)
    {
        var visitor = _visitors.Take(number);
        try
        {
            var kiosk = _site.Kiosks[place];
            using var citizen = _site.CitizenAt(kiosk);
            return await VisitAsync(kiosk, citizen, visitor, number);
        }
        finally
        {
            _visitors.GiveBack(visitor);
        }
    }

    /// <summary>Holds every sheet since the start and the books of all services against each other, when nobody is at a kiosk any more.</summary>
    /// <exception cref="InvalidOperationException">The visits were not remembered.</exception>
    public async Task<IReadOnlyList<Verdict>> ProveAsync(CancellationToken stop)
    {
        var visits = _visits ?? throw new InvalidOperationException("Without its visits a fleet can prove nothing.");
        if (_own is not null)
            await _own.MendLinesAsync();
        await _site.UntilToldAsync(stop);
        var left = _site.CopyBooks([.. visits]);
        return [.. AllCheckers.Of(_site.World).Select(c => c.Check(left))];
    }

    /// <summary>From now on the faults that were chosen strike, until the fleet ends.</summary>
    public void LetLinesFail() => _own?.LetLinesFail();

    /// <summary>By name, how often each fault has struck: in the issuance servers, and of lines and machines.</summary>
    public IReadOnlyDictionary<string, long> Faults => _own is null ? [] : FaultsOf(_own).ToDictionary(f => f.Name, f => f.Struck);

    public ValueTask DisposeAsync() => _end();

    static IEnumerable<(string Name, long Struck)> FaultsOf(LocalCluster cluster) =>
    [
        .. cluster.Options.Fault is { Name: var name } ? [(name, cluster.Faults.Sum(f => (long)f.Struck))] : Array.Empty<(string, long)>(),
        .. cluster.LineFaults.Select(f => ($"{f.Fault}", (long)f.Struck)),
    ];

    // Who waits for a database keeps a thread. If everybody at a kiosk waits for one that stands still, the generator needs threads all the same, and the
    // pool adds one in half a second only.
    static void KeepThreadsFor(int kiosks)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 2 * Environment.ProcessorCount + kiosks), ports);
    }

    async Task<VisitEnd> VisitAsync(KioskId kiosk, Citizen citizen, Visitor visitor, long number)
    {
        var (kind, items) = _wishes.Of(number);
        var visit = await WholeVisit.RunAsync(citizen, new Errand(visitor.City, visitor.City, visitor.Person.Id.ToString(), kind, items, 1, visitor.Pin));
        if (visit.Copies is [var first, ..] && Specimen.IsEmpty)
            Specimen = first.Pdf.Memory;
        List<IReadOnlyList<Face>> copies = [.. visit.Copies.Select(c => SheetFile.Read(c.Pdf.Memory))];
        _visits?.Enqueue(new Visit(
            kiosk, new Residence(visitor.City, visitor.Person.Id), visitor.City, kind, items, 1, _site.Clock.GetUtcNow(), visit.Receipt, visit.Paid, copies));
        return new VisitEnd(visit.Outcome, visit.Copies.Sum(c => c.Sheets), visit.Paid, copies.Any(faces => !NameCheck.IsOf(visitor.Person, faces)));
    }

    static async ValueTask EndAsync(string folder, LocalCluster? cluster, string? postgres)
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
        if (postgres is not null && Directory.Exists(Path.Combine(folder, State)))
            Cluster.Parts.State.DropTables(Path.Combine(folder, State), postgres);
        Directory.Delete(folder, recursive: true);
    }
}
