using System.Globalization;
using System.Text.Json;
using KioskSim.Kiosk.App.Words;
using KioskSim.Proof.NothingStays;
using KioskSim.Sweep.Reports;
using Spectre.Console;

namespace KioskSim.Cli.Output.Proofs;

/// <summary>What `kiosksim prove` says: what was searched, how much of it, and what was found. Never the bytes that were looked for.</summary>
static class ProofReport
{
    const int MostHitsShown = 12;

    static readonly (Moment When, Bilingual Words)[] Moments =
    [
        (Moment.Before, new("だれも来ていないとき", "before anybody came")),
        (Moment.After, new("手続の後", "after each visit")),
        (Moment.Dead, new("異常終了の後", "after a crash")),
    ];

    static readonly Dictionary<AreaKind, Bilingual> Areas = new()
    {
        [AreaKind.Memory] = new("メモリー", "memory"),
        [AreaKind.Registers] = new("レジスター", "registers"),
        [AreaKind.Environment] = new("環境変数・起動引数", "environment, arguments"),
        [AreaKind.OpenFiles] = new("開いているファイル", "open files"),
        [AreaKind.Files] = new("書き込めるファイル", "files it could write"),
        [AreaKind.Output] = new("ログ・トレース・計測値", "logs, traces, metrics"),
        [AreaKind.Dump] = new("ダンプ", "core dump"),
    };

    public static void Tell(IAnsiConsole to, ProofResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["探した所 / searched", "いつ / when", "回 / times", "件 / items", "量 / read", "見つかった / found"])
            table.AddColumn(heading);
        foreach (var (when, words) in Moments)
        {
            foreach (var group in result.Findings.Where(f => f.When == when).GroupBy(f => (f.Area.Of, f.Area.Kind)).OrderBy(g => g.Key.Of == "centre"))
                table.AddRow([
                    Markup.Escape($"{Of(group.Key.Of)} {Both(Areas[group.Key.Kind])}"), Markup.Escape(Both(words)), $"{group.Count()}", $"{group.Max(f => f.Area.Items)}",
                    Size(group.Sum(f => f.Area.Bytes)), Outcome(group)]);
        }

        to.Write(table);
        to.WriteLine("途中で探すと、あるべき所で見つかるか / Found in the middle of a session, where it belongs:");
        foreach (var control in result.Findings.Where(f => f.Expected.Count > 0))
            to.MarkupLineInterpolated($"  {control.Visit}: {string.Join(", ", control.Expected.Select(e => e.TrimEnd(',', ' ')))}: {(control.Missed.Any() ? $"NOT FOUND: {string.Join(", ", control.Missed)}" : $"○ {control.Area.Hits.Count(h => h.IsInVault)} in the vault, {control.Area.Hits.Count(h => !h.IsInVault)} elsewhere")}");
        foreach (var hit in result.Findings.SelectMany(f => f.Wrong.Select(h => $"{f.Area.Of}, {f.When}, {f.Visit}: {h.Canary}: {h.Length} bytes from {h.Offset}, {h.Where}")).Distinct().Take(MostHitsShown))
            to.MarkupLineInterpolated($"  [red]![/] {hit}");
        foreach (var remark in result.Remarks)
            to.MarkupLineInterpolated($"  {remark}");
        to.MarkupLineInterpolated($"{(result.Holds
            ? $"何も残っていません: {result.Issued:N0} 部を交付し、残ったものは 0 件。 / Nothing stays: {result.Issued:N0} certificates issued, 0 hits."
            : $"残っています、又は確かめられません。 / Something stays, or it could not be shown that nothing does: {result.Findings.Sum(f => f.Wrong.Count()):N0} hits.")}");
    }

    public static string ToJson(ProofResult result) => JsonSerializer.Serialize(new
    {
        holds = result.Holds,
        issued = result.Issued,
        remarks = result.Remarks,
        kioskBytes = result.KioskBytes,
        findings = result.Findings.Select(f => new
        {
            when = f.When.ToString(), visit = f.Visit, of = f.Area.Of, area = f.Area.Kind.ToString(), items = f.Area.Items, bytes = f.Area.Bytes,
            unreadable = f.Area.Unreadable, vaults = f.Area.Vaults, holds = f.Holds,
            expected = f.Expected, missed = f.Missed, hits = f.Area.Hits.Select(h => new { h.Canary, h.Offset, h.Length, h.Where }),
        }),
    });

    static string Of(string who) => who == "kiosk" ? "キオスク端末 kiosk:" : "証明書交付センター centre:";

    static string Both(Bilingual words) => $"{words.Japanese} / {words.English}";

    static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");

    static string Outcome(IEnumerable<Finding> group)
    {
        var (hits, unreadable) = (group.Sum(f => f.Wrong.Count()), group.Sum(f => f.Area.Unreadable));
        return hits > 0 ? $"[red]{hits}[/]" : unreadable > 0 ? $"[red]0, {unreadable} unreadable[/]" : "0";
    }
}
