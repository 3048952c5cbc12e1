using System.Diagnostics;
using Google.Protobuf;
using KioskSim.Card;
using KioskSim.Card.Reader;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.Session;
using KioskId = KioskSim.Domain.Values.KioskId;
using Routing = KioskSim.Domain.Values.Routing;
using SessionId = KioskSim.Domain.Values.SessionId;

namespace KioskSim.Kiosk.CardReader;

/// <summary>
/// The card of the citizen who stands here, whichever kind it is: what the session does with it. Its commands are hops of the flow; what is
/// recorded is which command, never what it carried.
/// </summary>
abstract class ApplicantCard(IPinCardReader reader)
{
    const int SignatureSize = JpkiReader.SignatureSize;

    /// <summary>Step 2: finds out what lies on the reader, by the applications on it, and reads what is free to read.</summary>
    /// <exception cref="FlowException">CardUnreadable: neither an Individual Number Card nor a 住基カード.</exception>
    public static ApplicantCard Read(ICardChannel channel)
    {
        var jpki = new JpkiReader(channel);
        var juki = new JukiReader(channel);
        if (!jpki.TrySelectApplication() && juki.TrySelectApplication())
            return new ResidentBasicCard(juki, Hop(2, "ReadCardFile", juki.ReadInfo));
        return new IndividualNumberCard(jpki, Hop(2, "ReadCertificate", jpki.ReadUserCertificate)); // of a card with neither, no file is found
    }

    /// <summary>Whether it is a 住基カード, so that the glass asks for the right PIN.</summary>
    public abstract bool IsJukiCard { get; }

    /// <summary>Step 2, before any PIN: whether the chosen city can take this card at all.</summary>
    /// <exception cref="FlowException">Why not.</exception>
    public abstract void CheckAgainst(ChosenOffer offer, DateOnly today);

    /// <summary>Step 3: what the centre is told of the card.</summary>
    public abstract BeginRequest Introduce(KioskId kiosk);

    /// <summary>Step 10: what must stand on every sheet of this session.</summary>
    public abstract byte[] SubjectMark(SessionId session);

    /// <summary>Step 2.</summary>
    public int? TriesLeft() => Hop(2, "TriesLeft", reader.TriesLeft);

    /// <summary>Step 2.</summary>
    public PinResult VerifyPin(ReadOnlySpan<byte> pin)
    {
        using var activity = Start(2, "VerifyPin");
        var result = reader.VerifyPin(pin);
        if (!result.Accepted)
            activity.End((result.TriesLeft == 0 ? FlowErrorCode.CardLocked : FlowErrorCode.WrongPin).ToString());
        return result;
    }

    /// <summary>Step 4: the signature binds kiosk, session, nonce, one-time key and sealed application to each other.</summary>
    /// <param name="nonce">The centre's, as it was given.</param>
    /// <param name="replyPoint">The public half of the kiosk's one-time key, 65 bytes.</param>
    /// <param name="parcel">The application, sealed for the city.</param>
    public ApplyRequest SignRequest(Routing routing, ByteString nonce, byte[] replyPoint, byte[] parcel)
    {
        var digest = EvidenceDigest.Compute(routing.Kiosk, routing.Session, nonce.Span, replyPoint, parcel);
        return new ApplyRequest
        {
            Routing = Wire.Routing(routing),
            SealedApplication = ByteString.CopyFrom(parcel),
            ReplyKey = ByteString.CopyFrom(replyPoint),
            Signature = ByteString.CopyFrom(Sign(digest)),
        };
    }

    byte[] Sign(byte[] digest) => Hop(4, "Sign", () =>
    {
        var signature = new byte[SignatureSize];
        reader.Sign(digest, signature);
        return signature;
    });

    protected static T Hop<T>(int step, string message, Func<T> command)
    {
        using var activity = Start(step, message);
        try
        {
            return command();
        }
        catch (FlowException e)
        {
            activity.End(e.Code.ToString());
            throw;
        }
    }

    protected static Activity? Start(int step, string message) => FlowTrace.Start(new(step, Party.Kiosk, Party.Card, Line.Apdu, message));
}
