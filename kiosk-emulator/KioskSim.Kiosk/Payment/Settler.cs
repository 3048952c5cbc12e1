using System.Numerics;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Printing;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Payment;

/// <summary>
/// Step 14, and the same after a crash: money moves first, for whoever stands at the machine; then the centre is told until it
/// acknowledges; then the hold leaves the coin slot's book. Each part may be repeated, so dying between any two of them is harmless.
/// </summary>
public sealed class Settler(
    ICoinSlot coins, IPrinter printer, CertificateCentre.CertificateCentreClient centre, TimeProvider clock, KioskOptions options, ILogger<Settler> log)
{
    readonly HashSet<SessionId> _retrying = [];
    readonly Lock _lock = new();

    /// <summary>Ends a paid session.</summary>
    /// <param name="copiesOut">Whole copies in the out-tray. What is not out is paid back.</param>
    /// <returns>What went back to the citizen.</returns>
    public async Task<Yen> SettleAsync(Hold hold, int copiesOut, CancellationToken stop)
    {
        await Persistently(() => coins.CloseAsync(hold, copiesOut, stop), hold.Session, stop);
        await TellAsync(hold, copiesOut, stop);
        return hold.Amount - hold.PriceOf(copiesOut);
    }

    /// <summary>Ends a session in which nothing was paid. The centre would end it by itself in time, so this is said once.</summary>
    public async Task CancelAsync(SessionId session, CancellationToken stop)
    {
        try
        {
            await centre.SettleAsync(Request(session, new Settlement { Outcome = Outcome.Cancelled }), cancellationToken: stop);
        }
        catch (FlowException e)
        {
            Delayed(session, e.Code, tries: 1);
        }
    }

    /// <summary>Pays out what lies in the slot and is not held, and does not rest until the slot has done so.</summary>
    /// <param name="stop">Ends the repeating; the first attempt is made in any case.</param>
    public Task ReturnCreditAsync(CancellationToken stop) =>
        Persistently(() => coins.ReturnCreditAsync(CancellationToken.None), default, stop);

    /// <summary>Settles what an earlier life of this kiosk left behind, by the printer's and the coin slot's own counts.</summary>
    public async Task RecoverAsync(CancellationToken stop)
    {
        IReadOnlyList<HoldEntry> entries = [];
        await Persistently(async () => entries = await coins.ListAsync(stop), default, stop);
        foreach (var (hold, closed) in entries)
        {
            if (closed is { } copies)
            {
                await TellAsync(hold, copies, stop);
                continue;
            }

            var copiesOut = await CopiesOutAsync(hold, stop);
            await SettleAsync(hold, copiesOut, stop);
            KioskLog.Recovered(log, hold.Session, copiesOut, hold.Copies.Count);
        }
    }

    /// <summary>
    /// How many whole copies of a session came out, by the printer's own count; waits until it can be asked and its job is over. Of a job that it
    /// lost with its power it knows nothing, but all its sheets ever: what they grew by since the fee was held came out of this one.
    /// </summary>
    public async Task<int> CopiesOutAsync(Hold hold, CancellationToken stop)
    {
        var copies = 0;
        await Persistently(async () =>
        {
            var progress = printer.Find(hold.Session.ToString()) is { } job ? await new PrintWatch(printer, clock, options).UntilOverAsync(job, stop) : null;
            copies = hold.CopiesIn(progress?.SheetsOut ?? (hold.SheetsBefore is { } before ? printer.Look().SheetsEver - before : null) ?? 0);
        }, hold.Session, stop);
        return copies;
    }

    /// <summary>Step 15, where nobody took the paper: the centre is told until it acknowledges, and nobody waits for that.</summary>
    public void TellWithdrawn(SessionId session, int sheets, CancellationToken stop) => _ = Persistently(
        async () => await centre.ReportWithdrawnAsync(new ReportWithdrawnRequest { Session = Wire.Session(session), Sheets = sheets }, cancellationToken: stop), session, stop);

    async Task<bool> TryTellAsync(Hold hold, int copiesOut, int tries, CancellationToken stop)
    {
        try
        {
            var kept = hold.PriceOf(copiesOut);
            await centre.SettleAsync(Request(hold.Session, new Settlement
            {
                Outcome = copiesOut == hold.Copies.Count ? Outcome.Delivered : Outcome.Refunded,
                Receipt = hold.Receipt.Text,
                CopiesDelivered = copiesOut,
                YenKept = kept.Amount,
                YenReturned = (hold.Amount - kept).Amount,
            }), cancellationToken: stop);
            await coins.ForgetAsync(hold.Session, stop);
            return true;
        }
        catch (FlowException e)
        {
            Delayed(hold.Session, e.Code, tries);
            return false;
        }
    }

    async Task TellAsync(Hold hold, int copiesOut, CancellationToken stop)
    {
        if (await TryTellAsync(hold, copiesOut, tries: 1, stop))
            return;
        lock (_lock)
        {
            if (!_retrying.Add(hold.Session))
                return;
        }

        _ = TellAgainAsync(hold, copiesOut, stop);
    }

    async Task TellAgainAsync(Hold hold, int copiesOut, CancellationToken stop)
    {
        var tries = 1;
        do
            await Task.Delay(options.SettleRetry, clock, stop);
        while (!await TryTellAsync(hold, copiesOut, ++tries, stop));
        lock (_lock)
            _retrying.Remove(hold.Session);
    }

    async Task Persistently(Func<Task> work, SessionId session, CancellationToken stop)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception e) when (e is FlowException or PrinterException)
            {
                Delayed(session, (e as FlowException)?.Code ?? FlowErrorCode.PrinterFault, tries);
                await Task.Delay(options.SettleRetry, clock, stop);
            }
        }
    }

    // A line a second would be all that the log of a kiosk without slots still holds: the first failure is said, the second, the fourth, the eighth …
    void Delayed(SessionId session, FlowErrorCode code, int tries)
    {
        if (BitOperations.IsPow2(tries))
            KioskLog.Delayed(log, session, code, tries);
    }

    static SettleRequest Request(SessionId session, Settlement settlement) =>
        new() { Session = Wire.Session(session), Settlement = settlement };
}
