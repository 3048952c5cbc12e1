using System.Formats.Asn1;
using Google.Protobuf;
using KioskSim.Card.Reader;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;

namespace KioskSim.Kiosk.CardReader;

/// <summary>マイナンバーカード, or a phone in its place: a certificate of JPKI says who it is, and every city takes it.</summary>
/// <param name="certificate">Of user authentication, DER.</param>
sealed class IndividualNumberCard(JpkiReader reader, byte[] certificate) : ApplicantCard(reader)
{
    readonly JpkiReader _reader = reader;

    /// <summary>Of user authentication, DER.</summary>
    public ByteString Certificate { get; } = ByteString.CopyFrom(certificate);

    public override bool IsJukiCard => false;

    public override void CheckAgainst(ChosenOffer offer, DateOnly today)
    {
        // Whether it is valid is JPKI's to say.
    }

    public override BeginRequest Introduce(KioskId kiosk) => new() { Kiosk = kiosk.ToString(), Certificate = Certificate };

    public override byte[] SubjectMark(SessionId session) => Envelope.Parcels.SubjectMark.Compute(session, SerialNumber().Span);

    /// <summary>Outside an issuance: the card's question to whoever would set a new PIN.</summary>
    public byte[] Challenge() => Hop(0, "Challenge", _reader.Challenge);

    /// <summary>Outside an issuance.</summary>
    /// <param name="code">The answer to the challenge.</param>
    public void SetPin(CardPinKind kind, ReadOnlySpan<byte> code, ReadOnlySpan<byte> pin)
    {
        using var activity = Start(0, "SetPin");
        try
        {
            _reader.ResetPin(kind, code, pin);
        }
        catch (FlowException e)
        {
            activity.End(e.Code.ToString());
            throw;
        }
    }

    // Of all that is in the certificate (RFC 5280, section 4.1) nothing else is the kiosk's to read.
    ReadOnlyMemory<byte> SerialNumber()
    {
        var signed = new AsnReader(Certificate.Memory, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        signed.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)); // version
        return signed.ReadIntegerBytes();
    }
}
