using System.Buffers.Binary;
using System.Security.Cryptography;
using KioskSim.Card.Apdu;
using KioskSim.Card.Applet;
using KioskSim.Domain.Errors;

namespace KioskSim.Card.Reader;

/// <summary>
/// The commands that readers of every application send, over any channel. Methods throw <see cref="FlowException"/>: CardRemoved when the
/// channel says so, CardUnreadable when the card answers what no such card would.
/// </summary>
sealed class CardCommands(ICardChannel card)
{
    public const int SignatureSize = 256;

    const int Header = 5;

    /// <summary>Finds an application by its identifier, and forgets a PIN verified before. False: it is not on this card.</summary>
    public bool TrySelectApplication(ReadOnlySpan<byte> identifier) => SelectApplicationStatus(identifier) == StatusWord.Ok;

    public void SelectApplication(ReadOnlySpan<byte> identifier) => Expect(StatusWord.Ok, SelectApplicationStatus(identifier), "SELECT application");

    public void SelectFile(ushort file) => Expect(StatusWord.Ok, SelectFileStatus(file), "SELECT file");

    /// <summary>Fills the destination from the selected file.</summary>
    public void ReadBinary(int offset, Span<byte> destination)
    {
        ReadOnlySpan<byte> command =
            [AppletCommand.IsoClass, AppletCommand.ReadBinary, (byte)(offset >> 8), (byte)offset, (byte)destination.Length];
        if (TransmitForData(command, destination, "READ BINARY") != destination.Length)
            throw new FlowException(FlowErrorCode.CardUnreadable, "the file ends too early");
    }

    /// <returns>0 says locked, null that there is no such PIN.</returns>
    public int? TriesLeft(ushort pinFile)
    {
        var selection = SelectFileStatus(pinFile);
        if (selection == StatusWord.NotFound)
            return null;
        Expect(StatusWord.Ok, selection, "SELECT file");
        var status = Transmit([AppletCommand.IsoClass, AppletCommand.Verify, 0, AppletCommand.Selected]);
        return status.IsTriesLeft(out var tries) ? tries : throw Unexpected(status, "tries left");
    }

    /// <summary>Gives a PIN to the chip, which is the only place it goes to (000-31, 000-49). The copy in the command is wiped.</summary>
    public PinResult VerifyPin(ushort pinFile, PinRule rule, ReadOnlySpan<byte> pin)
    {
        CheckRule(rule, pin);
        SelectFile(pinFile);
        Span<byte> command = stackalloc byte[Header + pin.Length];
        try
        {
            WriteHeader(command, AppletCommand.Verify, 0, AppletCommand.Selected, pin.Length);
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

    /// <summary>GET CHALLENGE for as many bytes as the destination has.</summary>
    public void Challenge(Span<byte> destination)
    {
        if (TransmitForData([AppletCommand.IsoClass, AppletCommand.GetChallenge, 0, 0, (byte)destination.Length], destination, "GET CHALLENGE") != destination.Length)
            throw new FlowException(FlowErrorCode.CardUnreadable, "a challenge of another size");
    }

    /// <summary>RESET RETRY COUNTER with a code and a new PIN; the copy in the command is wiped.</summary>
    public void ResetPin(ushort pinFile, PinRule rule, ReadOnlySpan<byte> code, ReadOnlySpan<byte> pin)
    {
        CheckRule(rule, pin);
        SelectFile(pinFile);
        Span<byte> command = stackalloc byte[Header + code.Length + pin.Length];
        try
        {
            WriteHeader(command, AppletCommand.ResetRetryCounter, 0, AppletCommand.Selected, code.Length + pin.Length);
            code.CopyTo(command[Header..]);
            pin.CopyTo(command[(Header + code.Length)..]);
            Expect(StatusWord.Ok, Transmit(command), "RESET RETRY COUNTER");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(command);
        }
    }

    /// <summary>RSA PKCS#1 v1.5 with SHA-256, after a verified PIN.</summary>
    /// <param name="sha256">The hash, 32 bytes.</param>
    /// <param name="signature">Receives <see cref="SignatureSize"/> bytes.</param>
    /// <returns>Bytes written.</returns>
    /// <exception cref="ArgumentException">A span of another size.</exception>
    public int Sign(ushort keyFile, ReadOnlySpan<byte> sha256, Span<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(sha256.Length, SHA256.HashSizeInBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(signature.Length, SignatureSize);
        SelectFile(keyFile);
        Span<byte> command = stackalloc byte[Header + DigestInfo.Sha256Size + 1];
        WriteHeader(command, AppletCommand.ComputeSignature, 0, AppletCommand.Selected, DigestInfo.Sha256Size);
        command[0] = AppletCommand.OwnClass;
        DigestInfo.WriteSha256(sha256, command[Header..]);
        command[^1] = 0; // Le: up to 256 bytes.
        return TransmitForData(command, signature[..SignatureSize], "sign") == SignatureSize
            ? SignatureSize
            : throw new FlowException(FlowErrorCode.CardUnreadable, "a signature of another size");
    }

    StatusWord SelectApplicationStatus(ReadOnlySpan<byte> identifier)
    {
        Span<byte> command = stackalloc byte[Header + identifier.Length];
        WriteHeader(command, AppletCommand.Select, AppletCommand.SelectByName, AppletCommand.NoResponseData, identifier.Length);
        identifier.CopyTo(command[Header..]);
        return Transmit(command);
    }

    StatusWord SelectFileStatus(ushort file)
    {
        Span<byte> command = stackalloc byte[Header + sizeof(ushort)];
        WriteHeader(command, AppletCommand.Select, AppletCommand.SelectFile, AppletCommand.NoResponseData, sizeof(ushort));
        BinaryPrimitives.WriteUInt16BigEndian(command[Header..], file);
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
        command[0] = AppletCommand.IsoClass;
        command[1] = instruction;
        command[2] = p1;
        command[3] = p2;
        command[4] = (byte)length;
    }

    static void CheckRule(PinRule rule, ReadOnlySpan<byte> pin)
    {
        if (!rule.Allows(pin))
            throw new FlowException(FlowErrorCode.BadRequest, $"a PIN is {rule.Description}");
    }

    static void Expect(StatusWord expected, StatusWord status, string what)
    {
        if (status != expected)
            throw Unexpected(status, what);
    }

    static FlowException Unexpected(StatusWord status, string what) =>
        new(FlowErrorCode.CardUnreadable, $"{what} answered {status}");
}
