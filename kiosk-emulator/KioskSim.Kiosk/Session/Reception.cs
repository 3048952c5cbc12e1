using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;

namespace KioskSim.Kiosk.Session;

/// <summary>The welcome screen: what the next citizen comes for. It waits for ever, and keeps its list fresh meanwhile.</summary>
sealed class Reception(Panel panel, Catalogue catalogue, KioskOptions options, TimeProvider clock)
{
    /// <summary>Step 1: municipality, kind, options, copies; or no certificate, but use registration or a new PIN.</summary>
    /// <exception cref="FlowException">The centre does not say any more what cities offer.</exception>
    public async Task<Wish> ChooseAsync(CancellationToken stop)
    {
        while (true)
        {
            var touch = await AskAsync(stop);
            var choice = touch is ChooseUseRegistration { Municipality: var city } ? OneFamilyRegister(city) : touch as Choose;
            if (choice is null)
                return new Wish.NewPin();
            await catalogue.RefreshAsync(choice, stop); // the touch may have come while a new list was on its way
            try
            {
                var offer = catalogue.Find(choice);
                return touch is Choose ? new Wish.Certificate(offer) : new Wish.UseRegistration(offer);
            }
            catch (FlowException e)
            {
                touch.Refuse(e.Code, e.Message);
            }
        }
    }

    // The glass takes touches while the centre is asked for a new list: whoever comes just then would be told that the welcome screen cannot be touched.
    async Task<Touch> AskAsync(CancellationToken stop)
    {
        using var round = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var keeping = KeepFreshAsync(round);
        try
        {
            return await panel.AskAsync(new Screen(ScreenKind.Welcome) { Step = 1 }, Timeout.InfiniteTimeSpan, round.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await keeping; // says why there is no list
            throw;
        }
        finally
        {
            await round.CancelAsideAsync();
            await keeping.HeardAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    // Ends the round where there is no list any more.
    async Task KeepFreshAsync(CancellationTokenSource round)
    {
        try
        {
            while (true)
            {
                await Task.Delay(options.CatalogueAge, clock, round.Token);
                await catalogue.RefreshAsync(round.Token);
                panel.ShowAgain();
            }
        }
        catch (Exception) when (!round.IsCancellationRequested)
        {
            _ = round.CancelAsideAsync();
            throw;
        }
    }

    // Where and when a city issues family registers it also takes applications to use it.
    static Choose OneFamilyRegister(MunicipalityCode city) => new(city, CertificateKind.FamilyRegister, CertificateOptions.None, new Copies(1));
}
