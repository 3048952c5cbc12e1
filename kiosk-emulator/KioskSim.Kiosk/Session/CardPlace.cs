using KioskSim.Card.Slots;
using KioskSim.Domain.Errors;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>The reader as every session uses it: asks for a card, asks for it to be taken back, and warns while it is left there (000-38, 002-12).</summary>
sealed class CardPlace(KioskParts parts, Panel panel)
{
    readonly KioskOptions _options = parts.Options;
    readonly ILogger _log = parts.Log.CreateLogger<CardPlace>();

    /// <param name="ask">The screen that asks for the card.</param>
    /// <exception cref="FlowException">TimedOut, Cancelled: nobody laid one down. CardRemoved.</exception>
    public async Task<CardSession> WaitForCardAsync(Screen ask, CancellationToken stop)
    {
        using var cancel = panel.LinkCancel(stop);
        panel.Show(ask);
        using var countdown = panel.Count(_options.Patience, cancel.Token);
        try
        {
            var card = await parts.CardSlot.WaitForCardAsync(countdown.Token);
            return card.OpenSession();
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FlowException(countdown.IsOver ? FlowErrorCode.TimedOut : FlowErrorCode.Cancelled);
        }
        finally
        {
            panel.UnlinkCancel();
        }
    }

    /// <summary>In the middle of a session: it goes on when the card is gone.</summary>
    /// <param name="ask">The screen that asks for it to be taken.</param>
    /// <exception cref="FlowException">TimedOut after the last warning; Cancelled.</exception>
    public async Task UntilTakenAsync(Screen ask, CancellationToken stop)
    {
        if (parts.CardSlot.Current is not { } card)
            return;
        using var cancel = panel.LinkCancel(stop);
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var removed = card.Removed.Register(() => taken.TrySetResult()); // a cancel may have come first
        using var cancelled = cancel.Token.Register(() => taken.TrySetCanceled(cancel.Token));
        var reminder = new Reminder(parts);
        try
        {
            for (var warnings = 0; ; warnings++)
            {
                panel.Show(warnings == 0 ? ask : await reminder.WarnAsync(ask, warnings, stop));
                if (await parts.Clock.CompletesWithinAsync(taken.Task, _options.WarnAfter, stop))
                    return;
                KioskLog.CardLeft(_log, parts.Id, warnings + 1);
                if (warnings == _options.Warnings)
                    throw new FlowException(FlowErrorCode.TimedOut);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FlowException(FlowErrorCode.Cancelled);
        }
        finally
        {
            panel.UnlinkCancel();
            await reminder.EndAsync();
        }
    }

    /// <summary>At the end of a session: shows how it ended, and warns until the card is gone. After the last warning how it ended is nobody's
    /// business any more: the kiosk is out of service, goes on warning and calls the clerk, however long that takes.</summary>
    public async Task TakeBackAsync(Screen last, CancellationToken stop)
    {
        panel.Show(last);
        if (parts.CardSlot.Current is not { } card)
            return;
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var removed = card.Removed.Register(taken.SetResult);
        var reminder = new Reminder(parts);
        try
        {
            for (var warnings = 1; !await parts.Clock.CompletesWithinAsync(taken.Task, _options.WarnAfter, stop); warnings++)
            {
                KioskLog.CardLeft(_log, parts.Id, warnings);
                var screen = warnings <= _options.Warnings ? last : new Screen(ScreenKind.OutOfService) { Error = FlowErrorCode.CardLeft };
                panel.Show(await reminder.WarnAsync(screen, warnings, stop));
            }
        }
        finally
        {
            await reminder.EndAsync();
        }
    }
}
