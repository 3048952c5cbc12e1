using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Kiosk.Session;

/// <summary>The welcome screen: what the next citizen comes for.</summary>
sealed class Reception(Panel panel, Catalogue catalogue, KioskOptions options)
{
    /// <summary>Step 1: municipality, kind, options, copies; or no certificate, but use registration or a new PIN.</summary>
    /// <exception cref="FlowException">The centre does not say any more what cities offer.</exception>
    public async Task<Wish> ChooseAsync(CancellationToken stop)
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

            try
            {
                return touch switch
                {
                    Choose choice => new Wish.Certificate(catalogue.Find(choice)),
                    ChooseUseRegistration { Municipality: var city } => new Wish.UseRegistration(catalogue.Find(OneFamilyRegister(city))),
                    _ => new Wish.NewPin(),
                };
            }
            catch (FlowException e)
            {
                touch.Refuse(e.Code, e.Message);
            }
        }
    }

    // Where and when a city issues family registers it also takes applications to use it.
    static Choose OneFamilyRegister(MunicipalityCode city) => new(city, CertificateKind.FamilyRegister, CertificateOptions.None, new Copies(1));
}
