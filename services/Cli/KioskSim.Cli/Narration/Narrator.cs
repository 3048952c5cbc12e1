using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Recording;
using KioskSim.Cli.Output;
using KioskSim.Domain.Flow;
using KioskSim.Kiosk.App.Words;
using Spectre.Console;

namespace KioskSim.Cli.Narration;

/// <summary>Tells a run step by step: what happened, who sent what to whom over which line, and what each could read.</summary>
sealed class Narrator(IAnsiConsole console, Language language)
{
    /// <summary>What is read of a 住基カード and of no other card.</summary>
    const string ReadCardFile = nameof(ReadCardFile);

    /// <summary>The step that a 住基カード leaves out, which is worth telling.</summary>
    const int NotAsked = 6;

    static readonly Bilingual StrictModeIsOff = new(
        "厳格モード：オフ（全サービスを1つのプロセスで動かしているため）", "Strict mode: off, because all services run in one process");

    static readonly Bilingual SlotsAreHere = new(
        "サービスは別に動いています。ここから見えるのは、機械の投入口・読取り台・取出口を通るものだけです。",
        "The services run elsewhere: what passes through the slots of the machine is all that is seen from here");

    /// <summary>How the run differs from a kiosk of its own.</summary>
    /// <param name="elsewhere">Whether the services run in other programs.</param>
    public void TellTerms(bool elsewhere = false)
    {
        foreach (var line in language.Lines(elsewhere ? SlotsAreHere : StrictModeIsOff))
            console.MarkupLineInterpolated($"[dim]{line}[/]");
    }

    public void Tell(IReadOnlyList<RecordedHop> hops)
    {
        var steps = hops.Where(h => h.Hop.Step > 0).ToLookup(h => h.Hop.Step);
        var juki = steps[2].Any(h => h.Hop.Message == ReadCardFile);
        foreach (var number in FlowSteps.All.Select(s => s.Number).Where(n => steps.Contains(n) || (juki && n == NotAsked && steps.Contains(n + 1))))
            Tell(FlowSteps.Of(number, juki), [.. steps[number]]);
    }

    public void Tell(ErrandEnd end, IReadOnlyList<string> files)
    {
        console.WriteLine();
        if (end.Error is { } error)
        {
            console.MarkupLineInterpolated($"[red]{Messages.Of(error, end.Last.HasTriesLeft ? end.Last.TriesLeft : null)}[/]");
            if (end.Receipt.Length > 0)
                console.MarkupLineInterpolated($"領収番号 / receipt {end.Receipt}");
            return;
        }

        console.MarkupLineInterpolated(
            $"[green]交付しました / issued[/]: {end.Copies.Sum(c => c.Sheets)} 枚 / sheets, {end.Paid} 円 / yen, 領収番号 / receipt {end.Receipt}");
        foreach (var file in files)
            console.MarkupLineInterpolated($"  [link]{file}[/]");
    }

    void Tell(FlowStep step, IReadOnlyList<RecordedHop> hops)
    {
        var number = $"{step.Number,2}";
        foreach (var title in language.Lines(step.Title))
        {
            console.MarkupLineInterpolated($"[bold]{number} {title}[/]");
            number = "  ";
        }

        foreach (var same in hops.GroupBy(h => (h.Hop, h.Outcome)))
            Tell(same.Key.Hop, same.Key.Outcome, [.. same]);
        foreach (var line in language.Lines(step.WhoReads))
            console.MarkupLineInterpolated($"     [dim]{line}[/]");
    }

    // The same message several times in a step, as to the card, is one line.
    void Tell(Hop hop, string outcome, IReadOnlyList<RecordedHop> times)
    {
        var (from, to, over) = (Places.Of(hop.From), Places.Of(hop.To), Places.Of(hop.Over));
        var count = times.Count > 1 ? $" ×{times.Count}" : "";
        var bytes = times.Any(t => t.Bytes is not null) ? $", {times.Sum(t => t.Bytes ?? 0):N0} B" : "";
        var route = language switch
        {
            Language.Ja => $"{from.Japanese} → {to.Japanese}（{over.Japanese}）",
            Language.En => $"{from.English} → {to.English} ({over.English})",
            _ => $"{from.Japanese} → {to.Japanese}（{over.Japanese}） {from.English} → {to.English} ({over.English})",
        };
        console.MarkupInterpolated($"     [cyan]{route}[/] {hop.Message}{count}{bytes}, {times.Sum(t => t.Took.TotalMilliseconds):F1} ms");
        if (outcome != "ok")
            console.MarkupInterpolated($"  [red]{outcome}[/]");
        console.WriteLine();
    }
}
