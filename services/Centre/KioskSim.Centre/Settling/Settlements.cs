using KioskSim.Centre.Journal;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Centre.Settling;

/// <summary>How a session ended, between the wire and the journal.</summary>
static class Settlements
{
    public static Settlement Describe(SessionRecord record) => new()
    {
        Outcome = record.State switch
        {
            SessionState.Delivered => Outcome.Delivered,
            SessionState.Refunded => Outcome.Refunded,
            SessionState.Cancelled => Outcome.Cancelled,
            _ => Outcome.Unspecified,
        },
        Receipt = record.Receipt ?? "",
        CopiesDelivered = record.CopiesDelivered,
        YenKept = record.YenKept,
        YenReturned = record.YenReturned,
    };

    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: no outcome, or money that cannot be.</exception>
    public static Ending Read(Settlement? settlement, KioskId kiosk, SessionId session)
    {
        if (settlement is null)
            throw Wire.Bad("settlement is missing");
        if (settlement is { YenKept: < 0 } or { YenReturned: < 0 } or { CopiesDelivered: < 0 })
            throw Wire.Bad("neither copies nor money can be less than nothing");
        if (settlement is { Outcome: Outcome.Cancelled } and not { YenKept: 0, YenReturned: 0, CopiesDelivered: 0 })
            throw Wire.Bad("what was cancelled has neither copies nor money");
        if (settlement.Receipt.Length > 0 && settlement.Receipt != ReceiptNumber.Of(kiosk, session).Text)
            throw Wire.Bad("the receipt is another session's");
        return new Ending(
            settlement.Outcome switch
            {
                Outcome.Delivered => SessionState.Delivered,
                Outcome.Refunded => SessionState.Refunded,
                Outcome.Cancelled => SessionState.Cancelled,
                _ => throw Wire.Bad("outcome is missing"),
            },
            settlement.CopiesDelivered, new Yen(settlement.YenKept), new Yen(settlement.YenReturned));
    }
}
