using Google.Protobuf;
using Grpc.Core;
using KioskSim.Contracts.Internet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Evidence;
using CardPinKind = KioskSim.Contracts.Shared.CardPinKind;
using TakeCodeReply = KioskSim.Contracts.StoreLine.TakeCodeReply;
using TakeCodeRequest = KioskSim.Contracts.StoreLine.TakeCodeRequest;
using Wire = KioskSim.Contracts.Shared.Wire;

namespace KioskSim.Centre.PinResets;

/// <summary>
/// A new PIN for the card on a kiosk's reader: the centre looks whether its certificate is one of JPKI's and asks JPKI by the serial
/// number alone. It keeps nothing. A kiosk that shows a certificate without the card gets a code that fits no challenge of that card.
/// </summary>
sealed class PinResetDeskService(EvidenceCheck evidence, PinReset.PinResetClient jpki, TimeProvider clock) : PinResetDesk.PinResetDeskBase
{
    public override async Task<FindReservationReply> FindReservation(FindReservationRequest request, ServerCallContext context)
    {
        var found = await jpki.FindReservationAsync(new CardName { Serial = Serial(request.Certificate) }, cancellationToken: context.CancellationToken);
        return new FindReservationReply { Pin = found.Pin };
    }

    public override async Task<TakeCodeReply> TakeCode(TakeCodeRequest request, ServerCallContext context)
    {
        if (request.Pin is not (CardPinKind.UserAuthentication or CardPinKind.Signing))
            throw Wire.Bad("pin is none of a card's");
        if (request.Challenge.Length != UnlockCode.ChallengeSize)
            throw Wire.Bad($"challenge is {UnlockCode.ChallengeSize} bytes, not {request.Challenge.Length}");
        var taken = await jpki.TakeCodeAsync(
            new Contracts.Internet.TakeCodeRequest { Serial = Serial(request.Certificate), Pin = request.Pin, Challenge = request.Challenge },
            cancellationToken: context.CancellationToken);
        return taken.Code.Length == UnlockCode.Size
            ? new TakeCodeReply { Code = taken.Code }
            : throw new FlowException(FlowErrorCode.JpkiUnreachable, "no code");
    }

    /// <exception cref="FlowException">CertificateInvalid, CertificateExpired, CertificateUnknown: nothing that JPKI is asked about.</exception>
    ByteString Serial(ByteString certificate)
    {
        if (certificate.Length > ParsedCertificate.Longest)
            throw Wire.Bad($"certificate is longer than {ParsedCertificate.Longest} bytes");
        return UnsafeByteOperations.UnsafeWrap(evidence.CheckPath(certificate.Memory, clock.GetUtcNow()).Serial.ToDer());
    }
}
