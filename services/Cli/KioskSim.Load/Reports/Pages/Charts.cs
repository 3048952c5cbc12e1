using KioskSim.Load.Histograms;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports.Pages;

/// <summary>A run in curves. A long one is drawn in at most so many points, each the worst of what it stands for.</summary>
static class Charts
{
    const int MostPoints = 300;

    /// <summary>50, 90, 99 percent and so on: each nine is as wide as the one before.</summary>
    static readonly (double X, string Text)[] Nines = [(0, "0 %"), (1, "90 %"), (2, "99 %"), (3, "99.9 %"), (4, "99.99 %")];

    const int StepsANine = 20;

    public static IEnumerable<LineChart> Of(RunReport report)
    {
        var seconds = Spans(report.Samples);
        yield return new LineChart("来た人と交付した通数", "arrivals and certificates", "/s", false, [
            new("来た人", "offered", 'a', Points(s => s.OfferedPerSecond)), new("交付", "delivered", 'b', Points(s => s.DeliveredPerSecond))]);
        yield return new LineChart("1件にかかった時間（来るはずだった時刻から）", "latency from the intended start", "ms", true, [
            new("半数", "p50", 'a', Points(s => s.Any ? s.P50 : null)), new("99%", "p99", 'b', Points(s => s.Any ? s.P99 : null)),
            new("99%・補正なし", "p99, raw", 'c', Points(s => s.Any ? s.RawP99 : null))]);
        yield return new LineChart("並んでいる人と端末の前の人", "people waiting and at kiosks", "people", false, [
            new("並んでいる", "waiting", 'a', Points(s => s.Waiting)), new("端末の前", "in flight", 'b', Points(s => s.InFlight))]);
        yield return new LineChart("処理装置", "busy cores", "cores", false, [new("使用", "busy", 'a', Points(s => s.Cores))]);
        yield return new LineChart("メモリー", "memory", "MB", false, [
            new("全体", "resident", 'a', Points(s => s.Resident)), new(".NETの管理下", "managed", 'b', Points(s => s.Managed))]);
        yield return new LineChart("時間の分布", "distribution of latencies", "ms", true, [
            new("来るはずだった時刻から", "from the intended start", 'a', Distribution(Sampler.IssueTag)), new("端末が空いてから・補正なし", "from a free kiosk, raw", 'c', Distribution(Sampler.RawTag))])
        {
            Marks = Nines,
        };

        List<(double, double?)> Points(Func<Span, double?> of) => [.. seconds.Select(s => (s.At, of(s)))];

        List<(double, double?)> Distribution(string name) => report.Latencies.TryGetValue(name, out var histogram) && histogram.Total > 0
            ? [.. Enumerable.Range(0, (Nines.Length - 1) * StepsANine + 1).Select(n => (double)n / StepsANine)
                .TakeWhile(x => Math.Pow(10, x) <= histogram.Total)
                .Select(x => (x, (double?)Percentile(histogram, x)))]
            : [];
    }

    static double Percentile(Histogram histogram, double nines) => histogram.AtPercentile(100 * (1 - Math.Pow(10, -nines))) / 1000.0;

    static List<Span> Spans(IReadOnlyList<Sample> samples)
    {
        var (spans, before) = (new List<Span>(), (Sample?)null);
        foreach (var chunk in Chunks(samples))
        {
            spans.Add(Span.Of(before, chunk));
            before = chunk[^1];
        }

        return spans;
    }

    // What is left at the end is no second of its own: a rate of a few milliseconds says nothing.
    static IEnumerable<Sample[]> Chunks(IReadOnlyList<Sample> samples)
    {
        List<Sample[]> chunks = [.. samples.Chunk(Math.Max(1, (samples.Count + MostPoints - 1) / MostPoints))];
        if (chunks is [.., var before, var last] && last.Sum(s => s.Length.TotalSeconds) < before.Sum(s => s.Length.TotalSeconds) / 2)
            return [.. chunks[..^2], [.. before, .. last]];
        return chunks;
    }

    sealed record Span(
        double At, double OfferedPerSecond, double DeliveredPerSecond, bool Any, double P50, double P99, double RawP99, long Waiting, long InFlight,
        double Cores, double Resident, double Managed)
    {
        public static Span Of(Sample? before, Sample[] chunk)
        {
            var last = chunk[^1];
            var seconds = Math.Max(0.001, chunk.Sum(s => s.Length.TotalSeconds));
            var counts = before?.Counts ?? Counts.Zero;
            return new Span(
                last.At.TotalSeconds, (last.Counts.Offered - counts.Offered) / seconds, (last.Counts.Delivered - counts.Delivered) / seconds, chunk.Any(s => s.Issue.Count > 0),
                chunk.Max(s => s.Issue.P50), chunk.Max(s => s.Issue.P99), chunk.Max(s => s.Raw.P99), chunk.Max(s => s.Counts.Waiting), chunk.Max(s => s.Counts.InFlight),
                (last.Usage.CpuSeconds - (before?.Usage.CpuSeconds ?? 0)) / seconds, chunk.Max(s => s.Usage.ResidentMegabytes), chunk.Max(s => s.Usage.ManagedMegabytes));
        }
    }
}
