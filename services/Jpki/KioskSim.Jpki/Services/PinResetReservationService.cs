using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Internet;
using KioskSim.Jpki.Issuing;
using PinKind = KioskSim.Domain.Cards.CardPinKind;

namespace KioskSim.Jpki.Services;

/// <summary>What the phone's app asks of JPKI: serial numbers and signatures in, a time out.</summary>
public sealed class PinResetReservationService(PinResets resets, HolderProofs proofs, TimeProvider clock) : PinResetReservation.PinResetReservationBase
{
    public override Task<BeginReservationReply> Begin(BeginReservationRequest request, ServerCallContext context) => Task.FromResult(
        new BeginReservationReply { Nonce = ByteString.CopyFrom(proofs.NewNonce()), NonceSeconds = (int)ProofNonces.Life.TotalSeconds });

    public override Task<ReserveReply> Reserve(ReserveRequest request, ServerCallContext context)
    {
        var until = resets.Reserve(
            (PinKind)request.Pin, request.Nonce.Span, Messages.Serial(request.Serial), request.Signature.Span, clock.GetUtcNow());
        return Task.FromResult(new ReserveReply { GoodUntil = until.ToUnixTimeSeconds() });
    }
}
