using System.Security.Cryptography;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.World;

namespace KioskSim.Benchmarks.Flow;

/// <summary>
/// Issuances a second and milliseconds a hop, through all services in one process. Beside them, as the measure that the same machine
/// gives in the same run, RSA-2048 signatures: the one thing in an issuance that no software can make cheaper.
/// </summary>
static class IssuanceBenchmark
{
    const int Kiosks = 16;
    const int ResidentsAKiosk = 4;
    const int Warm = 64;
    const int OneByOne = 300;
    const int Together = 600;
    const int Signatures = 500;

    static readonly MunicipalityCode City = new("482013");

#pragma warning disable RS0030 // A benchmark measures real time.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;
        try
        {
            var world = Path.Combine(folder, "world");
            WorldGenerator.Generate(new WorldOptions { Seed = 1, Residents = 2000, Cities = [City] }, world, null, CancellationToken.None);
            await using var cluster = await LocalCluster.StartAsync(new ClusterOptions
            {
                World = world, Clock = new SimulatedClock(ClusterOptions.UsualTime, Clock), Kiosks = Kiosks, Kiosk = new() { LastScreen = TimeSpan.Zero },
            });
            var errands = await ErrandsAsync(cluster);
            await TogetherAsync(cluster, errands, Warm);

            var signatures = Signatures / Seconds(Sign);
            using var recorder = new FlowRecorder();
            var alone = OneByOne / await SecondsAsync(() => OneByOneAsync(cluster, errands[0]));
            var hops = recorder.Take();
            var together = Together / await SecondsAsync(() => TogetherAsync(cluster, errands, Together));

            Console.WriteLine($"issuances a second, one kiosk:    {alone,8:F1}   (1/{signatures / alone:F0} of RSA-2048 signatures on one core)");
            Console.WriteLine($"issuances a second, {Kiosks} kiosks:    {together,8:F1}   (1/{signatures / together:F0})");
            Console.WriteLine($"RSA-2048 signatures a second:     {signatures,8:F0}");
            Console.WriteLine();
            Print(hops);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Print(IReadOnlyList<RecordedHop> hops)
    {
        Console.WriteLine("step  from     to         message          an issuance   mean ms   p95 ms");
        foreach (var group in hops.Where(h => h.Hop.Step > 0).GroupBy(h => h.Hop).OrderBy(g => g.Key.Step).ThenBy(g => g.Min(h => h.Order)))
        {
            var took = group.Select(h => h.Took.TotalMilliseconds).Order().ToList();
            var hop = group.Key;
            Console.WriteLine(
                $"{hop.Step,4}  {hop.From,-8} {hop.To,-10} {hop.Message,-16} {(double)took.Count / OneByOne,11:F1} {took.Average(),9:F2} {took[took.Count * 95 / 100],8:F2}");
        }
    }

    static async Task OneByOneAsync(LocalCluster cluster, IReadOnlyList<Errand> errands)
    {
        for (var i = 0; i < OneByOne; i++)
            await RunAsync(cluster, 0, errands[i % errands.Count]);
    }

    static Task TogetherAsync(LocalCluster cluster, IReadOnlyList<IReadOnlyList<Errand>> errands, int count) =>
        Task.WhenAll(Enumerable.Range(0, Kiosks).Select(kiosk => Task.Run(async () =>
        {
            for (var i = 0; i < count / Kiosks; i++)
                await RunAsync(cluster, kiosk, errands[kiosk][i % ResidentsAKiosk]);
        })));

    static async Task RunAsync(LocalCluster cluster, int kiosk, Errand errand)
    {
        using var citizen = cluster.CitizenAt(cluster.Kiosks[kiosk]);
        var end = await citizen.RunAsync(errand, CancellationToken.None);
        if (end.Error is { } error)
            throw new InvalidOperationException($"An issuance ended with {error}.");
    }

    static async Task<IReadOnlyList<IReadOnlyList<Errand>>> ErrandsAsync(LocalCluster cluster)
    {
        var people = Trait.Of("seal", cluster.World.Summary.AsOf).Find(cluster.World, City, seed: 1).Take(Kiosks * ResidentsAKiosk).ToList();
        var errands = new List<Errand>();
        foreach (var (person, i) in people.Select((p, i) => (p.Id.ToString(), i)))
        {
            var pin = await cluster.Wallet.RememberPinAsync(City, person, default);
            var kind = i % 2 == 0 ? CertificateKind.ResidentRecord : CertificateKind.SealRegistration;
            errands.Add(new Errand(City, City, person, kind, CertificateOptions.None, 1, pin.Reveal()));
        }

        return [.. errands.Chunk(ResidentsAKiosk)];
    }

    static void Sign()
    {
        using var key = RSA.Create(2048);
        var digest = new byte[32];
        for (var i = 0; i < Signatures; i++)
            key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    static double Seconds(Action work)
    {
        var start = Clock.GetTimestamp();
        work();
        return Clock.GetElapsedTime(start).TotalSeconds;
    }

    static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Clock.GetTimestamp();
        await work();
        return Clock.GetElapsedTime(start).TotalSeconds;
    }
}
