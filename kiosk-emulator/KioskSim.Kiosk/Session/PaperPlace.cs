using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// The out-tray as every session leaves it: empty. Warns while paper is left there (000-38, 002-12), then has it drawn into the locked box, so that
/// nobody else takes it.
/// </summary>
sealed class PaperPlace(KioskParts parts, Panel panel)
{
    readonly KioskOptions _options = parts.Options;
    readonly ILogger _log = parts.Log.CreateLogger<PaperPlace>();

    /// <param name="ask">The screen that asks for the paper to be taken.</param>
    /// <returns>How many sheets went into the locked box; 0: none.</returns>
    public async Task<int> UntilTakenAsync(Screen ask, CancellationToken stop)
    {
        var reminder = new Reminder(parts);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var empty = UntilTrayIsEmptyAsync(enough.Token);
        try
        {
            for (var warning = 1; !await parts.Clock.CompletesWithinAsync(empty, _options.WarnAfter, stop); warning++)
            {
                if (warning > _options.Warnings)
                    return await WithdrawAsync(ask, empty, reminder, stop);

                KioskLog.PaperLeft(_log, parts.Id, warning);
                panel.Show(await reminder.WarnAsync(ask, warning, stop));
            }

            return 0;
        }
        finally
        {
            await enough.CancelAsideAsync();
            await reminder.EndAsync();
        }
    }

    /// <summary>What an earlier life of the kiosk left in the tray, before the first citizen is served.</summary>
    public async Task ClearAsync(CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await foreach (var sheets in parts.OutTray.WatchAsync(enough.Token))
            {
                if (sheets == 0)
                    return;
                var ask = new Screen(ScreenKind.TakePaper) { Step = 15 };
                panel.Show(ask);
                await UntilTakenAsync(ask, stop);
                return;
            }
        }
        catch (FlowException)
        {
            // The sensor is dead, or its cable not there yet.
        }
    }

    async Task<int> WithdrawAsync(Screen ask, Task empty, Reminder reminder, CancellationToken stop)
    {
        try
        {
            var sheets = await parts.OutTray.WithdrawAsync(stop);
            KioskLog.PaperWithdrawn(_log, parts.Id, sheets);
            return sheets;
        }
        catch (FlowException)
        {
            // Whoever came next could take it: the kiosk serves nobody until a hand has.
            await reminder.CallClerkAsync(stop);
            panel.Show(ask with { Kind = ScreenKind.OutOfService, Error = FlowErrorCode.PaperLeft });
            await empty.WaitAsync(stop);
            return 0;
        }
    }

    async Task UntilTrayIsEmptyAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var sheets in parts.OutTray.WatchAsync(stop))
            {
                if (sheets == 0)
                    return;
            }
        }
        catch (FlowException)
        {
            // A dead sensor cannot say that paper lies there; the next citizen must not wait for it.
        }
    }
}
