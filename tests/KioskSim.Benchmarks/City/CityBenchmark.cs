using System.Diagnostics;
using System.Globalization;
using KioskSim.Contracts.Lgwan;
using KioskSim.Crash.Tests.CityAlone;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Fixtures.Postgres;
using KioskSim.Jpki.Issuing;
using KioskSim.World;

namespace KioskSim.Benchmarks.City;

/// <summary>
/// One city's issuance server as a process, by how many residents it has: feeding it, starting it, and step 7 at 200 applications a second,
/// each with evidence of its own. The measures are the smallest city of the same run, for what an issue costs must not grow with the city,
/// and a call that has next to nothing to do, at the same rate over the same line: that is the machine's part and the transport's.
/// </summary>
static class CityBenchmark
{
    const int ASecond = 200;
    const int Seconds = 10;
    const int Warm = 3000;
    const int Cards = 400;

    /// <param name="arguments">Numbers of residents, and sqlite or postgres; by default 10,000, 100,000 and 1,000,000 on both.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        List<int> sizes = [.. arguments.Where(a => int.TryParse(a, out _)).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        List<string> engines = [.. arguments.Where(a => a is "sqlite" or "postgres")];
        Console.WriteLine("engine     residents   seed s   feed s   cold start s   memory MB   prepare p50 ms   p99 ms   max ms   p50 / smallest   CPU ms: server   caller   idle call p50 ms   p99 ms");
        foreach (var engine in engines.Count > 0 ? engines : ["sqlite", "postgres"])
        {
            if (engine == "postgres" && PostgresServer.Missing is { } missing)
            {
                Console.WriteLine(missing);
                continue;
            }

            double? smallest = null;
            foreach (var residents in sizes.Count > 0 ? sizes : [10_000, 100_000, 1_000_000])
            {
                var median = await RunAsync(engine, residents, smallest);
                smallest ??= median;
            }
        }
    }

    static async Task<double> RunAsync(string engine, int residents, double? smallest)
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;
        try
        {
            var world = Path.Combine(folder, "world");
            var seeded = WallClock.Seconds(() => WorldGenerator.Generate(new WorldOptions { Seed = 1, Residents = residents, Cities = [CityServer.Code] }, world, null, CancellationToken.None));
            var begun = WallClock.Clock.GetTimestamp();
            await using var city = await CityServer.StartAsync(world, engine == "postgres", Cards);
            var fed = WallClock.Clock.GetElapsedTime(begun).TotalSeconds;
            begun = WallClock.Clock.GetTimestamp();
            await city.KillAndStartAsync();
            var started = WallClock.Clock.GetElapsedTime(begun).TotalSeconds;

            var cards = await ServedAsync(city);
            await PrepareAsync(city, Applications(city, cards, Warm));
            var applications = Applications(city, cards, ASecond * Seconds);
            var (servers, callers) = (Cpu(city.ProcessId), Cpu(Environment.ProcessId));
            var latencies = await PrepareAsync(city, applications);
            (servers, callers) = ((Cpu(city.ProcessId) - servers) / applications.Count, (Cpu(Environment.ProcessId) - callers) / applications.Count);
            var idle = await AtRateAsync(ASecond * Seconds, async _ => await city.Client.DescribeAsync(new DescribeRequest()));
            var median = latencies[latencies.Count / 2];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{engine,-8} {residents,11:N0} {seeded,8:F1} {fed,8:F1} {started,14:F2} {Memory(city.ProcessId),11:F0} {median,16:F2} {latencies[latencies.Count * 99 / 100],8:F2} {latencies[^1],8:F1} {median / (smallest ?? median),16:F2} {servers,16:F2} {callers,8:F2} {idle[idle.Count / 2],18:F2} {idle[idle.Count * 99 / 100],8:F2}"));
            return median;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Made before: cards and JPKI sign here, and are not what is measured.
    static List<PrepareRequest> Applications(CityServer city, IReadOnlyList<IssuedCertificate> cards, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Application(city, cards[i % cards.Count]))];

    static PrepareRequest Application(CityServer city, IssuedCertificate card) => city.NewVisit(card, CertificateOptions.WholeHousehold).Apply().Request;

    /// <summary>Not those of whose household somebody has announced a move: it is not printed whole.</summary>
    static async Task<List<IssuedCertificate>> ServedAsync(CityServer city)
    {
        var served = new List<IssuedCertificate>();
        foreach (var card in city.Cards)
        {
            try
            {
                await city.Client.PrepareAsync(Application(city, card));
                served.Add(card);
            }
            catch (FlowException e) when (e.Code == FlowErrorCode.MovedOut)
            {
                // Somebody else is measured.
            }
        }

        return served;
    }

    static Task<List<double>> PrepareAsync(CityServer city, List<PrepareRequest> applications) =>
        AtRateAsync(applications.Count, async i => await city.Client.PrepareAsync(applications[i]));

    /// <summary>So many a second, whether or not those before have been answered.</summary>
    /// <returns>Milliseconds that each took, shortest first.</returns>
    static async Task<List<double>> AtRateAsync(int count, Func<int, Task> call)
    {
        var start = WallClock.Clock.GetTimestamp();
        var running = new List<Task<double>>(count);
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / ASecond);
            if (due - WallClock.Clock.GetElapsedTime(start) is { Ticks: > 0 } early)
                await Task.Delay(early, WallClock.Clock);
            running.Add(OneAsync(i));
        }

        return [.. (await Task.WhenAll(running)).Order()];

        async Task<double> OneAsync(int which)
        {
            var sent = WallClock.Clock.GetTimestamp();
            await call(which);
            return WallClock.Clock.GetElapsedTime(sent).TotalMilliseconds;
        }
    }

    /// <summary>Milliseconds of processor that a process has used.</summary>
    static double Cpu(int process)
    {
        using var used = Process.GetProcessById(process);
        return used.TotalProcessorTime.TotalMilliseconds;
    }

    static double Memory(int process)
    {
        using var used = Process.GetProcessById(process);
        return used.WorkingSet64 / (1024.0 * 1024);
    }
}
