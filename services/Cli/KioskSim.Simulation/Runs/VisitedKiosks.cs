using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Sheets;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Load.Fleet;
using KioskSim.Load.Runs;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Runs;

/// <summary>The kiosks of a simulation, and what everybody had in their hands afterwards.</summary>
sealed class VisitedKiosks(LocalCluster cluster, Visitors visitors, Wishes wishes, Replay replay) : ILoadTarget
{
    readonly List<Visit> _visits = [];

    public int Places => cluster.Kiosks.Count;

    public IReadOnlyList<Visit> Visits => _visits;

    public async Task<VisitEnd> VisitAsync(long number, int place)
    {
        var (kiosk, visitor, (kind, items)) = (cluster.Kiosks[place], visitors.Take(number), wishes.Of(number));
        replay.Log.Write($"visit {number} begins at {kiosk} for {kind}");
        try
        {
            using var citizen = cluster.CitizenAt(kiosk);
            var visit = await WholeVisit.RunAsync(citizen, new Errand(visitor.City, visitor.City, visitor.Person.Id.ToString(), kind, items, 1, visitor.Pin));
            _visits.Add(new Visit(
                kiosk, new Residence(visitor.City, visitor.Person.Id), visitor.City, kind, items, 1, replay.Clock.GetUtcNow(), visit.Receipt, visit.Paid,
                [.. visit.Copies.Select(c => SheetFile.Read(c.Pdf.Memory))]));
            var sheets = visit.Copies.Sum(c => c.Sheets);
            replay.Log.Write($"visit {number} ends at {kiosk} with {visit.Outcome}, {sheets} sheets, {visit.Paid} yen, receipt {(visit.Receipt.Length > 0 ? visit.Receipt : "none")}");
            return new VisitEnd(visit.Outcome, sheets, visit.Paid);
        }
        finally
        {
            visitors.GiveBack(visitor);
        }
    }
}
