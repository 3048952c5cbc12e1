using System.Globalization;
using KioskSim.Cli.Output.Proofs;
using KioskSim.Load.Reports;
using KioskSim.Load.Runs;
using Spectre.Console;

namespace KioskSim.Cli.Output.Loads;

/// <summary>What `kiosksim load` says at its end.</summary>
static class LoadResult
{
    static readonly (string Name, string Words)[] Latencies =
    [
        (Sampler.IssueTag, "来るはずだった時刻から / from the intended start"),
        (Sampler.RawTag, "端末が空いてから（補正なし） / from a free kiosk (raw)"),
    ];

    public static void Tell(IAnsiConsole to, Summary summary, string folder)
    {
        var counts = summary.Counts;
        to.WriteLine(Line($"{summary.Run.Load}: {summary.Run.Seconds:F1} s、来た / offered {counts.Offered:N0} ({summary.OfferedPerSecond:F1}/s)、交付 / delivered {counts.Delivered:N0} ({summary.AchievedPerSecond:F1}/s)"));
        to.WriteLine(Line($"他人の証明書 / misdelivered {counts.Misdelivered:N0}、失敗 / failed {counts.Failed:N0}、並びきれず / dropped {counts.Dropped:N0}、中断時に並んでいた / left {counts.Left:N0}"));
        foreach (var (outcome, count) in summary.Outcomes.Where(o => o.Key != VisitEnd.Delivered))
            to.WriteLine(Line($"  {outcome}: {count:N0}"));
        foreach (var (fault, struck) in summary.Faults)
            to.WriteLine(Line($"故障 / fault {fault}: {struck:N0} 回 / times"));

        var table = new Table().Border(TableBorder.Simple).AddColumn("ミリ秒 / milliseconds");
        foreach (var heading in (string[])["平均 / mean", "p50", "p90", "p99", "p99.9", "最大 / max"])
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (name, words) in Latencies)
        {
            var p = summary.Latencies[name];
            table.AddRow([Markup.Escape(words), .. ((double[])[p.Mean, p.P50, p.P90, p.P99, p.P999, p.Max]).Select(v => v.ToString("N1", CultureInfo.InvariantCulture))]);
        }

        to.Write(table);
        to.WriteLine(Line($"CPU {summary.CpuCores:F2} cores、1通 / a certificate {summary.CpuMillisecondsPerIssue:F1} ms{(summary.TimesFloor is { } times ? $"（裸の演算の {times:F1} 倍 / times the bare operations）" : "")}、メモリー最大 / peak memory {summary.PeakMegabytes:N0} MB"));
        foreach (var machine in summary.Machines)
            to.WriteLine($"{machine}");
        foreach (var property in summary.Properties)
        {
            to.WriteLine(Line($"{RushReport.Words(property.Outcome)}: {property.Id} ({property.LookedAt:N0})"));
            foreach (var finding in property.First)
                to.WriteLine($"  ! {finding.Where}: {finding.Japanese} / {finding.English}");
        }

        foreach (var threshold in summary.Thresholds)
            to.WriteLine(Line($"{(threshold.Holds ? "○" : "×")} {threshold.Text} ({threshold.Measured:0.###})"));
        if (summary.IsSaturated)
            to.WriteLine("負荷をかける側が間に合いませんでした。この測定は有効ではありません。 / The generator did not keep up: this is no valid measurement.");
        to.WriteLine($"報告書 / report: {Path.Combine(folder, ReportFolder.Page)}");
    }

    static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
