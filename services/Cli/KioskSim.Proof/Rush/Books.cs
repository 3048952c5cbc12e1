using KioskSim.Centre.Journal;
using KioskSim.Checkers.Evidence;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.Cluster;
using KioskSim.Devices;
using KioskSim.Domain.Values;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Proof.Rush;

/// <summary>The services' books, from where they lie: copied out for the checkers, line by line, when a run is over.</summary>
public sealed class Books
{
    /// <summary>Looked so often until patience is at its end.</summary>
    const int Looks = 200;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The centre's.</summary>
    public required Func<IEnumerable<SessionRecord>> Journal { get; init; }

    /// <summary>The cities'.</summary>
    public required Func<IEnumerable<IssueRecord>> Ledger { get; init; }

    /// <summary>The cities'.</summary>
    public required Func<IEnumerable<AuditEntry>> Audit { get; init; }

    public required IReadOnlyDictionary<KioskId, Cabinet> Machines { get; init; }

    /// <summary>Those of services in this process.</summary>
    public static Books Of(LocalCluster cluster) => new()
    {
        Journal = () => cluster.Running("centre").Services.GetRequiredService<SessionJournal>().All(),
        Ledger = () => OfCities<IssueLedger, IssueRecord>(cluster, (ledger, city) => ledger.All(city)),
        Audit = () => OfCities<AuditLog, AuditEntry>(cluster, (audit, city) => audit.Read(city)),
        Machines = cluster.Cabinets.All,
    };

    /// <summary>The books as they are now. What was decided at counters is not in them.</summary>
    public WhatLeft Copy(IReadOnlyList<Visit> visits) => new()
    {
        Visits = visits,
        Journal = [.. Journal().Select(Copy)],
        Ledger = [.. Ledger().Select(Copy)],
        Audit = [.. Audit().Select(Copy)],
        Machines = [.. Machines.Select(m => Copy(m.Key, m.Value))],
    };

    /// <summary>The kiosk has told the centre when the citizen leaves; the centre may still be telling the city. Whoever is never told is a finding.</summary>
    /// <param name="patience">How long that may take; null: 10 s.</param>
    public async Task UntilToldAsync(TimeProvider clock, CancellationToken stop, TimeSpan? patience = null)
    {
        var most = patience ?? Patience;
        var until = clock.GetUtcNow() + most;
        while (clock.GetUtcNow() < until && Journal().Any(s => s.Municipality is not null && !(s.IsOver && s.CityToldAt is not null)))
            await Task.Delay(most / Looks, clock, stop);
    }

    static IEnumerable<TLine> OfCities<TBook, TLine>(LocalCluster cluster, Func<TBook, MunicipalityCode, IReadOnlyList<TLine>> lines) where TBook : notnull =>
        cluster.Servers.SelectMany(s => s.Cities, (s, city) => lines(cluster.Running($"city-{s.Server}").Services.GetRequiredService<TBook>(), city)).SelectMany(l => l);

    static JournalLine Copy(SessionRecord line) => new(
        line.Session, line.Kiosk, line.Municipality,
        line.State switch
        {
            SessionState.Delivered => End.Delivered,
            SessionState.Refunded => End.Refunded,
            SessionState.Cancelled => End.Cancelled,
            _ => End.Open,
        },
        line.PaidAt is not null, line.Receipt, line.YenDue ?? 0, line.YenKept, line.YenReturned, line.CopiesDelivered, line.Sheets);

    static LedgerLine Copy(IssueRecord line) => new(
        line.Municipality, line.Session, line.Kiosk,
        line.State switch
        {
            IssueState.Delivered => End.Delivered,
            IssueState.Refunded => End.Refunded,
            IssueState.Cancelled => End.Cancelled,
            _ => End.Open,
        },
        line.IssueNumber, line.Kind, line.ReleasedAt is not null, line.Yen, line.YenKept, line.YenReturned, line.CopiesDelivered, line.Sheets);

    static AuditLine Copy(AuditEntry line) =>
        new(line.Municipality, line.Number, line.At, line.Event, line.Session, line.Resident, line.Reason, line.Previous, line.Hash);

    static MachineBook Copy(KioskId kiosk, Cabinet cabinet) => new(
        kiosk.ToString(), cabinet.Coins.PutIn.Amount, cabinet.Coins.Box.Amount, cabinet.Coins.Taken.Amount, cabinet.Coins.ReturnTray.Amount,
        cabinet.Coins.Credit.Amount, cabinet.Coins.Held.Amount, cabinet.Printer.SheetsPrinted);
}
