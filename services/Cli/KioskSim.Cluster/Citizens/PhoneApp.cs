using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using KioskSim.Card;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Contracts.Internet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using WirePin = KioskSim.Contracts.Shared.CardPinKind;

namespace KioskSim.Cluster.Citizens;

/// <summary>
/// The app in a citizen's phone, which reads the card held to it: reserves a new PIN in the place of a forgotten one, and gets the phone a
/// certificate of its own. PINs go to the chip and nowhere else (000-34).
/// </summary>
/// <param name="internet">To JPKI.</param>
public sealed class PhoneApp(CallInvoker internet)
{
    readonly PinResetReservation.PinResetReservationClient _reservation = new(internet);
    readonly PhoneCertificates.PhoneCertificatesClient _certificates = new(internet);

    /// <summary>Has the card sign by the key of the other PIN.</summary>
    /// <param name="forgotten">The PIN that is to be set anew.</param>
    /// <param name="otherPin">ASCII.</param>
    /// <returns>Until when a kiosk takes it.</returns>
    /// <exception cref="FlowException">WrongPin, CardLocked: the other one; as JPKI refuses.</exception>
    public async Task<DateTimeOffset> ReserveAsync(ICardChannel card, CardPinKind forgotten, ReadOnlyMemory<byte> otherPin, CancellationToken stop)
    {
        var other = PinResetProof.GivenBy(forgotten);
        var (reader, serial) = Open(card, other, otherPin.Span);
        var begun = await _reservation.BeginAsync(new BeginReservationRequest(), cancellationToken: stop);
        var signature = Sign(reader, other, PinResetProof.Digest(forgotten, begun.Nonce.Span));
        var reserved = await _reservation.ReserveAsync(
            new ReserveRequest { Pin = (WirePin)forgotten, Nonce = begun.Nonce, Serial = serial, Signature = signature }, cancellationToken: stop);
        return DateTimeOffset.FromUnixTimeSeconds(reserved.GoodUntil);
    }

    /// <summary>Makes a key in the phone, and has JPKI certify it because the card's signing key says so.</summary>
    /// <param name="signingPin">The card's, ASCII.</param>
    /// <param name="phonePin">The phone's own, four ASCII digits; empty: the phone knows its holder, and none is ever typed.</param>
    /// <returns>What the phone keeps, in a card's place.</returns>
    /// <exception cref="FlowException">WrongPin, CardLocked: the card's signing PIN; as JPKI refuses.</exception>
    public async Task<CardState> ApplyAsync(ICardChannel card, ReadOnlyMemory<byte> signingPin, ReadOnlyMemory<byte> phonePin, CancellationToken stop)
    {
        var (reader, serial) = Open(card, CardPinKind.Signing, signingPin.Span);
        using var key = RSA.Create(2048);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        var begun = await _certificates.BeginApplicationAsync(new BeginApplicationRequest(), cancellationToken: stop);
        var signature = Sign(reader, CardPinKind.Signing, PhoneProof.Digest(begun.Nonce.Span, publicKey));
        var made = await _certificates.ApplyForPhoneAsync(
            new ApplyForPhoneRequest { PublicKey = ByteString.CopyFrom(publicKey), Nonce = begun.Nonce, Serial = serial, Signature = signature }, cancellationToken: stop);
        var pin = phonePin.IsEmpty ? CardPin.UserAuthentication("0000"u8, triesLeft: 0) : CardPin.UserAuthentication(phonePin.Span);
        return new CardState(new CardCredential(made.Certificate.Memory, made.Authority.Memory, key.ExportPkcs8PrivateKey(), pin))
        {
            Form = phonePin.IsEmpty ? CardForm.PhoneWithoutPin : CardForm.Phone,
        };
    }

    // Gives the card a PIN, and reads the serial number of the certificate whose key it guards.
    static (JpkiReader Reader, ByteString Serial) Open(ICardChannel card, CardPinKind kind, ReadOnlySpan<byte> pin)
    {
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        reader.VerifyPin(pin, kind).ThrowIfRefused();
        var certificate = kind == CardPinKind.Signing ? reader.ReadSigningCertificate() : reader.ReadUserCertificate();
        return (reader, ByteString.CopyFrom(CardSerial.Of(certificate).ToDer()));
    }

    static ByteString Sign(JpkiReader reader, CardPinKind guardedBy, byte[] digest)
    {
        var signature = new byte[JpkiReader.SignatureSize];
        reader.Sign(digest, signature, guardedBy);
        return ByteString.CopyFrom(signature);
    }
}
