using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Internet;
using KioskSim.Jpki.Issuing;
using PinKind = KioskSim.Domain.Cards.CardPinKind;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Jpki.Services;

/// <summary>What the centre asks of JPKI for a card on a kiosk: whether a new PIN is reserved, and the answer to the card's challenge.</summary>
public sealed class PinResetService(PinResets resets, TimeProvider clock) : PinReset.PinResetBase
{
    public override Task<Reservation> FindReservation(CardName request, ServerCallContext context) =>
        Task.FromResult(new Reservation { Pin = (WirePin)resets.Find(Messages.Serial(request.Serial), clock.GetUtcNow()) });

    public override Task<TakeCodeReply> TakeCode(TakeCodeRequest request, ServerCallContext context) => Task.FromResult(new TakeCodeReply
    {
        Code = ByteString.CopyFrom(
            resets.TakeCode(Messages.Serial(request.Serial), (PinKind)request.Pin, request.Challenge.Span, clock.GetUtcNow())),
    });
}
