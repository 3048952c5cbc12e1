using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Benchmarks;

/// <summary>A city of 2,000 with all services in one process, and people who can go to a kiosk.</summary>
sealed class OneCity : IAsyncDisposable
{
    static readonly MunicipalityCode Code = new("482013");

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;

    OneCity()
    {
    }

    public LocalCluster Cluster { get; private set; } = null!;

    /// <param name="configure">What is not as usual.</param>
    public static async Task<OneCity> StartAsync(Func<ClusterOptions, ClusterOptions> configure)
    {
        var city = new OneCity();
        try
        {
            var world = Path.Combine(city._folder, "world");
            WorldGenerator.Generate(new WorldOptions { Seed = 1, Residents = 2000, Cities = [Code] }, world, null, CancellationToken.None);
            city.Cluster = await LocalCluster.StartAsync(configure(new ClusterOptions
            {
                World = world, Clock = new SimulatedClock(ClusterOptions.UsualTime, WallClock.Clock), Kiosk = new() { LastScreen = TimeSpan.Zero },
            }));
            return city;
        }
        catch
        {
            await city.DisposeAsync();
            throw;
        }
    }

    /// <summary>So many who have a seal registered, each with an errand of a kind in turn.</summary>
    public async Task<IReadOnlyList<Errand>> ErrandsAsync(int count, params CertificateKind[] kinds)
    {
        var errands = new List<Errand>();
        foreach (var person in Trait.Of("seal", Cluster.World.Summary.AsOf).Find(Cluster.World, Code, seed: 1).Take(count).Select(p => p.Id.ToString()))
        {
            var pin = await Cluster.Wallet.RememberPinAsync(Code, person, default);
            errands.Add(new Errand(Code, Code, person, kinds[errands.Count % kinds.Length], CertificateOptions.None, 1, pin.Reveal()));
        }

        return errands;
    }

    /// <exception cref="InvalidOperationException">No certificate came of it.</exception>
    public async Task<ErrandEnd> RunAsync(Errand errand, int kiosk = 0)
    {
        using var citizen = Cluster.CitizenAt(Cluster.Kiosks[kiosk]);
        var end = await citizen.RunAsync(errand, CancellationToken.None);
        return end.Error is { } error ? throw new InvalidOperationException($"An issuance ended with {error}.") : end;
    }

    public async ValueTask DisposeAsync()
    {
        if (Cluster is not null)
            await Cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
