using KioskSim.Load;
using KioskSim.Load.Fleet;
using KioskSim.Load.Reports;

namespace KioskSim.Benchmarks.Load;

/// <summary>
/// What a certificate costs against the number of cities, kiosks and residents: processor time by the closed model, every kiosk taken all the time, each
/// row with the floor that the machine gave in the same minute.
/// </summary>
static class CostBenchmark
{
    const int Usual = 600;

    static readonly (int Cities, int Kiosks, int Residents)[] Rows =
    [
        (3, 8, 5_000),
        (1, 8, 5_000),
        (3, 2, 5_000),
        (3, 32, 5_000),
        (3, 8, 2_000),
        (3, 8, 100_000),
    ];

    /// <param name="counts">How many certificates a row; none: 600.</param>
    public static async Task RunAsync(string[] counts)
    {
        var visits = counts is [var count, ..] ? int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) : Usual;
        _ = await MeasureAsync(Rows[0], visits); // compiled
        Console.WriteLine("cities  kiosks  residents   ms CPU   times the floor   certificates/s   p50 ms   p99 ms   misdelivered   peak MB");
        foreach (var row in Rows)
        {
            var run = await MeasureAsync(row, visits);
            var issue = run.Latencies["issue"];
            Console.WriteLine(
                $"{row.Cities,6} {row.Kiosks,7} {row.Residents,10} {run.CpuMillisecondsPerIssue,8:F1} {run.TimesFloor,17:F1} {run.AchievedPerSecond,16:F1} " +
                $"{issue.P50,8:F0} {issue.P99,8:F0} {run.Counts.Misdelivered,14} {run.PeakMegabytes,9:F0}");
        }
    }

    static async Task<Summary> MeasureAsync((int Cities, int Kiosks, int Residents) row, int visits)
    {
        var options = new LoadOptions
        {
            Fleet = new FleetOptions { Seed = 1, Cities = row.Cities, Kiosks = row.Kiosks, Residents = row.Residents, WallClock = WallClock.Clock },
            Load = "closed",
            Closed = new ClosedLoad(row.Kiosks, visits, Length: null),
        };
        return (await new LoadTest(options).RunAsync(_ => { }, _ => { }, CancellationToken.None)).Summary;
    }
}
