using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Proof.Rush;

/// <summary>Somebody before whom a kiosk went dark, or did not answer: they stay until it serves again, and what lies in its trays then is theirs.</summary>
/// <param name="before">Who they were until then, and what they saw and paid.</param>
sealed class Stranded(IRushSite site, KioskId kiosk, Citizen before)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan LooksAnew = TimeSpan.FromSeconds(1);

    readonly List<PrintedCopy> _copies = [];
    int _paid = before.Paid;

    /// <param name="why">What it went dark with.</param>
    /// <exception cref="IOException">It stayed dark.</exception>
    public async Task<ErrandEnd> StayAsync(FlowErrorCode why, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, site.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            while (!await TryTakeAllAsync(either.Token))
                await Task.Delay(LooksAnew, site.Clock, either.Token);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"Kiosk {kiosk} went dark and stayed so.", e);
        }

        // The receipt is on the screen before anything is paid for.
        var last = before.Eyes.Seen.LastOrDefault(s => s.Receipt.Length > 0) ?? before.Eyes.Seen.LastOrDefault() ?? new Screen();
        return new ErrandEnd(_copies.Count > 0 ? null : why, last, _copies, _paid);
    }

    // Paper is taken first, or the kiosk would warn of it and draw it in; and again when the kiosk has settled what was under way, by paper or by money.
    async Task<bool> TryTakeAllAsync(CancellationToken stop)
    {
        using var citizen = site.CitizenAt(kiosk);
        try
        {
            _copies.AddRange(await citizen.TakePaperAsync(stop));
            await citizen.TakeCardAsync(stop);
            await CancelAsync(citizen, stop);
            await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
            _copies.AddRange(await citizen.TakePaperAsync(stop));
            await citizen.TakeMoneyAsync(stop);
            return true;
        }
        catch (Exception e) when (e is IOException or FlowException)
        {
            return false;
        }
        finally
        {
            _paid += citizen.Paid;
        }
    }

    // A kiosk of which only the answer was lost still waits for them.
    static async Task CancelAsync(Citizen citizen, CancellationToken stop)
    {
        try
        {
            await citizen.CancelAsync(stop);
        }
        catch (FlowException)
        {
            // There is nothing to cancel, or it is still dark.
        }
    }
}
