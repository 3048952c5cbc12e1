using Google.Protobuf;
using KioskSim.Card;
using KioskSim.Card.Reader;
using KioskSim.Contracts.Internet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Cluster.Citizens;

/// <summary>The app in a citizen's phone, which reads the card held to it: reserves a new PIN in the place of a forgotten one.</summary>
public sealed class PhoneApp(PinResetReservation.PinResetReservationClient jpki)
{
    /// <summary>Has the card sign by the key of the other PIN, which goes to the chip and nowhere else (000-34).</summary>
    /// <param name="forgotten">The PIN that is to be set anew.</param>
    /// <param name="otherPin">ASCII.</param>
    /// <returns>Until when a kiosk takes it.</returns>
    /// <exception cref="FlowException">WrongPin, CardLocked: the other one; as JPKI refuses.</exception>
    public async Task<DateTimeOffset> ReserveAsync(ICardChannel card, CardPinKind forgotten, ReadOnlyMemory<byte> otherPin, CancellationToken stop)
    {
        var other = PinResetProof.GivenBy(forgotten);
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        reader.VerifyPin(otherPin.Span, other).ThrowIfRefused();
        var certificate = other == CardPinKind.Signing ? reader.ReadSigningCertificate() : reader.ReadUserCertificate();
        var begun = await jpki.BeginAsync(new BeginReservationRequest(), cancellationToken: stop);
        var signature = new byte[JpkiReader.SignatureSize];
        reader.Sign(PinResetProof.Digest(forgotten, begun.Nonce.Span), signature, other);
        var reserved = await jpki.ReserveAsync(
            new ReserveRequest
            {
                Pin = (WirePin)forgotten,
                Nonce = begun.Nonce,
                Serial = ByteString.CopyFrom(CardSerial.Of(certificate).ToDer()),
                Signature = ByteString.CopyFrom(signature),
            },
            cancellationToken: stop);
        return DateTimeOffset.FromUnixTimeSeconds(reserved.GoodUntil);
    }
}
