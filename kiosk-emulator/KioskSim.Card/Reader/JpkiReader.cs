using System.Buffers.Binary;
using System.Security.Cryptography;
using KioskSim.Card.Apdu;
using KioskSim.Card.Applet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Reader;

/// <summary>
/// The commands by which a kiosk uses the JPKI applet (steps 2 and 4 of the flow), over any channel. The application is found by its
/// identifier, never by the answer to reset. Every method throws <see cref="FlowException"/>: CardRemoved when the channel says so,
/// CardUnreadable when the card answers what no such card would.
/// </summary>
public sealed class JpkiReader(ICardChannel card)
{
    public const int SignatureSize = 256;

    /// <summary>A certificate of today has 1,200 bytes; more than this is no certificate.</summary>
    const int LongestCertificate = 8192;

    /// <summary>The first bytes of a certificate: SEQUENCE, and its length in two bytes.</summary>
    const int DerHeader = 4;

    const int Header = 5;

    /// <summary>Must come first. Also forgets a PIN verified before.</summary>
    public void SelectApplication()
    {
        Span<byte> command = stackalloc byte[Header + JpkiApplet.Identifier.Length];
        WriteHeader(command, JpkiApplet.Select, JpkiApplet.SelectByName, JpkiApplet.NoResponseData, JpkiApplet.Identifier.Length);
        JpkiApplet.Identifier.CopyTo(command[Header..]);
        Expect(StatusWord.Ok, Transmit(command), "SELECT application");
    }

    /// <summary>利用者証明用電子証明書, DER. Free to read: no PIN has been given yet.</summary>
    public byte[] ReadUserCertificate() => ReadCertificate(FileId.UserCertificate);

    /// <summary>The certificate of the authority that issued it, as the card carries it. Nothing may be trusted because of it.</summary>
    public byte[] ReadUserIssuerCertificate() => ReadCertificate(FileId.UserIssuer);

    /// <summary>署名用電子証明書, DER: it names its holder, and the card shows it after the signing PIN alone. A kiosk never asks for it.</summary>
    public byte[] ReadSigningCertificate() => ReadCertificate(FileId.SigningCertificate);

    /// <summary>
    /// Tries that are left for the PIN; 0 says locked, null that there is none: a phone that knows its holder. Ask before asking the
    /// citizen for a PIN.
    /// </summary>
    public int? TriesLeft()
    {
        var selection = TrySelectFile(FileId.UserPin);
        if (selection == StatusWord.NotFound)
            return null;
        Expect(StatusWord.Ok, selection, "SELECT file");
        var status = Transmit([JpkiApplet.IsoClass, JpkiApplet.Verify, 0, JpkiApplet.Selected]);
        return status.IsTriesLeft(out var tries) ? tries : throw Unexpected(status, "tries left");
    }

    /// <summary>Gives the PIN to the chip, which is the only place it goes to (000-31, 000-49). The copy in the command is wiped.</summary>
    /// <param name="pin">ASCII: four digits, or six to sixteen capital letters and digits.</param>
    public PinResult VerifyPin(ReadOnlySpan<byte> pin, CardPinKind kind = CardPinKind.UserAuthentication)
    {
        var rule = PinRule.Of(kind);
        if (!rule.Allows(pin))
            throw new FlowException(FlowErrorCode.BadRequest, $"a PIN is {rule.Description}");
        SelectFile((FileId)kind);
        Span<byte> command = stackalloc byte[Header + pin.Length];
        try
        {
            WriteHeader(command, JpkiApplet.Verify, 0, JpkiApplet.Selected, pin.Length);
            pin.CopyTo(command[Header..]);
            var status = Transmit(command);
            if (status == StatusWord.Ok)
                return new PinResult(Accepted: true, rule.Tries);
            if (status == StatusWord.PinLocked)
                return new PinResult(Accepted: false, 0);
            return status.IsTriesLeft(out var tries) ? new PinResult(Accepted: false, tries) : throw Unexpected(status, "VERIFY");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(command);
        }
    }

    /// <summary>The card's question to whoever would set a new PIN; JPKI alone can answer it. Asking again makes the one before worthless.</summary>
    /// <returns><see cref="UnlockCode.ChallengeSize"/> bytes.</returns>
    public byte[] Challenge()
    {
        var challenge = new byte[UnlockCode.ChallengeSize];
        return TransmitForData([JpkiApplet.IsoClass, JpkiApplet.GetChallenge, 0, 0, UnlockCode.ChallengeSize], challenge, "GET CHALLENGE") == challenge.Length
            ? challenge
            : throw new FlowException(FlowErrorCode.CardUnreadable, "a challenge of another size");
    }

