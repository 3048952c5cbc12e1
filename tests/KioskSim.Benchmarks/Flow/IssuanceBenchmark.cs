using System.Security.Cryptography;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Domain.Values;

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

    public static async Task RunAsync()
    {
        await using var city = await OneCity.StartAsync(options => options with { Kiosks = Kiosks });
        IReadOnlyList<IReadOnlyList<Errand>> errands =
            [.. (await city.ErrandsAsync(Kiosks * ResidentsAKiosk, CertificateKind.ResidentRecord, CertificateKind.SealRegistration)).Chunk(ResidentsAKiosk)];
        await TogetherAsync(city, errands, Warm);

        var signatures = Signatures / WallClock.Seconds(Sign);
        using var recorder = new FlowRecorder();
        var alone = OneByOne / await WallClock.SecondsAsync(() => OneByOneAsync(city, errands[0]));
        var hops = recorder.Take();
        var together = Together / await WallClock.SecondsAsync(() => TogetherAsync(city, errands, Together));

        Console.WriteLine($"issuances a second, one kiosk:    {alone,8:F1}   (1/{signatures / alone:F0} of RSA-2048 signatures on one core)");
        Console.WriteLine($"issuances a second, {Kiosks} kiosks:    {together,8:F1}   (1/{signatures / together:F0})");
        Console.WriteLine($"RSA-2048 signatures a second:     {signatures,8:F0}");
        Console.WriteLine();
        Print(hops);
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

    static async Task OneByOneAsync(OneCity city, IReadOnlyList<Errand> errands)
    {
        for (var i = 0; i < OneByOne; i++)
            await city.RunAsync(errands[i % errands.Count]);
    }

    static Task TogetherAsync(OneCity city, IReadOnlyList<IReadOnlyList<Errand>> errands, int count) =>
        Task.WhenAll(Enumerable.Range(0, Kiosks).Select(kiosk => Task.Run(async () =>
        {
            for (var i = 0; i < count / Kiosks; i++)
                await city.RunAsync(errands[kiosk][i % ResidentsAKiosk], kiosk);
        })));

    static void Sign()
    {
        using var key = RSA.Create(2048);
        var digest = new byte[32];
        for (var i = 0; i < Signatures; i++)
            key.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
