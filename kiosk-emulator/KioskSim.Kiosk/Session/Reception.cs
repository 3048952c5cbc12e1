using KioskSim.Domain.Errors;

namespace KioskSim.Kiosk.Session;

/// <summary>The welcome screen: what the next citizen comes for.</summary>
sealed class Reception(Panel panel, Catalogue catalogue, KioskOptions options)
{
    /// <summary>Step 1: municipality, kind, options, copies; or no certificate but a new PIN.</summary>
    /// <returns>Null: a new PIN.</returns>
    /// <exception cref="FlowException">The centre does not say any more what cities offer.</exception>
    public async Task<ChosenOffer?> ChooseAsync(CancellationToken stop)
    {
        while (true)
        {
            // Nobody is expected to come; the welcome screen waits for ever and keeps its list fresh.
            Touch touch;
            try
            {
                touch = await panel.AskAsync(new Screen(ScreenKind.Welcome) { Step = 1 }, options.CatalogueAge, stop);
            }
            catch (FlowException e) when (e.Code == FlowErrorCode.TimedOut)
            {
                await catalogue.RefreshAsync(stop);
                continue;
            }

            if (touch is not Choose choice)
                return null;
            try
            {
                return catalogue.Find(choice);
            }
            catch (FlowException e)
            {
                choice.Refuse(e.Code, e.Message);
            }
        }
    }
}
