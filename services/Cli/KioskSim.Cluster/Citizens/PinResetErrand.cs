using System.Text;
using KioskSim.Card.Applet;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Citizens;

/// <summary>A new PIN at a kiosk, reserved before in the phone's app.</summary>
/// <param name="Home">Where the card's holder is registered.</param>
/// <param name="NewPin">Of the kind that was reserved; who brings another goes home without.</param>
public sealed record PinResetErrand(MunicipalityCode Home, string Resident, string NewPin)
{
    /// <summary>What is typed when the kiosk asks for it again; null: the same.</summary>
    public string? Again { get; init; }

    internal bool Fits(CardPinKind kind) =>
        PinRule.Of(kind) is var rule && rule.Allows(Encoding.ASCII.GetBytes(NewPin)) && rule.Allows(Encoding.ASCII.GetBytes(Again ?? NewPin));
}

public static class PinResetErrands
{
    /// <returns>Null: the new PIN is set. The card is in the citizen's hand again.</returns>
    public static async Task<FlowErrorCode?> RunAsync(this Citizen citizen, PinResetErrand errand, CancellationToken stop)
    {
        var (screen, refused) = await citizen.ArriveAsync(
            () => citizen.ChoosePinResetAsync(stop), errand.Home, errand.Resident, CardChoice.Unspecified, stop);
        if (refused is not null)
            return refused;
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.EnterNewPin, ScreenKind.Stopped);
        var error = screen.Kind == ScreenKind.Stopped ? (FlowErrorCode)screen.Error : await citizen.TypeAsync(screen, errand, stop);
        await citizen.TakeCardAsync(stop);
        return error;
    }

    static async Task<FlowErrorCode?> TypeAsync(this Citizen citizen, Screen screen, PinResetErrand errand, CancellationToken stop)
    {
        if (!errand.Fits((CardPinKind)screen.NewPin))
        {
            await citizen.CancelAsync(stop);
            return FlowErrorCode.BadRequest;
        }

        screen = await citizen.TypeNewPinAsync(screen, errand.NewPin, stop);
        screen = await citizen.TypeNewPinAsync(screen, errand.Again ?? errand.NewPin, stop);
        if (screen.Kind == ScreenKind.EnterNewPin)
            await citizen.CancelAsync(stop); // the two differ: the kiosk asks anew, and this citizen has nothing else to type
        return screen.Error == 0 ? null : (FlowErrorCode)screen.Error;
    }

    /// <returns>The screen that comes when it is typed.</returns>
    static async Task<Screen> TypeNewPinAsync(this Citizen citizen, Screen pad, string pin, CancellationToken stop)
    {
        var screen = await citizen.EnterPinAsync(pad, pin, stop);
        return screen.Kind == pad.Kind ? await citizen.EndPinAsync(stop) : screen;
    }
}
