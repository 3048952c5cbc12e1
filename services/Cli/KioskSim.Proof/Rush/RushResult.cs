using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.Domain.Errors;
using KioskSim.LineFaults;

namespace KioskSim.Proof.Rush;

/// <summary>What came of a rush.</summary>
/// <param name="Left">All that the checkers looked at.</param>
/// <param name="Refusals">Why people went home without a certificate who should have had one.</param>
/// <param name="YenForNothing">Money of people who went home without a sheet.</param>
/// <param name="Struck">How often the fault struck; 0 without one.</param>
/// <param name="Misdirected">How often the fault gave a session what was made for another, by its own count.</param>
/// <param name="NoticesClosed">Errors of the city that were closed as fine, because it printed when it was tried again.</param>
public sealed record RushResult(
    WhatLeft Left, IReadOnlyList<FlowErrorCode> Refusals, int YenForNothing, int Struck, int Misdirected, int NoticesClosed, IReadOnlyList<Verdict> Verdicts)
{
    /// <summary>Faults of lines and machines, and how often each struck.</summary>
    public IReadOnlyList<(LineFault Fault, int Struck)> LineFaults { get; init; } = [];

    public Verdict Of(string property) => Verdicts.Single(v => v.Property.Id == property);
}
