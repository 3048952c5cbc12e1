using KioskSim.Checkers.Evidence;

namespace KioskSim.Checkers;

/// <summary>What a run must have, whatever happens in it.</summary>
/// <param name="Id">As docs/security-properties.md lists it.</param>
/// <param name="Requirements">Ids of what is asked for.</param>
public sealed record Property(string Id, string Japanese, string English, params IReadOnlyList<string> Requirements);

/// <summary>Something that is not as it must be. Nothing in it is about a person: where it is are numbers of receipts and sessions.</summary>
/// <param name="Where">A receipt, a session or a machine.</param>
public sealed record Finding(string Where, string Japanese, string English);

public enum Outcome
{
    Holds,

    /// <summary>There are findings.</summary>
    Broken,

    /// <summary>There was nothing to look at: neither that it holds nor that it does not can be said.</summary>
    NotSeen,
}

/// <param name="LookedAt">How many sheets, sessions or entries.</param>
public sealed record Verdict(Property Property, int LookedAt, IReadOnlyList<Finding> Findings)
{
    public Outcome Outcome => Findings.Count > 0 ? Outcome.Broken : LookedAt > 0 ? Outcome.Holds : Outcome.NotSeen;
}

/// <summary>Looks whether a property held in a run, by what left the services alone.</summary>
public interface IChecker
{
    Property Property { get; }

    Verdict Check(WhatLeft left);
}
