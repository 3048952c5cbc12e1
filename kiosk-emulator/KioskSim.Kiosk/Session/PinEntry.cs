using KioskSim.Domain.Errors;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// Step 2: the PIN goes from the glass into the vault and from the vault to the chip, and nowhere else. A phone that knows its holder has
/// none.
/// </summary>
sealed class PinEntry(KioskParts parts, Panel panel)
{
    /// <exception cref="FlowException">CardLocked; TimedOut; Cancelled.</exception>
    public async Task AskAsync(ApplicantCard card, SessionVault secrets, CancellationToken stop)
    {
        if (card.TriesLeft() is not { } tries)
            return;
        if (tries == 0)
            throw new FlowException(FlowErrorCode.CardLocked);
        var pad = new PinPad(secrets, parts.Entropy);
        FlowErrorCode? error = null;
        while (true)
        {
            while (!pad.IsComplete)
            {
                var screen = new Screen(ScreenKind.EnterPin)
                {
                    Step = 2, Pad = pad.Layout, PinEntered = pad.Entered, TriesLeft = tries, Error = error, JukiCard = card.IsJukiCard,
                };
                var key = (PressKey)await panel.AskAsync(screen, parts.Options.Patience, stop);
                if (pad.HasPlace(key.Place))
                    pad.Press(key.Place);
                else
                    key.Refuse(FlowErrorCode.BadRequest, "The pad has places 0 to 9.");
            }

            var result = card.VerifyPin(pad.Pin);
            pad.Clear();
            if (result.Accepted)
                return;
            if (result.TriesLeft == 0)
                throw new FlowException(FlowErrorCode.CardLocked);
            tries = result.TriesLeft;
            error = FlowErrorCode.WrongPin;
        }
    }
}
