namespace KioskSim.Checkers.Evidence;

/// <summary>
/// Everything that left the services in a run, and nothing else: what checkers look at. Who stood where is known by the workload; the books are
/// copied out of the services' own when the run is over.
/// </summary>
public sealed record WhatLeft
{
    public required IReadOnlyList<Visit> Visits { get; init; }

    public required IReadOnlyList<JournalLine> Journal { get; init; }

    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    /// <summary>The journal's line of a visit; null: it went home without a receipt.</summary>
    public JournalLine? JournalOf(Visit visit) => visit.Receipt.Length == 0 ? null : Journal.FirstOrDefault(j => j.Receipt == visit.Receipt);
}
