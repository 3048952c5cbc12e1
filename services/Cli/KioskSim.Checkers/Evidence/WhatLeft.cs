using KioskSim.Domain.Values;

namespace KioskSim.Checkers.Evidence;

/// <summary>
/// Everything that left the services in a run, and nothing else: what checkers look at. Who stood where, and what was decided at the city's
/// counters, is known by the workload; the books are copied out of the services' own when the run is over.
/// </summary>
public sealed record WhatLeft
{
    public required IReadOnlyList<Visit> Visits { get; init; }

    /// <summary>What changed since the registers of the world were made.</summary>
    public IReadOnlyList<CounterEntry> Counter { get; init; } = [];

    /// <summary>Kinds that the city had announced to be closed during the run.</summary>
    public IReadOnlySet<CertificateKind> Closed { get; init; } = new HashSet<CertificateKind>();

    public required IReadOnlyList<JournalLine> Journal { get; init; }

    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    public required IReadOnlyList<AuditLine> Audit { get; init; }

    public required IReadOnlyList<MachineBook> Machines { get; init; }
}
