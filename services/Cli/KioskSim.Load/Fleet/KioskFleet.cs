using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Load.Checks;
using KioskSim.Load.Runs;
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
    readonly ISheetCheck _check;

    KioskFleet(string folder, LocalCluster cluster, Visitors visitors, Wishes wishes, ISheetCheck check) =>
        (_folder, _cluster, _visitors, _wishes, _check) = (folder, cluster, visitors, wishes, check);

    public int Places => _cluster.Kiosks.Count;

    /// <summary>A certificate that came out, as it was printed; empty: none did.</summary>
    public ReadOnlyMemory<byte> Specimen { get; private set; }

    /// <param name="progress">Told in a line what is done next.</param>
    /// <exception cref="ConfigurationException">The world has too few people.</exception>
    public static async Task<KioskFleet> StartAsync(FleetOptions options, ISheetCheck check, Action<string> progress, CancellationToken stop)
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
                }, stop);
            progress($"{options.People:N0} 人のカードを作ります。 / Making the cards of {options.People:N0} people.");
            var visitors = await Visitors.PrepareAsync(cluster, options, stop);
            return new KioskFleet(folder, cluster, visitors, new Wishes(options.Seed), check);
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
            using var citizen = _cluster.CitizenAt(_cluster.Kiosks[place]);
            return await VisitAsync(citizen, visitor, number);
        }
        finally
        {
            _visitors.GiveBack(visitor);
        }
    }

    public ValueTask DisposeAsync() => EndAsync(_folder, _cluster);

    // Who waits for a database keeps a thread. If everybody at a kiosk waits for one that stands still, the generator needs threads all the same, and the
    // pool adds one in half a second only.
    static void KeepThreadsFor(int kiosks)
    {
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 2 * Environment.ProcessorCount + kiosks), ports);
    }

    async Task<VisitEnd> VisitAsync(Citizen citizen, Visitor visitor, long number)
    {
        var (kind, items) = _wishes.Of(number);
        var visit = await WholeVisit.RunAsync(citizen, new Errand(visitor.City, visitor.City, visitor.Person.Id.ToString(), kind, items, 1, visitor.Pin));
        if (visit.Copies is [var first, ..] && Specimen.IsEmpty)
            Specimen = first.Pdf.Memory;
        return new VisitEnd(visit.Outcome, visit.Copies.Sum(c => c.Sheets), visit.Paid, visit.Copies.Any(c => !_check.IsOf(visitor.Person, c.Pdf.Memory)));
    }

    static async ValueTask EndAsync(string folder, LocalCluster? cluster)
    {
        if (cluster is not null)
            await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
