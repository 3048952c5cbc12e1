using KioskSim.Load.Arrivals;
using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports;

/// <summary>
/// Joins the reports of one run's shards. Every latency is in the result as it was recorded, so that percentiles are those of all samples together and
/// no mean of percentiles.
/// </summary>
public static class Merge
{
    /// <exception cref="InvalidDataException">They are not shards of one run, or one is there twice.</exception>
    public static RunReport Of(IReadOnlyList<RunReport> parts)
    {
        Check(parts);
        var latencies = new SortedDictionary<string, Histogram>(StringComparer.Ordinal);
        foreach (var (name, histogram) in parts.SelectMany(p => p.Latencies))
        {
            if (!latencies.TryGetValue(name, out var whole))
                latencies[name] = whole = new Histogram();
            whole.Add(histogram);
        }

        var counts = parts.Aggregate(Counts.Zero, (sum, p) => sum + p.Summary.Counts);
        var runs = parts.Select(p => p.Summary.Run).ToList();
        var summary = new Summary
        {
            Run = runs[0] with
            {
                Planned = runs.Sum(r => r.Planned), Kiosks = runs.Sum(r => r.Kiosks), People = runs.Sum(r => r.People),
                Shards = [.. runs.SelectMany(r => r.Shards)],
                Begun = runs.Min(r => r.Begun), Seconds = runs.Max(r => r.Seconds), IsInterrupted = runs.Any(r => r.IsInterrupted),
            },
            Machines = [.. parts.SelectMany(p => p.Summary.Machines)],
            Counts = counts,
            Outcomes = Sum(parts.SelectMany(p => p.Summary.Outcomes)),
            Faults = Sum(parts.SelectMany(p => p.Summary.Faults)),
            Usage = parts.Select(p => p.Summary.Usage).Aggregate((a, b) => a + b),
            PeakMegabytes = parts.Sum(p => p.Summary.PeakMegabytes),
            Handshakes = parts.Sum(p => p.Summary.Handshakes),
            Latencies = latencies.ToDictionary(l => l.Key, l => Percentiles.Of(l.Value)),
            Calls = CallTable.Of([.. parts.SelectMany(p => p.Summary.Calls).DistinctBy(c => c.Name).Select(c => (c.Hop, latencies[c.Name]))], counts.Delivered),
            Properties = [.. parts.SelectMany(p => p.Summary.Properties).GroupBy(p => p.Id).Select(g => PropertyRow.Sum([.. g]))],
            IsSaturated = parts.Any(p => p.Summary.IsSaturated),
        };
        return new RunReport(summary, latencies, [.. parts.SelectMany(p => p.Intervals).OrderBy(i => i.From)], [.. Samples(parts)]);
    }

    static SortedDictionary<string, long> Sum(IEnumerable<KeyValuePair<string, long>> counts) =>
        new(counts.GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value)), StringComparer.Ordinal);

    static void Check(IReadOnlyList<RunReport> parts)
    {
        if (parts.Count == 0)
            throw new InvalidDataException("There is nothing to join.");
        var runs = parts.Select(p => p.Summary.Run).ToList();
        if (runs.Select(r => (r.Seed, r.Model, r.Load, r.Cities, r.Residents)).Distinct().Count() > 1)
            throw new InvalidDataException("These are shards of different runs: seed, load, cities and residents have to be the same.");
        var shards = runs.SelectMany(r => r.Shards).Select(s => Shard.TryParse(s, out var shard) ? shard : throw new InvalidDataException($"'{s}' is no shard.")).ToList();
        if (shards.Select(s => s.Of).Distinct().Count() > 1)
            throw new InvalidDataException("These are shards of different runs: each has to be one of as many.");
        if (parts.Select(p => p.Summary.Properties.Count).Distinct().Count() > 1)
            throw new InvalidDataException("The checkers looked at some of the shards alone: of the whole they say nothing.");
        if (shards.Distinct().Count() < shards.Count)
            throw new InvalidDataException("A shard is there twice.");
    }

    // One machine may have ended before another: its counts stay, and it needs nothing any more.
    static IEnumerable<Sample> Samples(IReadOnlyList<RunReport> parts)
    {
        var intervals = parts.Select(p => p.Intervals.ToLookup(i => i.Tag)).ToList();
        var (issue, raw) = (Pieces(Sampler.IssueTag), Pieces(Sampler.RawTag));
        for (var second = 0; second < parts.Max(p => p.Samples.Count); second++)
        {
            var going = parts.Where(p => second < p.Samples.Count).Select(p => p.Samples[second]).ToList();
            var all = parts.Where(p => p.Samples.Count > 0).Select(p => p.Samples[Math.Min(second, p.Samples.Count - 1)]).ToList();
            yield return new Sample(
                going.Max(s => s.At), going.Max(s => s.Length), all.Aggregate(Counts.Zero, (sum, s) => sum + s.Counts),
                all.Select(s => s.Usage).Aggregate((a, b) => a + b), Union(issue, second), Union(raw, second));
        }

        List<CodedInterval[]> Pieces(string tag) => [.. intervals.Select(i => i[tag].ToArray())];
    }

    static Percentiles Union(List<CodedInterval[]> pieces, int second)
    {
        var union = new Histogram();
        foreach (var piece in pieces.Where(p => second < p.Length))
            union.Add(piece[second].Decoded().Histogram);
        return Percentiles.Of(union);
    }
}
