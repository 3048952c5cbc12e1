using System.Security.Cryptography;
using Google.Protobuf;
using KioskSim.Card.Applet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Payment;
using Microsoft.Extensions.Logging;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// A citizen who sets a new PIN, reserved in the phone's app. Free: no fee, no paper, nothing in any journal. <see cref="RunAsync"/>
/// reads as the section on a new PIN of docs/flow.md.
/// </summary>
sealed class PinResetSession(KioskParts parts, Panel panel, Settler settler)
{
    readonly CardPlace _place = new(parts, panel);
    readonly ILogger _log = parts.Log.CreateLogger<PinResetSession>();

    public async Task RunAsync(CancellationToken stop)
    {
        Screen last;
        var secrets = new SessionVault(NewPinSecrets.Size, parts.Options.MustLockMemory);
        try
        {
            using var place = await _place.WaitForCardAsync(new Screen(ScreenKind.PlaceCard), stop);
            var card = ApplicantCard.Read(place) as IndividualNumberCard ?? throw new FlowException(FlowErrorCode.CardUnreadable, "a 住基カード");
            panel.Show(new Screen(ScreenKind.PleaseWait));
            var pin = await FindReservationAsync(card, stop); // whoever has none is told so before anything is typed
            var length = await TypeTwiceAsync(pin, secrets, stop);
            panel.Show(new Screen(ScreenKind.PleaseWait));
            await SetAsync(card, pin, secrets, length, stop);
            last = new Screen(ScreenKind.PinIsSet);
        }
        catch (FlowException e)
        {
            last = Stopped(e.Code);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            _log.SessionFailed(parts.Id, e);
            last = Stopped(FlowErrorCode.Internal);
        }
        finally
        {
            secrets.EraseAndDispose();
        }

        await settler.ReturnCreditAsync(stop); // of whoever thought that it costs something
        await _place.TakeBackAsync(last, stop);
        await Task.Delay(parts.Options.LastScreen, parts.Clock, stop);
    }

    async Task<CardPinKind> FindReservationAsync(IndividualNumberCard card, CancellationToken stop)
    {
        var reply = await parts.PinResets.FindReservationAsync(new FindReservationRequest { Certificate = card.Certificate }, cancellationToken: stop);
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
        var pad = new PinPad(secrets, parts.Entropy, PinRule.Of(pin), offset);
        while (!pad.IsComplete)
        {
            var screen = new Screen(kind) { NewPin = pin, Pad = pad.Layout, PinEntered = pad.Entered, Error = error };
            switch (await panel.AskAsync(screen, parts.Options.Patience, stop))
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
        var reply = await parts.PinResets.TakeCodeAsync(request, cancellationToken: stop);
        try
        {
            card.SetPin(pin, reply.Code.Span, secrets.Bytes.Slice(NewPinSecrets.First, length));
        }
        catch (FlowException e)
        {
            throw new FlowException(FlowErrorCode.NewPinUnconfirmed, inner: e);
        }
    }

    static Screen Stopped(FlowErrorCode code) => new(ScreenKind.Stopped) { Error = code };
}
