using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.Proof.NothingStays;

namespace KioskSim.Proof;

/// <summary>What came of trying a property.</summary>
public enum ProofOutcome
{
    Green,

    /// <summary>It was looked for and something was found, or could not be shown that nothing is there.</summary>
    Red,

    /// <summary>Neither: it was not tried, or there was nothing to see it by.</summary>
    CouldNotRun,
}

/// <summary>A property of the catalogue, and what came of trying it.</summary>
/// <param name="LookedAt">How many searches, sheets, sessions or entries.</param>
/// <param name="Findings">Of a red one; where and what.</param>
/// <param name="Why">It could not run; one line, in both languages where the reason is ours.</param>
public sealed record ProvenProperty(Property Property, ProofOutcome Outcome, int LookedAt, IReadOnlyList<Checkers.Finding> Findings, string? Why)
{
    public static ProvenProperty Of(Verdict verdict) => verdict.Outcome == Checkers.Outcome.NotSeen
        ? CouldNotRun(verdict.Property, "調べる物がありませんでした。 / There was nothing to see it by.")
        : new ProvenProperty(verdict.Property, verdict.Outcome == Checkers.Outcome.Holds ? ProofOutcome.Green : ProofOutcome.Red, verdict.LookedAt, verdict.Findings, Why: null);

    /// <summary>Of the search for what stays.</summary>
    public static ProvenProperty Of(ProofResult result) => new(
        Catalogue.NothingStays, result.Holds ? ProofOutcome.Green : ProofOutcome.Red, result.Findings.Count,
        [.. result.Findings.Where(f => !f.Holds).Select(f => new Checkers.Finding(
            $"{f.Area.Of} {f.Area.Kind}, {f.When} {f.Visit}".TrimEnd(),
            $"残ったもの {f.Wrong.Count()} 件、読めないもの {f.Area.Unreadable} 件、あるべき所で見つからないもの {f.Missed.Count()} 件",
            $"{f.Wrong.Count()} hits, {f.Area.Unreadable} unreadable, {f.Missed.Count()} not found where they belong"))],
        Why: null);

    public static ProvenProperty CouldNotRun(Property property, string why) => new(property, ProofOutcome.CouldNotRun, 0, [], why);
}
