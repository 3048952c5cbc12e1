using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Checkers;
using KioskSim.City.Faults;
using KioskSim.Kiosk.App.Words;
using KioskSim.Proof.Rush;
using Spectre.Console;

namespace KioskSim.Cli.Output.Proofs;

/// <summary>What `kiosksim prove` says of a rush: each property, whether it held, and what was found. Nothing of it is about a person.</summary>
static class RushReport
{
    const int MostFindingsShown = 12;

    static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<Outcome, Bilingual> Outcomes = new()
    {
        [Outcome.Holds] = new("○ 守られています", "holds"),
        [Outcome.Broken] = new("× 破られています", "broken"),
        [Outcome.NotSeen] = new("－ 調べる物がありません", "nothing to look at"),
    };

    public static void Tell(IAnsiConsole to, RushResult result, FaultChoice? fault)
    {
        if (fault is not null)
        {
            to.MarkupLineInterpolated($"不具合 / fault: {fault.Name}: {fault.Kind.Japanese} / {fault.Kind.English}");
            to.MarkupLineInterpolated($"端末の確認（手順10） / the kiosks' check (step 10): {(fault.GuardOff ? "切 off" : "入 on")}");
        }

        foreach (var (one, struck) in result.LineFaults)
            to.MarkupLineInterpolated($"故障 / line fault: {one}: {one.Kind.Japanese} {struck} 回 / {one.Kind.English} Struck {struck} times.");
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["性質 / property", "判定 / verdict", "調べた数 / looked at", "見つかった / found"])
            table.AddColumn(heading);
        foreach (var verdict in result.Verdicts)
            table.AddRow(
                Markup.Escape($"{verdict.Property.Id}\n{verdict.Property.Japanese}\n{verdict.Property.English}"), Markup.Escape(Words(verdict.Outcome)),
                $"{verdict.LookedAt}", $"{verdict.Findings.Count}");
        to.Write(table);
        foreach (var (property, finding) in result.Verdicts.SelectMany(v => v.Findings, (v, f) => (v.Property.Id, f)).Take(MostFindingsShown))
            to.MarkupLineInterpolated($"  [red]![/] {property}: {finding.Where}: {finding.Japanese} / {finding.English}");
        to.MarkupLineInterpolated(
            $"{result.Left.Visits.Count} 人が来て、証明書を受け取れるはずの {result.Refusals.Count} 人が断られました。 / {result.Left.Visits.Count} came; {result.Refusals.Count} who should have had a certificate were refused.");
        if (fault is not null)
            to.MarkupLineInterpolated(
                $"不具合の発生 {result.Struck} 回、取り違え {result.Misdirected} 回、「再申請で印刷できた」として閉じられたエラー {result.NoticesClosed} 件。 / The fault struck {result.Struck} times and misdirected {result.Misdirected} certificates; {result.NoticesClosed} errors were closed because it then printed.");
    }

    public static string ToJson(RushResult result, string property, ulong seed, FaultChoice? fault) => JsonSerializer.Serialize(
        new
        {
            property,
            holds = result.Of(property).Outcome == Outcome.Holds,
            seed,
            fault = fault?.Name,
            guard = fault is not { GuardOff: true },
            visits = result.Left.Visits.Count,
            refusals = result.Refusals.Select(r => r.ToString()),
            struck = result.Struck,
            misdirected = result.Misdirected,
            noticesClosed = result.NoticesClosed,
            lineFaults = result.LineFaults.Select(f => new { fault = f.Fault.ToString(), struck = f.Struck }),
            verdicts = result.Verdicts.Select(v => new
            {
                property = v.Property.Id, outcome = v.Outcome.ToString(), lookedAt = v.LookedAt, findings = v.Findings.Select(f => new { where = f.Where, japanese = f.Japanese, english = f.English }),
            }),
        },
        Format);

    public static string Words(Outcome outcome) => $"{Outcomes[outcome].Japanese} / {Outcomes[outcome].English}";
}
