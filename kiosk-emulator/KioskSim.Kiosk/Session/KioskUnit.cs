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

    public KioskUnit(KioskParts parts)
    {
        _parts = parts;
        Panel = new Panel(parts.Clock);
        _settler = new Settler(parts.Coins, parts.Printer, parts.Centre, parts.Clock, parts.Options, parts.Log.CreateLogger<Settler>());
        _catalogue = new Catalogue(parts.Centre, parts.CityKeyAuthority, parts.Clock, parts.Options.CatalogueAge);
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
            while (!stop.IsCancellationRequested)
            {
                if (await IsReadyAsync(stop))
                    await new KioskSession(_parts, Panel, _catalogue, _settler).RunAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }

        Panel.Show(new Screen(ScreenKind.OutOfService));
    }

    async Task<bool> IsReadyAsync(CancellationToken stop)
    {
        try
        {
            await _catalogue.RefreshAsync(stop);
            return true;
        }
        catch (FlowException e)
        {
            Panel.Show(new Screen(ScreenKind.OutOfService) { Error = e.Code });
            await Task.Delay(_parts.Options.SettleRetry, _parts.Clock, stop);
            return false;
        }
    }
}
