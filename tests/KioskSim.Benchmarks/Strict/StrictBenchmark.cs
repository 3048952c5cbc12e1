using System.Globalization;
using KioskSim.Cluster.Processes;
using KioskSim.World;

namespace KioskSim.Benchmarks.Strict;

/// <summary>
/// What strict mode costs. Two kiosks as programs of their own, each with centre, JPKI and city as programs beside it; one kiosk in strict
/// mode, the other not. Each issuance is made at both, one after the other, first here and then there, so that whatever else the machine
/// does falls on both. Starting and warming up are not counted.
/// </summary>
static class StrictBenchmark
{
    const int Usual = 200;
    const int Warm = 60;
    const int Residents = 8;

    /// <param name="arguments">How many issuances a side; 200.</param>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var count = arguments is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : Usual;
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;
        try
        {
            var world = Path.Combine(folder, "world");
            WorldGenerator.Generate(new WorldOptions { Seed = 1, Residents = 2000, Cities = [ProcessCluster.City] }, world, null, CancellationToken.None);
            await using var strict = await KioskSide.StartAsync(world, strict: true, Residents);
            await using var relaxed = await KioskSide.StartAsync(world, strict: false, Residents);
            await TakeTurnsAsync(strict, relaxed, Warm);
            strict.Forget();
            relaxed.Forget();
            await TakeTurnsAsync(strict, relaxed, count);
            Print(strict, relaxed);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task TakeTurnsAsync(KioskSide strict, KioskSide relaxed, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (first, second) = i % 2 == 0 ? (strict, relaxed) : (relaxed, strict);
            await first.IssueAsync(i);
            await second.IssueAsync(i);
        }
    }

    static void Print(KioskSide strict, KioskSide relaxed)
    {
        Console.WriteLine($"{strict.Took.Count} issuances a side            strict   relaxed   strict / relaxed   95 % of resampled runs");
        Row("mean ms, by the clock", strict.Took, relaxed.Took, Ratios.Mean);
        Row("median ms, by the clock", strict.Took, relaxed.Took, Ratios.Median);
        Row("mean ms of processor, kiosk", strict.Worked, relaxed.Worked, Ratios.Mean);
        Console.WriteLine($"memory of the kiosk, MB     {strict.Megabytes,12:F1}{relaxed.Megabytes,10:F1}");
    }

    static void Row(string what, IReadOnlyList<double> strict, IReadOnlyList<double> relaxed, Func<IReadOnlyList<double>, double> middle)
    {
        var (low, high) = Ratios.Spread(strict, relaxed, middle);
        Console.WriteLine($"{what,-28}{middle(strict),12:F2}{middle(relaxed),10:F2}{middle(strict) / middle(relaxed),19:F3}   {low:F3} to {high:F3}");
    }
}
