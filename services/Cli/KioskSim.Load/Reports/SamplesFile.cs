using System.Globalization;
using KioskSim.Load.Machines;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports;

/// <summary>
/// A line a second (<c>samples.csv</c>). Counts, processor time, collections and pauses are since the beginning; memory and percentiles are of that
/// second, times in milliseconds.
/// </summary>
static class SamplesFile
{
    static readonly (string Name, Func<Sample, double> Of)[] Columns =
    [
        ("seconds", s => s.At.TotalSeconds), ("length", s => s.Length.TotalSeconds),
        ("offered", s => s.Counts.Offered), ("started", s => s.Counts.Started), ("delivered", s => s.Counts.Delivered), ("failed", s => s.Counts.Failed),
        ("dropped", s => s.Counts.Dropped), ("left", s => s.Counts.Left), ("misdelivered", s => s.Counts.Misdelivered), ("sheets", s => s.Counts.Sheets),
        ("yen", s => s.Counts.Yen),
        ("cpu_seconds", s => s.Usage.CpuSeconds), ("resident_mb", s => s.Usage.ResidentMegabytes), ("managed_mb", s => s.Usage.ManagedMegabytes),
        ("allocated_mb", s => s.Usage.AllocatedMegabytes), ("gen0", s => s.Usage.Gen0), ("gen1", s => s.Usage.Gen1), ("gen2", s => s.Usage.Gen2),
        ("gc_pause", s => s.Usage.GcPauseMilliseconds),
        .. Of("issue", s => s.Issue), .. Of("raw", s => s.Raw),
    ];

    public static void Write(TextWriter to, IEnumerable<Sample> samples)
    {
        to.Write($"{string.Join(',', Columns.Select(c => c.Name))}\n");
        foreach (var sample in samples)
            to.Write($"{string.Join(',', Columns.Select(c => c.Of(sample).ToString("0.###", CultureInfo.InvariantCulture)))}\n");
    }

    /// <exception cref="InvalidDataException">It has other columns, or something that is no number; with the line.</exception>
    public static IReadOnlyList<Sample> Read(TextReader from)
    {
        if (from.ReadLine() != string.Join(',', Columns.Select(c => c.Name)))
            throw new InvalidDataException("Line 1: these are not the columns of samples.csv.");
        var samples = new List<Sample>();
        for (var number = 2; from.ReadLine() is { } line; number++)
        {
            var cells = line.Split(',');
            var values = new double[Columns.Length];
            for (var i = 0; i < values.Length; i++)
            {
                if (cells.Length != values.Length || !double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
                    throw new InvalidDataException($"Line {number}: a line has {values.Length} numbers.");
            }

            samples.Add(Parse(values));
        }

        return samples;
    }

    static Sample Parse(double[] v) => new(
        TimeSpan.FromSeconds(v[0]), TimeSpan.FromSeconds(v[1]),
        new Counts((long)v[2], (long)v[3], (long)v[4], (long)v[5], (long)v[6], (long)v[7], (long)v[8], (long)v[9], (long)v[10]),
        new Usage(v[11], v[12], v[13], v[14], (int)v[15], (int)v[16], (int)v[17], v[18]), Percentiles(v.AsSpan(19)), Percentiles(v.AsSpan(28)));

    static Percentiles Percentiles(ReadOnlySpan<double> v) => new((long)v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8]);

    static IEnumerable<(string, Func<Sample, double>)> Of(string name, Func<Sample, Percentiles> which) =>
    [
        ($"{name}_count", s => which(s).Count), ($"{name}_mean", s => which(s).Mean), ($"{name}_p50", s => which(s).P50), ($"{name}_p90", s => which(s).P90),
        ($"{name}_p95", s => which(s).P95), ($"{name}_p99", s => which(s).P99), ($"{name}_p99.9", s => which(s).P999), ($"{name}_p99.99", s => which(s).P9999),
        ($"{name}_max", s => which(s).Max),
    ];
}
