using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Kiosk.App.Words;
using KioskSim.Proof;
using Spectre.Console;

namespace KioskSim.Cli.Output.Proofs;

/// <summary>What came of several properties: a table, or the same as JSON. Nothing of it is about a person.</summary>
static class ProofTable
{
    const int MostFindingsShown = 12;

    static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<ProofOutcome, (Bilingual Words, string Name)> Outcomes = new()
    {
        [ProofOutcome.Green] = (new("○ 守られています", "green"), "green"),
        [ProofOutcome.Red] = (new("× 破られています", "red"), "red"),
        [ProofOutcome.CouldNotRun] = (new("－ 確かめられません", "could not run"), "could-not-run"),
    };

    public static void Tell(IReadOnlyList<ProvenProperty> proven, ulong seed, bool json)
    {
        if (json)
            Console.WriteLine(ToJson(proven, seed));
        else
            Tell(AnsiConsole.Console, proven);
    }

    /// <summary>A broken property is worse than one that could not be tried.</summary>
    public static int ExitCodeOf(IReadOnlyList<ProvenProperty> proven) =>
        proven.Any(p => p.Outcome == ProofOutcome.Red) ? ExitCodes.Findings
        : proven.Any(p => p.Outcome == ProofOutcome.CouldNotRun) ? ExitCodes.CouldNotRun
        : ExitCodes.Ok;

    static void Tell(IAnsiConsole to, IReadOnlyList<ProvenProperty> proven)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in (string[])["性質 / property", "判定 / outcome", "調べた数 / looked at", "見つかった / found"])
            table.AddColumn(heading);
        foreach (var one in proven)
        {
            var (words, _) = Outcomes[one.Outcome];
            table.AddRow(
                Markup.Escape($"{one.Property.Id}\n{one.Property.Japanese}\n{one.Property.English}"), Markup.Escape($"{words.Japanese} / {words.English}"),
                $"{one.LookedAt}", $"{one.Findings.Count}");
        }

        to.Write(table);
        foreach (var one in proven.Where(p => p.Why is not null))
            to.MarkupLineInterpolated($"  － {one.Property.Id}: {one.Why}");
        foreach (var (property, finding) in proven.SelectMany(p => p.Findings, (p, f) => (p.Property.Id, f)).Take(MostFindingsShown))
            to.MarkupLineInterpolated($"  [red]![/] {property}: {finding.Where}: {finding.Japanese} / {finding.English}");
    }

    static string ToJson(IReadOnlyList<ProvenProperty> proven, ulong seed) => JsonSerializer.Serialize(
        new
        {
            holds = proven.All(p => p.Outcome == ProofOutcome.Green),
            seed,
            properties = proven.Select(p => new
            {
                property = p.Property.Id, outcome = Outcomes[p.Outcome].Name, lookedAt = p.LookedAt, why = p.Why,
                findings = p.Findings.Select(f => new { where = f.Where, japanese = f.Japanese, english = f.English }),
            }),
        },
        Format);
}
