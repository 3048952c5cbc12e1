using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;

namespace KioskSim.Kiosk.CardReader;

/// <summary>
/// 住基カード (001-41): the city that made it knows it, and nobody else. What the card's file says spares the citizen a PIN for nothing; it
/// proves nothing, and the city checks all of it again.
/// </summary>
sealed class ResidentBasicCard(JukiReader reader, JukiCardInfo info) : ApplicantCard(reader)
{
    public override bool IsJukiCard => true;

    public override void CheckAgainst(ChosenOffer offer, DateOnly today)
    {
        if (!offer.AcceptsJukiCards)
            throw new FlowException(FlowErrorCode.JukiCardNotAccepted);
        if (info.Municipality != offer.Choice.Municipality)
            throw new FlowException(FlowErrorCode.JukiCardOfAnotherCity);
        if (info.LastDay < today)
            throw new FlowException(FlowErrorCode.JukiCardExpired);
    }

    public override BeginRequest Introduce(KioskId kiosk) => new() { Kiosk = kiosk.ToString(), JukiCard = info.Number.Value };

    public override byte[] SubjectMark(SessionId session) => Envelope.Parcels.SubjectMark.Compute(session, info.Number);
}
