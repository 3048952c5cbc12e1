using KioskSim.Centre.Journal;
using KioskSim.Checkers.Evidence;
using KioskSim.City.Issuance;
using KioskSim.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Proof.Rush;

/// <summary>Copies the services' books out for the checkers, line by line, when a run is over.</summary>
public static class Books
{
    public static WhatLeft CopyFrom(LocalCluster cluster, IReadOnlyList<Visit> visits) => new()
    {
        Visits = visits,
        Journal = [.. cluster.Running("centre").Services.GetRequiredService<SessionJournal>().All().Select(Copy)],
        Ledger =
        [
            .. cluster.Servers.SelectMany(s => s.Cities.SelectMany(
                city => cluster.Running($"city-{s.Server}").Services.GetRequiredService<IssueLedger>().All(city))).Select(Copy),
        ],
    };

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
}
