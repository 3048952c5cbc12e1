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
using KioskSim.Proof.Rush;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World;
using KioskSim.World.Places;

namespace KioskSim.Load.Fleet;

/// <summary>
/// Many kiosks and all services in this process, over a world of their own that is gone afterwards: real cryptography, real PDFs, and all
/// databases on disk. Kiosks that share a process cannot be in strict mode.
/// </summary>
public sealed class KioskFleet : ILoadTarget, IAsyncDisposable
{
    readonly string _folder;
    readonly LocalCluster _cluster;
    readonly Visitors _visitors;
    readonly Wishes _wishes;
    readonly ConcurrentQueue<Visit>? _visits;

    KioskFleet(string folder, LocalCluster cluster, Visitors visitors, FleetOptions options) =>
        (_folder, _cluster, _visitors, _wishes, _visits) = (folder, cluster, visitors, new Wishes(options.Seed), options.RemembersVisits ? [] : null);

    public int Places => _cluster.Kiosks.Count;

    /// <summary>A certificate that came out, as it was printed; empty: none did.</summary>
    public ReadOnlyMemory<byte> Specimen { get; private set; }

    /// <param name="progress">Told in a line what is done next.</param>
    /// <exception cref="ConfigurationException">The world has too few people.</exception>
    public static async Task<KioskFleet> StartAsync(FleetOptions options, Action<string> progress, CancellationToken stop)
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
                    World = world, State = Path.Combine(folder, "state"), Clock = new SimulatedClock(options.At, options.WallClock),
                    Kiosks = options.Kiosks, Kiosk = new() { LastScreen = TimeSpan.Zero },
                    LineFaults = options.LineFaults,
                }, stop);
            progress($"{options.People:N0} 人のカードを作ります。 / Making the cards of {options.People:N0} people.");
            var visitors = await Visitors.PrepareAsync(cluster, options, stop);
            return new KioskFleet(folder, cluster, visitors, options);
        }
        catch
        {
            await EndAsync(folder, cluster);
            throw;
        }
    }

    public async Task<VisitEnd> VisitAsync(long number, int place)
    {
        var visitor = _visitors.Take(number);
        try
        {
            var kiosk = _cluster.Kiosks[place];
            using var citizen = _cluster.CitizenAt(kiosk);
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
        await _cluster.MendLinesAsync();
        var books = Books.Of(_cluster);
        await books.UntilToldAsync(_cluster.Options.Clock, stop);
        var left = books.Copy([.. visits]);
        return [.. AllCheckers.Of(_cluster.World).Select(c => c.Check(left))];
    }

    /// <summary>From now on the faults that were chosen strike, until the fleet ends.</summary>
    public void LetLinesFail() => _cluster.LetLinesFail();

    /// <summary>By name, how often each fault of lines and machines has struck.</summary>
    public IReadOnlyDictionary<string, long> LineFaults => _cluster.LineFaults.ToDictionary(f => $"{f.Fault}", f => (long)f.Struck);

    public ValueTask DisposeAsync() => EndAsync(_folder, _cluster);

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
            kiosk, new Residence(visitor.City, visitor.Person.Id), visitor.City, kind, items, 1, _cluster.Options.Clock.GetUtcNow(), visit.Receipt, visit.Paid, copies));
        return new VisitEnd(visit.Outcome, visit.Copies.Sum(c => c.Sheets), visit.Paid, copies.Any(faces => !NameCheck.IsOf(visitor.Person, faces)));
    }

    static async ValueTask EndAsync(string folder, LocalCluster? cluster)
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
