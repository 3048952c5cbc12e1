using KioskSim.Domain.Errors;
using KioskSim.Kiosk.Payment;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>One kiosk: settles what an earlier life left behind, then serves one citizen after another.</summary>
public sealed class KioskUnit
{
    readonly KioskParts _parts;
    readonly Settler _settler;
    readonly Catalogue _catalogue;
    readonly Reception _reception;
    readonly ILogger _log;

    public KioskUnit(KioskParts parts)
    {
        _parts = parts;
        Panel = new Panel(parts.Clock);
        _settler = new Settler(parts.Coins, parts.Printer, parts.Centre, parts.Clock, parts.Options, parts.Log.CreateLogger<Settler>());
        _catalogue = new Catalogue(parts.Centre, parts.CityKeyAuthority, parts.Clock, parts.Options.CatalogueAge);
        _log = parts.Log.CreateLogger<KioskUnit>();
        _reception = new Reception(Panel, _catalogue, parts.Options, parts.Clock);
    }

    public Panel Panel { get; }

    public Catalogue Catalogue => _catalogue;

    /// <summary>Runs until told to stop; a session in which money has been taken is brought to its end first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await _settler.RecoverAsync(stop);
            await _settler.ReturnCreditAsync(stop); // left in the slot when the machine went down
            await new PaperPlace(_parts, Panel).ClearAsync(stop); // left in the tray
            while (!stop.IsCancellationRequested)
                await ServeNextAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        Panel.Show(new Screen(ScreenKind.OutOfService));
    }

    async Task ServeNextAsync(CancellationToken stop)
    {
        Wish wish;
        try
        {
            await _catalogue.RefreshAsync(stop);
            wish = await _reception.ChooseAsync(stop); // 1
        }
        catch (FlowException e)
        {
            await WaitAsync(e.Code, stop);
            return;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            _log.SessionFailed(_parts.Id, e);
            await WaitAsync(FlowErrorCode.Internal, stop);
            return;
        }

        await (wish switch
        {
            Wish.Certificate { Offer: var offer } => new KioskSession(_parts, Panel, _settler).RunAsync(offer, stop), // 2 to 15
            Wish.UseRegistration { Offer: var offer } => new UseRegistrationSession(_parts, Panel, _settler, offer).RunAsync(stop),
            _ => new PinResetSession(_parts, Panel, _settler).RunAsync(stop),
        });
    }

    async Task WaitAsync(FlowErrorCode why, CancellationToken stop)
    {
        Panel.Show(new Screen(ScreenKind.OutOfService) { Error = why });
        await _settler.ReturnCreditAsync(stop); // of whoever was about to choose
        await Task.Delay(_parts.Options.SettleRetry, _parts.Clock, stop);
    }
}
