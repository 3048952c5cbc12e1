using System.Globalization;
using System.Xml.Linq;
using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.Cluster.Recording;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Reports.Pages;

/// <summary>A run in tables.</summary>
static class Figures
{
    static readonly Dictionary<string, (string Japanese, string English)> LatencyNames = new()
    {
        [Sampler.IssueTag] = ("来るはずだった時刻から証明書を手にするまで", "issue: from the intended start to the certificate in hand"),
        [Sampler.RawTag] = ("端末が空いてから（補正なし）", "issue-raw: from a free kiosk (uncorrected)"),
        [LoadMetrics.Wait] = ("並んだ時間", "wait: in the line"),
        [LoadMetrics.Lateness] = ("負荷をかける側の遅れ", "lateness of the generator"),
    };

    static readonly Dictionary<Outcome, string> Verdicts = new()
    {
        [Outcome.Holds] = "○ holds", [Outcome.Broken] = "× broken", [Outcome.NotSeen] = "－ 調べる物なし nothing to look at",
    };

    static readonly Dictionary<string, Property> Sentences = Catalogue.All.ToDictionary(p => p.Id);

    public static XElement Run(Summary summary)
    {
        var run = summary.Run;
        return Pairs([
            ("負荷", "load", $"{run.Load} ({(run.Model == "open" ? "開放型 open model" : "閉鎖型 closed model")})"),
            ("種", "seed", $"{run.Seed}"),
            ("分担", "shards", string.Join(", ", run.Shards)),
            ("端末・市区町村・住民・来る人", "kiosks, cities, residents, people", $"{run.Kiosks:N0}, {run.Cities}, {run.Residents:N0}, {run.People:N0}"),
            ("開始", "begun", run.Begun.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)),
            ("かかった時間", "length", $"{Number(run.Seconds)} s{(run.IsInterrupted ? "（途中で中断 interrupted）" : "")}"),
            ("暗号", "cryptography", $"本物 {run.Cryptography}"),
            ("厳格モード", "strict mode", $"なし（全端末が1つのプログラムの中） {run.StrictMode}"),
        ]);
    }

    public static XElement Counts(Summary summary)
    {
        var counts = summary.Counts;
        return Pairs([
            ("来た人", "offered", $"{counts.Offered:N0}（{Number(summary.OfferedPerSecond)} /s）"),
            ("交付", "delivered", $"{counts.Delivered:N0}（{Number(summary.AchievedPerSecond)} /s）、{counts.Sheets:N0} 枚 sheets、{counts.Yen:N0} 円 yen"),
            ("他人の証明書を渡した", "misdelivered", $"{counts.Misdelivered:N0}"),
            ("並びきれず帰った", "dropped", $"{counts.Dropped:N0}"),
            ("中断のとき並んでいた", "left", $"{counts.Left:N0}"),
            ("交付できなかった", "failed", counts.Failed == 0 ? "0" : string.Join("、", summary.Outcomes.Where(o => o.Key != VisitEnd.Delivered).Select(o => $"{o.Key} {o.Value:N0}"))),
            ("起こした故障", "faults", summary.Faults.Count == 0 ? "なし none" : string.Join("、", summary.Faults.Select(f => $"{f.Key} × {f.Value:N0}"))),
            ("処理装置", "processor", $"{Number(summary.Usage.CpuSeconds)} s、平均 {Number(summary.CpuCores)} 個 cores、1通 {Number(summary.CpuMillisecondsPerIssue)} ms a certificate"),
            ("メモリー", "memory", $"最大 {Number(summary.PeakMegabytes)} MB、終わり {Number(summary.Usage.ResidentMegabytes)} MB、割当て {Number(PerIssue(summary.Usage.AllocatedMegabytes * 1024))} KB a certificate"),
            ("TLSの接続開始", "TLS handshakes", $"{summary.Handshakes:N0}、1通 {summary.HandshakesPerIssue.ToString("0.0000", CultureInfo.InvariantCulture)} a certificate"),
            ("ごみ集め", "garbage collection", $"gen0 {summary.Usage.Gen0:N0}, gen1 {summary.Usage.Gen1:N0}, gen2 {summary.Usage.Gen2:N0}、停止 pauses {Number(summary.Usage.GcPauseMilliseconds)} ms"),
        ]);

        double PerIssue(double total) => counts.Delivered == 0 ? 0 : total / counts.Delivered;
    }

    public static XElement Latencies(Summary summary) => Html.Table(
        ("時間（ミリ秒）", "Latencies in milliseconds"), 1,
        [("", "what"), ("件", "count"), ("平均", "mean"), ("半数", "p50"), ("90%", "p90"), ("99%", "p99"), ("99.9%", "p99.9"), ("99.99%", "p99.99"), ("最大", "max")],
        LatencyNames.Where(n => summary.Latencies.ContainsKey(n.Key)).Select(n => (IReadOnlyList<object>)[Both(n.Value), .. Cells(summary.Latencies[n.Key], all: true)]));

    public static XElement? Thresholds(Summary summary) => summary.Thresholds.Count == 0 ? null : Html.Table(
        ("条件", "Thresholds (durations in microseconds)"), 2, [("条件", "threshold"), ("判定", "verdict"), ("測定値", "measured")],
        summary.Thresholds.Select(t => (IReadOnlyList<object>)[t.Text, t.Holds ? "○ holds" : "× broken", Number(t.Measured)]));

    public static XElement? Properties(Summary summary) => summary.Properties.Count == 0 ? null : Html.Tag(
        "div",
        Html.Table(
            ("用紙とすべての帳簿の照合", "Every sheet and all books, held against each other"), 2,
            [("性質", "property"), ("判定", "verdict"), ("調べた数", "looked at"), ("見つかった", "found")],
            summary.Properties.Select(p => (IReadOnlyList<object>)[Sentence(p.Id), Verdicts[p.Outcome], $"{p.LookedAt:N0}", $"{p.Findings:N0}"])),
        Html.Tag("ul", summary.Properties.SelectMany(p => p.First, (p, f) => Html.Both("li", $"{p.Id}: {f.Where}: {f.Japanese}", f.English))));

    public static XElement Calls(Summary summary)
    {
        var whole = summary.Latencies.TryGetValue(Sampler.RawTag, out var raw) ? raw.Mean : 0;
        var rest = whole - summary.Calls.Sum(c => c.OwnMilliseconds ?? 0);
        return Html.Tag(
            "div",
            Html.Table(
                ("手順ごとの時間（ミリ秒）", "Calls of the flow, in milliseconds"), 2,
                [("手順", "step"), ("だれがだれに何を", "who, whom, what"), ("件", "count"), ("平均", "mean"), ("半数", "p50"), ("99%", "p99"), ("最大", "max"), ("1通あたり・中の呼出しを除く", "own, a certificate"), ("割合", "share")],
                [
                    .. summary.Calls.Select(c => (IReadOnlyList<object>)[
                        $"{c.Hop.Step}", $"{Places.Of(c.Hop.From).Japanese} → {Places.Of(c.Hop.To).Japanese} {c.Hop.Message}", .. Cells(c.Latency, all: false),
                        c.OwnMilliseconds is { } own ? Number(own) : "", Share(c.OwnMilliseconds, whole)]),
                    ["", Both(("その他（画面、手の動き、順番待ち）", "the rest: glass, hands, waiting for a thread")), "", "", "", "", "", Number(rest), Share(rest, whole)],
                ]),
            Html.Both("p", "住民の操作（画面）は、それに続く処理をすべて含むため、割合に入れません。", "A citizen's touch contains all that follows from it, and has no share."));
    }

    public static XElement? Floor(Summary summary) => summary.Floor is not { } floor ? null : Html.Tag(
        "div",
        Html.Table(
            ("これより安くはならない費用（裸の演算、1通あたり）", "The floor: bare operations for one certificate"), 1,
            [("演算", "operation"), ("1回（マイクロ秒）", "one, in microseconds"), ("回数", "times"), ("計（ミリ秒）", "in all, in milliseconds")],
            [
                .. floor.Rows.Select(r => (IReadOnlyList<object>)[r.Operation, Number(r.Microseconds), $"{r.Times}", Number(r.Times * r.Microseconds / 1000)]),
                [Both(("計", "in all")), "", "", Number(floor.Milliseconds)],
            ]),
        Html.Both(
            "p", $"1通に使った処理装置の時間 {Number(summary.CpuMillisecondsPerIssue)} ミリ秒は、その {Number(summary.TimesFloor!.Value)} 倍です。",
            $"The {Number(summary.CpuMillisecondsPerIssue)} ms of processor time for a certificate are {Number(summary.TimesFloor.Value)} times that."));

    public static XElement Machines(Summary summary) => Html.Tag("ul", summary.Machines.Select(m => Html.Tag("li", m.ToString())));

    static XElement Pairs(IEnumerable<(string Japanese, string English, string Value)> pairs) =>
        Html.Tag("dl", pairs.Select(p => Html.Tag("div", Html.Both("dt", p.Japanese, p.English), Html.Tag("dd", p.Value))));

    static object[] Cells(Percentiles p, bool all) => all
        ? [$"{p.Count:N0}", Number(p.Mean), Number(p.P50), Number(p.P90), Number(p.P99), Number(p.P999), Number(p.P9999), Number(p.Max)]
        : [$"{p.Count:N0}", Number(p.Mean), Number(p.P50), Number(p.P99), Number(p.Max)];

    static object Share(double? part, double whole) => part is { } own && whole > 0
        ? Html.Tag("span", Html.Class("share"), new XAttribute("style", string.Create(CultureInfo.InvariantCulture, $"--share:{Math.Clamp(100 * own / whole, 0, 100):0.#}%")), string.Create(CultureInfo.InvariantCulture, $"{100 * own / whole:0.0} %"))
        : "";

    static object Sentence(string id) => Sentences.TryGetValue(id, out var property) ? Html.Both("span", property.Japanese, $"{id}: {property.English}") : id;

    static XElement Both((string Japanese, string English) text) => Html.Both("span", text.Japanese, text.English);

    static string Number(double number) => number.ToString(Math.Abs(number) switch { >= 100 => "N0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
