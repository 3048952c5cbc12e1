using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Card.Applet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Payment;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// A citizen who sets a new PIN, reserved in the phone's app. Nothing of it is in any journal. <see cref="ServeAsync"/> reads as the
/// section on a new PIN of docs/flow.md.
/// </summary>
sealed class PinResetSession(KioskParts parts, Panel panel, Settler settler) : FreeVisit(parts, panel, settler)
{
    protected override int VaultSize => NewPinSecrets.Size;

    protected override FlowVisit Begin() => FlowVisit.BeginPinReset();

    protected override async Task<Screen> ServeAsync(IndividualNumberCard card, SessionVault secrets, CancellationToken stop)
    {
        Panel.Show(new Screen(ScreenKind.PleaseWait));
        var pin = await FindReservationAsync(card, stop); // whoever has none is told so before anything is typed
        var length = await TypeTwiceAsync(pin, secrets, stop);
        Panel.Show(new Screen(ScreenKind.PleaseWait));
        await SetAsync(card, pin, secrets, length, stop);
        return new Screen(ScreenKind.PinIsSet);
    }

    async Task<CardPinKind> FindReservationAsync(IndividualNumberCard card, CancellationToken stop)
    {
        var reply = await Parts.PinResets.FindReservationAsync(new FindReservationRequest { Certificate = card.Certificate }, cancellationToken: stop);
        var pin = (CardPinKind)reply.Pin;
        return Enum.IsDefined(pin) ? pin : throw new FlowException(FlowErrorCode.Internal, "the centre names a PIN that no card has");
    }

    // Until both are the same: what is wrong with the first nobody could see.
    async Task<int> TypeTwiceAsync(CardPinKind pin, SessionVault secrets, CancellationToken stop)
    {
        FlowErrorCode? error = null;
        while (true)
        {
            var first = await TypeAsync(ScreenKind.EnterNewPin, pin, error, secrets, NewPinSecrets.First, stop);
            var again = await TypeAsync(ScreenKind.RepeatNewPin, pin, null, secrets, NewPinSecrets.Again, stop);
            if (CryptographicOperations.FixedTimeEquals(first.Pin, again.Pin))
                return first.Entered;
            first.Clear();
            again.Clear();
            error = FlowErrorCode.PinsDiffer;
        }
    }

    async Task<PinPad> TypeAsync(ScreenKind kind, CardPinKind pin, FlowErrorCode? error, SessionVault secrets, int offset, CancellationToken stop)
    {
        var pad = new PinPad(secrets, Parts.Entropy, PinRule.Of(pin), offset);
        while (!pad.IsComplete)
        {
            var screen = new Screen(kind) { NewPin = pin, Pad = pad.Layout, PinEntered = pad.Entered, Error = error };
            switch (await Panel.AskAsync(screen, Parts.Options.Patience, stop))
            {
                case PressKey key when pad.HasPlace(key.Place):
                    pad.Press(key.Place);
                    break;
                case EndPin when pad.MayEnd:
                    return pad;
                case var touch:
                    touch.Refuse(FlowErrorCode.BadRequest, "The pad has no such key now.");
                    break;
            }
        }

        return pad;
    }

    // The code uses the reservation up. Whether a card that is pulled away after it has taken the PIN, it alone knows.
    async Task SetAsync(IndividualNumberCard card, CardPinKind pin, SessionVault secrets, int length, CancellationToken stop)
    {
        var request = new TakeCodeRequest { Certificate = card.Certificate, Pin = (WirePin)pin, Challenge = ByteString.CopyFrom(card.Challenge()) };
        var reply = await Parts.PinResets.TakeCodeAsync(request, cancellationToken: stop);
        try
        {
            card.SetPin(pin, reply.Code.Span, secrets.Bytes.Slice(NewPinSecrets.First, length));
        }
        catch (FlowException e)
        {
            throw new FlowException(FlowErrorCode.NewPinUnconfirmed, inner: e);
        }
    }
}
