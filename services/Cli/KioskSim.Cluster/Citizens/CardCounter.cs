using Google.Protobuf;
using KioskSim.Card;
using KioskSim.Card.Reader;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using PinKind = KioskSim.Domain.Cards.CardPinKind;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Cluster.Citizens;

/// <summary>The city's card counter with a reader of its own: the holder, whom the clerk knows by face, types a new PIN there.</summary>
public sealed class CardCounter(CardOffice.CardOfficeClient office)
{
    /// <summary>Sets a new PIN, with all tries, on a card that is locked or not. JPKI and the clerk see nothing of it (000-34).</summary>
    /// <param name="pin">ASCII: four digits, or six to sixteen capital letters and digits.</param>
    /// <exception cref="FlowException">As JPKI refuses (revoked, on hold), or BadRequest: not a PIN of that kind.</exception>
    public async Task SetPinAsync(ICardChannel card, PinKind kind, ReadOnlyMemory<byte> pin, CancellationToken stop)
    {
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        var request = new UnlockRequest
        {
            Serial = ByteString.CopyFrom(CardSerial.Of(reader.ReadUserCertificate()).ToDer()),
            Pin = (WirePin)kind,
            Challenge = ByteString.CopyFrom(reader.Challenge()),
        };
        var reply = await office.UnlockAsync(request, cancellationToken: stop);
        reader.ResetPin(kind, reply.Code.Span, pin.Span);
    }
}
