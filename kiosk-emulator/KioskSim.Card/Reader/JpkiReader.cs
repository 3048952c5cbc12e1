using System.Buffers.Binary;
using KioskSim.Card.Applet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Reader;

/// <summary>
/// The commands by which a kiosk uses the JPKI applet (steps 2 and 4 of the flow), over any channel. The application is found by its
/// identifier, never by the answer to reset. Every method throws <see cref="FlowException"/>: CardRemoved when the channel says so,
/// CardUnreadable when the card answers what no such card would.
/// </summary>
public sealed class JpkiReader(ICardChannel card) : IPinCardReader
{
    public const int SignatureSize = CardCommands.SignatureSize;

    /// <summary>A certificate of today has 1,200 bytes; more than this is no certificate.</summary>
    const int LongestCertificate = 8192;

    /// <summary>The first bytes of a certificate: SEQUENCE, and its length in two bytes.</summary>
    const int DerHeader = 4;

    readonly CardCommands _card = new(card);

    /// <summary>Must come first. Also forgets a PIN verified before.</summary>
    public void SelectApplication() => _card.SelectApplication(JpkiApplet.Identifier);

    /// <summary>The same for a card that may be another. False: the applet is not on it.</summary>
    public bool TrySelectApplication() => _card.TrySelectApplication(JpkiApplet.Identifier);

    /// <summary>利用者証明用電子証明書, DER. Free to read: no PIN has been given yet.</summary>
    public byte[] ReadUserCertificate() => ReadCertificate(FileId.UserCertificate);

    /// <summary>The certificate of the authority that issued it, as the card carries it. Nothing may be trusted because of it.</summary>
    public byte[] ReadUserIssuerCertificate() => ReadCertificate(FileId.UserIssuer);

    /// <summary>署名用電子証明書, DER: it names its holder, and the card shows it after the signing PIN alone. A kiosk never asks for it.</summary>
    public byte[] ReadSigningCertificate() => ReadCertificate(FileId.SigningCertificate);

    public int? TriesLeft() => _card.TriesLeft((ushort)FileId.UserPin);

    public PinResult VerifyPin(ReadOnlySpan<byte> pin) => VerifyPin(pin, CardPinKind.UserAuthentication);

    /// <inheritdoc cref="VerifyPin(ReadOnlySpan{byte})"/>
    /// <param name="pin">ASCII: four digits, or six to sixteen capital letters and digits.</param>
    public PinResult VerifyPin(ReadOnlySpan<byte> pin, CardPinKind kind) => _card.VerifyPin((ushort)kind, PinRule.Of(kind), pin);

    /// <summary>The card's question to whoever would set a new PIN; JPKI alone can answer it. Asking again makes the one before worthless.</summary>
    /// <returns><see cref="UnlockCode.ChallengeSize"/> bytes.</returns>
    public byte[] Challenge()
    {
        var challenge = new byte[UnlockCode.ChallengeSize];
        _card.Challenge(challenge);
        return challenge;
    }

    /// <summary>Sets a new PIN, with all tries, locked or not. The PIN goes to the chip and nowhere else; the copy in the command is wiped.</summary>
    /// <param name="code">JPKI's answer to <see cref="Challenge"/>.</param>
    /// <param name="pin">ASCII: four digits, or six to sixteen capital letters and digits.</param>
    /// <exception cref="FlowException">BadRequest: not a PIN of that kind. CardUnreadable: the card does not believe the code.</exception>
    public void ResetPin(CardPinKind kind, ReadOnlySpan<byte> code, ReadOnlySpan<byte> pin) => _card.ResetPin((ushort)kind, PinRule.Of(kind), code, pin);

    public int Sign(ReadOnlySpan<byte> sha256, Span<byte> signature) => Sign(sha256, signature, CardPinKind.UserAuthentication);

    /// <inheritdoc cref="Sign(ReadOnlySpan{byte}, Span{byte})"/>
    /// <param name="guardedBy">The PIN that guards the key.</param>
    public int Sign(ReadOnlySpan<byte> sha256, Span<byte> signature, CardPinKind guardedBy) =>
        _card.Sign((ushort)(guardedBy == CardPinKind.Signing ? FileId.SigningKey : FileId.UserKey), sha256, signature);

    byte[] ReadCertificate(FileId file)
    {
        _card.SelectFile((ushort)file);
        Span<byte> header = stackalloc byte[DerHeader];
        _card.ReadBinary(0, header);
        if (header is not [0x30, 0x82, ..])
            throw new FlowException(FlowErrorCode.CardUnreadable, "the file does not begin like a certificate");
        var length = DerHeader + BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        if (length > LongestCertificate)
            throw new FlowException(FlowErrorCode.CardUnreadable, "the file is longer than a certificate");
        var certificate = new byte[length];
        for (var offset = 0; offset < length; offset += 256)
            _card.ReadBinary(offset, certificate.AsSpan(offset, Math.Min(256, length - offset)));
        return certificate;
    }
}
