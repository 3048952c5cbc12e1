using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Load.Runs;

namespace KioskSim.Load.Fleet;

/// <summary>How a visit ended, whatever it was that happened.</summary>
/// <param name="Outcome"><see cref="VisitEnd.Delivered"/> or the name of what went wrong.</param>
/// <param name="Copies">What was in the tray.</param>
/// <param name="Paid">Put in and not come back, in yen.</param>
/// <param name="Receipt">As the last screen that had one showed it; empty: none.</param>
public sealed record WholeVisit(string Outcome, IReadOnlyList<PrintedCopy> Copies, int Paid, string Receipt)
{
    /// <summary>Runs an errand to its end. What goes wrong is part of that, and leaves a kiosk at which nothing lies.</summary>
    public static async Task<WholeVisit> RunAsync(Citizen citizen, Errand errand)
    {
        var before = citizen.Paid;
        try
        {
            var end = await citizen.RunAsync(errand, CancellationToken.None);
            var outcome = end switch
            {
                { Error: { } error } => $"{error}",
                { Copies.Count: 1 } => VisitEnd.Delivered,
                _ => "PaperMissing",
            };
            return new WholeVisit(outcome, end.Copies, end.Paid, end.Receipt);
        }
        catch (Exception e)
        {
            // Whatever it was, it is counted, and the next one in the line finds a kiosk that nothing lies at.
            var left = await TakeAllAsync(citizen);
            var receipt = citizen.Eyes.Seen.LastOrDefault(s => s.Receipt.Length > 0)?.Receipt ?? "";
            return new WholeVisit(e is FlowException flow ? $"{flow.Code}" : e.GetType().Name, left, citizen.Paid - before, receipt);
        }
    }

    static async Task<IReadOnlyList<PrintedCopy>> TakeAllAsync(Citizen citizen)
    {
        IReadOnlyList<PrintedCopy> paper = [];
        Func<Task>[] hands =
        [
            () => citizen.CancelAsync(CancellationToken.None),
            () => citizen.TakeCardAsync(CancellationToken.None),
            async () => paper = await citizen.TakePaperAsync(CancellationToken.None),
            () => citizen.TakeMoneyAsync(CancellationToken.None),
        ];
        foreach (var hand in hands)
        {
            try
            {
                await hand();
            }
            catch (Exception e) when (e is FlowException or IOException or OperationCanceledException)
            {
                // There is nothing to cancel or to take, or nobody answers: the next one will say so.
            }
        }

        return paper;
    }
}
