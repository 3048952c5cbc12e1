using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;

namespace KioskSim.Testing;

/// <summary>Parts of a visit, for tests that go on in their own way.</summary>
public static class Visits
{
    /// <summary>From the welcome screen to the one that asks for confirmation.</summary>
    public static async Task<Screen> ToConfirmScreenAsync(this Citizen citizen, Errand errand)
    {
        await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        var screen = await citizen.ChooseAsync(errand.City, errand.Kind, errand.Options, errand.Copies, default);
        await citizen.InsertCardAsync(errand.Home, errand.Resident, default);
        screen = await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.EnterPin);
        return await citizen.EnterPinAsync(screen, errand.Pin, default);
    }

    /// <summary>From there to the one that asks for the fee; the card is back in the citizen's hand.</summary>
    public static async Task<Screen> ToPayScreenAsync(this Citizen citizen)
    {
        var screen = await citizen.ConfirmAsync(default);
        await citizen.TakeCardAsync(default);
        return await citizen.Eyes.UntilAsync(screen.Number, default, ScreenKind.Pay);
    }
}
