using KioskSim.Checkers.Sheets;
using KioskSim.Domain.Values;

namespace KioskSim.Checkers.Evidence;

/// <summary>
/// Everything that left the services in a run, and nothing else: what checkers look at. Who stood where, and what was decided at the city's
/// counters, is known by the workload; the books are copied out of the services' own when the run is over.
/// </summary>
public sealed record WhatLeft
{
    readonly Dictionary<ReadOnlyMemory<byte>, IReadOnlyList<Face>> _faces = [];

    public required IReadOnlyList<Visit> Visits { get; init; }

    /// <summary>What changed since the registers of the world were made.</summary>
    public IReadOnlyList<CounterEntry> Counter { get; init; } = [];

    /// <summary>Kinds that the city had announced to be closed during the run.</summary>
    public IReadOnlySet<CertificateKind> Closed { get; init; } = new HashSet<CertificateKind>();

    public required IReadOnlyList<JournalLine> Journal { get; init; }

    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    public required IReadOnlyList<AuditLine> Audit { get; init; }

    public required IReadOnlyList<MachineBook> Machines { get; init; }

    /// <summary>What stands on a copy; it is read once, whoever asks. Not for several threads.</summary>
    /// <exception cref="InvalidDataException">Not a file that our certificates could be in.</exception>
    public IReadOnlyList<Face> FacesOf(ReadOnlyMemory<byte> copy)
    {
        if (!_faces.TryGetValue(copy, out var faces))
            _faces.Add(copy, faces = SheetFile.Read(copy));
        return faces;
    }

    /// <summary>The journal's line of a visit; null: it went home without a receipt.</summary>
    public JournalLine? JournalOf(Visit visit) => visit.Receipt.Length == 0 ? null : Journal.FirstOrDefault(j => j.Receipt == visit.Receipt);
}
