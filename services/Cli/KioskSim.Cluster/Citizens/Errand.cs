using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Citizens;

/// <summary>What somebody goes to a kiosk for.</summary>
/// <param name="City">The city of which a certificate is wanted.</param>
/// <param name="Home">Where the card's holder is registered; the same, but for those who are wrong about it.</param>
/// <param name="Pin">What is keyed in, again and again while tries are left.</param>
public sealed record Errand(
    MunicipalityCode City, MunicipalityCode Home, string Resident, CertificateKind Kind, CertificateOptions Options, int Copies, string Pin)
{
    /// <summary>How often a wrong PIN is keyed in before giving up.</summary>
    public int PinTries { get; init; } = 1;

    /// <summary>Of who has several cards, which.</summary>
    public CardChoice Card { get; init; }

    /// <summary>Whom to choose where members can be: places in the list that the kiosk shows, from 1.</summary>
    public IReadOnlyList<int> Members { get; init; } = [1];

    /// <summary>Waited for before confirming: for a crowd that confirms at one moment.</summary>
    public Func<Task> BeforeConfirming { get; init; } = () => Task.CompletedTask;
}

/// <summary>How an errand ended.</summary>
/// <param name="Error">Null: the certificate is in hand.</param>
/// <param name="Last">The screen it ended with.</param>
/// <param name="Copies">What was in the out-tray.</param>
/// <param name="Paid">Put in and not come back.</param>
public sealed record ErrandEnd(FlowErrorCode? Error, Screen Last, IReadOnlyList<Contracts.Cabinet.PrintedCopy> Copies, int Paid)
{
    public string Receipt => Last.Receipt;
}

/// <summary>A citizen's way through the kiosk, screen by screen.</summary>
public static class Errands
{
    public static async Task<ErrandEnd> RunAsync(this Citizen citizen, Errand errand, CancellationToken stop)
    {
        var (screen, refused) = await citizen.ArriveAsync(
            () => citizen.ChooseAsync(errand.City, errand.Kind, errand.Options, errand.Copies, stop), errand.Home, errand.Resident, errand.Card, stop); // 1, 2
        if (refused is not null)
            return new ErrandEnd(refused, screen, [], 0);
        var (before, cardIsIn) = (citizen.Paid, true);
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.EnterPin, ScreenKind.ChooseMembers, ScreenKind.Confirm, ScreenKind.Stopped); // a phone may need no PIN
        for (var tries = 0; screen.Kind == ScreenKind.EnterPin && tries < errand.PinTries; tries++)
            screen = await citizen.EnterPinAsync(screen, errand.Pin, stop); // 2 to 7
        if (screen.Kind == ScreenKind.EnterPin)
        {
            var wrong = screen;
            await citizen.CancelAsync(stop);
            screen = wrong; // what the citizen remembers is the wrong PIN
        }

        if (screen.Kind == ScreenKind.ChooseMembers)
        {
            try
            {
                screen = await citizen.ChooseMembersAsync(errand.Members, stop);
            }
            catch (FlowException e) when (e.Code == FlowErrorCode.BadRequest)
            {
                screen = await citizen.CancelAsync(stop); // nobody stands at that place
            }
        }

        if (screen.Kind == ScreenKind.Confirm)
        {
            await errand.BeforeConfirming();
            screen = await citizen.ConfirmAsync(stop); // 8
            await citizen.TakeCardAsync(stop); // 8
            cardIsIn = false;
            screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.Pay, ScreenKind.Stopped); // 9, 10
        }

        if (screen.Kind == ScreenKind.Pay)
        {
            await citizen.InsertMoneyAsync(Coins.Of(screen.YenDue), stop); // 11
            screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.TakePaper, ScreenKind.Stopped); // 12 to 14
        }

        if (cardIsIn)
            await citizen.TakeCardAsync(stop);
        var copies = await citizen.TakePaperAsync(stop); // 15
        await citizen.TakeMoneyAsync(stop);
        return new ErrandEnd(screen.Error == 0 ? null : (FlowErrorCode)screen.Error, screen, copies, citizen.Paid - before);
    }
}
