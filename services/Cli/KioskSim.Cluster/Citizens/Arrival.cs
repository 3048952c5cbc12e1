using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Citizens;

/// <summary>How every errand begins: the welcome screen, what one comes for, the card.</summary>
static class Arrival
{
    /// <param name="choose">Touches the welcome screen.</param>
    /// <param name="home">Where the card's holder is registered.</param>
    /// <returns>The screen that asked for the card, which lies on the reader now; or why it does not, and the screen that says so.</returns>
    public static async Task<(Screen Screen, FlowErrorCode? Refused)> ArriveAsync(
        this Citizen citizen, Func<Task<Screen>> choose, MunicipalityCode home, string resident, CardChoice card, CancellationToken stop)
    {
        var screen = await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome, ScreenKind.OutOfService);
        if (screen.Kind == ScreenKind.OutOfService)
            return (screen, (FlowErrorCode)screen.Error);
        try
        {
            screen = await choose(); // 1
        }
        catch (FlowException e)
        {
            return (screen, e.Code); // nothing has begun
        }

        try
        {
            await citizen.InsertCardAsync(home, resident, card, stop); // 2
            return (screen, null);
        }
        catch (FlowException e)
        {
            return (await citizen.CancelAsync(stop), e.Code);
        }
    }
}
