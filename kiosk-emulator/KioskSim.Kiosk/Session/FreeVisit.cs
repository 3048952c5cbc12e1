using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Payment;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>A citizen who comes with a card and takes no certificate along: no fee, no paper. What is typed lies in a vault until the visit is over.</summary>
abstract class FreeVisit(KioskParts parts, Panel panel, Settler settler)
{
    readonly CardPlace _place = new(parts, panel);

    protected KioskParts Parts { get; } = parts;

    protected Panel Panel { get; } = panel;

    /// <summary>Bytes of the vault.</summary>
    protected abstract int VaultSize { get; }

    /// <summary>All of it between the card and the last screen, which is returned.</summary>
    /// <exception cref="FlowException">Why it ends here; the citizen is told.</exception>
    protected abstract Task<Screen> ServeAsync(IndividualNumberCard card, SessionVault secrets, CancellationToken stop);

    /// <summary>As what it is recorded and counted.</summary>
    protected abstract FlowVisit Begin();

    public async Task RunAsync(CancellationToken stop)
    {
        using var visit = Begin();
        Screen last;
        var secrets = new SessionVault(VaultSize, Parts.Options.MustLockMemory);
        try
        {
            using var place = await _place.WaitForCardAsync(new Screen(ScreenKind.PlaceCard), stop);
            var card = ApplicantCard.Read(place) as IndividualNumberCard ?? throw new FlowException(FlowErrorCode.CardUnreadable, "a 住基カード");
            last = await ServeAsync(card, secrets, stop);
        }
        catch (FlowException e)
        {
            last = Stopped(e.Code) with { TriesLeft = e.TriesLeft };
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            Parts.Log.CreateLogger(GetType()).SessionFailed(Parts.Id, e);
            last = Stopped(FlowErrorCode.Internal);
        }
        finally
        {
            secrets.EraseAndDispose();
        }

        visit.End(last.Error);
        await settler.ReturnCreditAsync(stop); // of whoever thought that it costs something
        await _place.TakeBackAsync(last, stop);
        await Task.Delay(Parts.Options.LastScreen, Parts.Clock, stop);
    }

    static Screen Stopped(FlowErrorCode code) => new(ScreenKind.Stopped) { Error = code };
}
