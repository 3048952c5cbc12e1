using KioskSim.Checkers;

namespace KioskSim.Load.Reports;

/// <summary>A property of docs/security-properties.md, as the checkers found it in a run.</summary>
/// <param name="LookedAt">How many sheets, sessions or entries.</param>
/// <param name="Findings">How many of them are not as they must be.</param>
/// <param name="First">The first of these.</param>
public sealed record PropertyRow(string Id, long LookedAt, long Findings, IReadOnlyList<Finding> First)
{
    const int MostShown = 12;

    public Outcome Outcome => Findings > 0 ? Outcome.Broken : LookedAt > 0 ? Outcome.Holds : Outcome.NotSeen;

    public static PropertyRow Of(Checkers.Verdict verdict) => new(verdict.Property.Id, verdict.LookedAt, verdict.Findings.Count, [.. verdict.Findings.Take(MostShown)]);

    /// <summary>The same property in several shards, each of which has books of its own.</summary>
    public static PropertyRow Sum(IReadOnlyList<PropertyRow> shards) =>
        new(shards[0].Id, shards.Sum(s => s.LookedAt), shards.Sum(s => s.Findings), [.. shards.SelectMany(s => s.First).Take(MostShown)]);
}
