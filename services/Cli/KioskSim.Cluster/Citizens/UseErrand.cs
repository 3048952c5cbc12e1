using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Citizens;

/// <summary>利用登録 at a kiosk, by somebody who lives in one city and whose family register is kept in another.</summary>
/// <param name="City">The one that keeps the register.</param>
/// <param name="Home">Where the card's holder is registered.</param>
/// <param name="Domicile">本籍, as it is typed; likewise the next three.</param>
/// <param name="BirthDate">Eight digits.</param>
public sealed record UseErrand(MunicipalityCode City, MunicipalityCode Home, string Resident, string Pin, string Domicile, string Head, string Name, string BirthDate);

public static class UseErrands
{
    /// <returns>Null: the application has been received. The card is in the citizen's hand again.</returns>
    public static async Task<FlowErrorCode?> RunAsync(this Citizen citizen, UseErrand errand, CancellationToken stop)
    {
        var (screen, refused) = await citizen.ArriveAsync(
            () => citizen.ChooseUseRegistrationAsync(errand.City, stop), errand.Home, errand.Resident, CardChoice.Unspecified, stop);
        if (refused is not null)
            return refused;
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.EnterPin, ScreenKind.Stopped);
        if (screen.Kind == ScreenKind.EnterPin)
            screen = await citizen.EnterPinAsync(screen, errand.Pin, stop);
        foreach (var text in (string[])[errand.Domicile, errand.Head, errand.Name, errand.BirthDate])
        {
            if (screen.Kind == ScreenKind.EnterText)
                screen = await citizen.TypeAsync(text, stop);
        }

        if (screen.Kind == ScreenKind.EnterPin)
            await citizen.CancelAsync(stop); // the wrong PIN, and no other comes to mind
        await citizen.TakeCardAsync(stop);
        return screen.Error == 0 ? null : (FlowErrorCode)screen.Error;
    }
}