    /// <summary>Sets a new PIN, with all tries, locked or not. The PIN goes to the chip and nowhere else; the copy in the command is wiped.</summary>
    /// <param name="code">JPKI's answer to <see cref="Challenge"/>.</param>
    /// <param name="pin">ASCII: four digits, or six to sixteen capital letters and digits.</param>
    /// <exception cref="FlowException">BadRequest: not a PIN of that kind. CardUnreadable: the card does not believe the code.</exception>
    public void ResetPin(CardPinKind kind, ReadOnlySpan<byte> code, ReadOnlySpan<byte> pin)
    {
        var rule = PinRule.Of(kind);
        if (!rule.Allows(pin))
            throw new FlowException(FlowErrorCode.BadRequest, $"a PIN is {rule.Description}");
        SelectFile((FileId)kind);
        Span<byte> command = stackalloc byte[Header + code.Length + pin.Length];
        try
        {
            WriteHeader(command, JpkiApplet.ResetRetryCounter, 0, JpkiApplet.Selected, code.Length + pin.Length);
            code.CopyTo(command[Header..]);
            pin.CopyTo(command[(Header + code.Length)..]);
            Expect(StatusWord.Ok, Transmit(command), "RESET RETRY COUNTER");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(command);
        }
    }

    /// <summary>RSA PKCS#1 v1.5 with SHA-256 by the card's key, after a verified PIN.</summary>
    /// <param name="sha256">The hash, 32 bytes.</param>
    /// <param name="signature">Receives <see cref="SignatureSize"/> bytes.</param>
    /// <param name="guardedBy">The PIN that guards the key.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">A span of another size.</exception>
    public int Sign(ReadOnlySpan<byte> sha256, Span<byte> signature, CardPinKind guardedBy = CardPinKind.UserAuthentication)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sha256.Length, SHA256.HashSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(signature.Length, SignatureSize);
        SelectFile(guardedBy == CardPinKind.Signing ? FileId.SigningKey : FileId.UserKey);
        Span<byte> command = stackalloc byte[Header + DigestInfo.Sha256Size + 1];
        WriteHeader(command, JpkiApplet.ComputeSignature, 0, JpkiApplet.Selected, DigestInfo.Sha256Size);
        command[0] = JpkiApplet.OwnClass;
        DigestInfo.WriteSha256(sha256, command[Header..]);
        command[^1] = 0; // Le: up to 256 bytes.
        return TransmitForData(command, signature[..SignatureSize], "sign") == SignatureSize
            ? SignatureSize
            : throw new FlowException(FlowErrorCode.CardUnreadable, "a signature of another size");
    }

    byte[] ReadCertificate(FileId file)
    {
        SelectFile(file);
        Span<byte> header = stackalloc byte[DerHeader];
        ReadBinary(0, header);
        if (header is not [0x30, 0x82, ..])
            throw new FlowException(FlowErrorCode.CardUnreadable, "the file does not begin like a certificate");
        var length = DerHeader + BinaryPrimitives.ReadUInt16BigEndian(header[2..]);
        if (length > LongestCertificate)
            throw new FlowException(FlowErrorCode.CardUnreadable, "the file is longer than a certificate");
        var certificate = new byte[length];
        for (var offset = 0; offset < length; offset += 256)
            ReadBinary(offset, certificate.AsSpan(offset, Math.Min(256, length - offset)));
        return certificate;
    }

    void ReadBinary(int offset, Span<byte> destination)
    {
        ReadOnlySpan<byte> command =
            [JpkiApplet.IsoClass, JpkiApplet.ReadBinary, (byte)(offset >> 8), (byte)offset, (byte)destination.Length];
        if (TransmitForData(command, destination, "READ BINARY") != destination.Length)
            throw new FlowException(FlowErrorCode.CardUnreadable, "the file ends too early");
    }

    void SelectFile(FileId file) => Expect(StatusWord.Ok, TrySelectFile(file), "SELECT file");

    StatusWord TrySelectFile(FileId file)
    {
        Span<byte> command = stackalloc byte[Header + sizeof(ushort)];
        WriteHeader(command, JpkiApplet.Select, JpkiApplet.SelectFile, JpkiApplet.NoResponseData, sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(command[Header..], (ushort)file);
        return Transmit(command);
    }

    StatusWord Transmit(ReadOnlySpan<byte> command)
    {
        Span<byte> response = stackalloc byte[ICardChannel.ShortResponse];
        return StatusWord.Of(response[..card.Transmit(command, response)]);
    }

    int TransmitForData(ReadOnlySpan<byte> command, Span<byte> destination, string what)
    {
        Span<byte> response = stackalloc byte[ICardChannel.ShortResponse];
        response = response[..card.Transmit(command, response)];
        Expect(StatusWord.Ok, StatusWord.Of(response), what);
        var data = response[..^StatusWord.Size];
        if (data.Length > destination.Length)
            throw new FlowException(FlowErrorCode.CardUnreadable, $"{what}: more bytes than asked for");
        data.CopyTo(destination);
        return data.Length;
    }

    static void WriteHeader(Span<byte> command, byte instruction, byte p1, byte p2, int length)
    {
        command[0] = JpkiApplet.IsoClass;
        command[1] = instruction;
        command[2] = p1;
        command[3] = p2;
        command[4] = (byte)length;
    }

    static void Expect(StatusWord expected, StatusWord status, string what)
    {
        if (status != expected)
            throw Unexpected(status, what);
    }

    static FlowException Unexpected(StatusWord status, string what) =>
        new(FlowErrorCode.CardUnreadable, $"{what} answered {status}");
}
