using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Citizens;

/// <summary>Someone in front of one kiosk: what eyes and hands can do there, and nothing else.</summary>
public sealed class Citizen(KioskId kiosk, KioskTerminal.KioskTerminalClient glass, KioskHands.KioskHandsClient slots) : IDisposable
{
    readonly string _kiosk = kiosk.ToString();

    public ScreenWatch Eyes { get; } = new(glass.Watch(new WatchRequest { Kiosk = kiosk.ToString() }));

    /// <summary>What has left the purse here and not come back, in yen, however far an errand came.</summary>
    public int Paid { get; private set; }

    public async Task<Screen> ChooseAsync(
        MunicipalityCode municipality, Domain.Values.CertificateKind kind, CertificateOptions options, int copies, CancellationToken stop) =>
        await glass.ChooseAsync(
            new ChooseRequest { Kiosk = _kiosk, Municipality = municipality.ToString(), Kind = (Contracts.Shared.CertificateKind)kind, Options = (uint)options, Copies = copies },
            cancellationToken: stop);

    public Task InsertCardAsync(MunicipalityCode municipality, string resident, CancellationToken stop) =>
        InsertCardAsync(municipality, resident, CardChoice.Unspecified, stop);

    public async Task InsertCardAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop) => await slots.InsertCardAsync(
        new InsertCardRequest { Kiosk = _kiosk, Municipality = municipality.ToString(), Resident = resident, Card = which }, cancellationToken: stop);

    /// <summary>On the welcome screen: no certificate, but a new PIN.</summary>
    public async Task<Screen> ChoosePinResetAsync(CancellationToken stop) =>
        await glass.ChoosePinResetAsync(new ChoosePinResetRequest { Kiosk = _kiosk }, cancellationToken: stop);

    /// <summary>Presses a place on the pad, whatever lies there.</summary>
    public async Task<Screen> PressAsync(int place, CancellationToken stop) =>
        await glass.PressKeyAsync(new PressKeyRequest { Kiosk = _kiosk, Place = place }, cancellationToken: stop);

    /// <summary>Looks where each character is on the pad, and presses it.</summary>
    /// <param name="pin">Digits and, where the pad has them, capital letters; more or fewer than it takes leave the pad waiting or are refused.</param>
    /// <returns>The screen after the last key.</returns>
    public async Task<Screen> EnterPinAsync(Screen pad, string pin, CancellationToken stop)
    {
        foreach (var character in pin)
            pad = await PressAsync(pad.Pad.IndexOf(KeyOf(character)), stop);
        return pad;
    }

    /// <summary>Presses the end key of a new PIN of no fixed length.</summary>
    public async Task<Screen> EndPinAsync(CancellationToken stop) => await glass.EndPinAsync(new EndPinRequest { Kiosk = _kiosk }, cancellationToken: stop);

    /// <summary>On the welcome screen: use registration in a city that keeps one's family register.</summary>
    public async Task<Screen> ChooseUseRegistrationAsync(MunicipalityCode municipality, CancellationToken stop) => await glass.ChooseUseRegistrationAsync(
        new ChooseUseRegistrationRequest { Kiosk = _kiosk, Municipality = municipality.ToString() }, cancellationToken: stop);

    /// <summary>Types a field, character by character, and ends it.</summary>
    /// <returns>The screen after it.</returns>
    public async Task<Screen> TypeAsync(string text, CancellationToken stop)
    {
        foreach (var character in text.EnumerateRunes())
            await glass.TypeCharacterAsync(new TypeCharacterRequest { Kiosk = _kiosk, Scalar = (uint)character.Value }, cancellationToken: stop);
        return await glass.EndTextAsync(new EndTextRequest { Kiosk = _kiosk }, cancellationToken: stop);
    }

    /// <param name="places">In the list on the screen, from 1.</param>
    public async Task<Screen> ChooseMembersAsync(IEnumerable<int> places, CancellationToken stop) => await glass.ChooseMembersAsync(
        new ChooseMembersRequest { Kiosk = _kiosk, Places = { places } }, cancellationToken: stop);

    public async Task<Screen> ConfirmAsync(CancellationToken stop) => await glass.ConfirmAsync(new ConfirmRequest { Kiosk = _kiosk }, cancellationToken: stop);

    /// <summary>Where the glass says that the time is nearly over.</summary>
    public async Task<Screen> AskForTimeAsync(CancellationToken stop) => await glass.MoreTimeAsync(new MoreTimeRequest { Kiosk = _kiosk }, cancellationToken: stop);

    public async Task<Screen> CancelAsync(CancellationToken stop) => await glass.CancelAsync(new CancelRequest { Kiosk = _kiosk }, cancellationToken: stop);

    public async Task TakeCardAsync(CancellationToken stop) => await slots.TakeCardAsync(new TakeCardRequest { Kiosk = _kiosk }, cancellationToken: stop);

    /// <param name="pieces">Coins and notes, in yen.</param>
    public async Task InsertMoneyAsync(IEnumerable<int> pieces, CancellationToken stop)
    {
        var request = new InsertMoneyRequest { Kiosk = _kiosk };
        request.Pieces.AddRange(pieces);
        await slots.InsertMoneyAsync(request, cancellationToken: stop);
        Paid += request.Pieces.Sum();
    }

    /// <returns>What lay in the tray, in yen.</returns>
    public async Task<int> TakeMoneyAsync(CancellationToken stop)
    {
        var taken = await slots.TakeMoneyAsync(new TakeMoneyRequest { Kiosk = _kiosk }, cancellationToken: stop);
        Paid -= taken.Yen;
        return taken.Yen;
    }

    public async Task<IReadOnlyList<Contracts.Cabinet.PrintedCopy>> TakePaperAsync(CancellationToken stop) =>
        (await slots.TakePaperAsync(new TakePaperRequest { Kiosk = _kiosk }, cancellationToken: stop)).Copies;

    public void Dispose() => Eyes.Dispose();

    static int KeyOf(char character) => char.IsAsciiDigit(character) ? character - '0' : character - 'A' + 10;
}
