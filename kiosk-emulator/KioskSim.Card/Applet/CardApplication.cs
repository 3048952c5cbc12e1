using System.Buffers.Binary;
using KioskSim.Card.Apdu;
using KioskSim.Domain.Cards;
using static KioskSim.Card.Applet.AppletCommand;

namespace KioskSim.Card.Applet;

/// <summary>
/// One application of a card: a state machine over command APDUs and a table of files, without any I/O. Every command gets a status word; no
/// input makes it throw.
/// </summary>
/// <remarks>
/// Not safe for concurrent use: a slot lets one session talk to a card at a time. Where public sources are silent on a real card's
/// answer the choice is marked so.
/// </remarks>
/// <param name="identifier">What SELECT names it by. Any other name is not there.</param>
/// <param name="approved">A key that signs once without a PIN: the holder's face brought it here.</param>
/// <param name="unlock">Sets new PINs; null: the application knows no such commands.</param>
sealed class CardApplication(
    ReadOnlyMemory<byte> identifier, IReadOnlyDictionary<ushort, CardFile> files, GuardedKey? approved = null, PinUnlock? unlock = null)
{
    GuardedKey? _approved = approved;
    bool _selected;
    ushort _fileId;
    CardFile? _file;

    public void Reset()
    {
        _selected = false;
        _file = null;
        unlock?.Forget();
        foreach (var file in files.Values)
            (file as CardFile.Pin)?.Value?.Forget();
    }

    /// <inheritdoc cref="ICardChannel.Transmit"/>
    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
    {
        if (response.Length < StatusWord.Size)
            throw new ArgumentException("An answer needs room for at least the status word.", nameof(response));
        return CommandApdu.TryParse(command, out var parsed)
            ? Answer(parsed, response)
            : StatusWord.WrongLength.WriteTo(response);
    }

    int Answer(in CommandApdu command, Span<byte> response) => (command.Class, command.Instruction) switch
    {
        (IsoClass, Select) => Selection(command).WriteTo(response),
        (IsoClass, ReadBinary) => Read(command, response),
        (IsoClass, Verify) => VerifyPin(command).WriteTo(response),
        (OwnClass, ComputeSignature) => Sign(command, response),
        (IsoClass, GetChallenge) when unlock is { IsPossible: true } => Challenge(unlock, command, response),
        (IsoClass, ResetRetryCounter) when unlock is { IsPossible: true } => ResetPin(unlock, command).WriteTo(response),
        (_, Select or ReadBinary or Verify or ComputeSignature) => StatusWord.ClassUnknown.WriteTo(response),
        (not (IsoClass or OwnClass), _) => StatusWord.ClassUnknown.WriteTo(response),
        _ => StatusWord.InstructionUnknown.WriteTo(response),
    };

    StatusWord Selection(in CommandApdu command) => command.P1 switch
    {
        SelectByName => SelectApplication(command),
        SelectFile when command.P2 == NoResponseData => SelectElementaryFile(command.Data),
        _ => StatusWord.WrongParameters,
    };

    // Readers probe for applications of other cards in several forms: whatever the form, such an application is not here.
    StatusWord SelectApplication(in CommandApdu command)
    {
        if (!command.Data.SequenceEqual(identifier.Span))
            return StatusWord.NotFound;
        if (command.P2 != NoResponseData)
            return StatusWord.WrongParameters;
        Reset();
        _selected = true;
        return StatusWord.Ok;
    }

    StatusWord SelectElementaryFile(ReadOnlySpan<byte> name)
    {
        if (name.Length != sizeof(ushort))
            return StatusWord.WrongLength;
        var id = BinaryPrimitives.ReadUInt16BigEndian(name);
        if (!_selected || !files.TryGetValue(id, out var file))
            return StatusWord.NotFound;
        (_fileId, _file) = (id, file);
        return StatusWord.Ok;
    }

    int Read(in CommandApdu command, Span<byte> response)
    {
        var (content, refusal) = ReadableContent();
        if (refusal is { } status)
            return status.WriteTo(response);
        if (!command.Data.IsEmpty || command.Expected == 0)
            return StatusWord.WrongLength.WriteTo(response);
        var offset = command.P1 << 8 | command.P2;
        if (offset > short.MaxValue)
            return StatusWord.WrongParameters.WriteTo(response); // A short file identifier: these applications have none.
        if (offset >= content.Length)
            return StatusWord.BeyondEndOfFile.WriteTo(response);
        // Asking past the end is answered with what there is and 9000: readers of the JPKI applet count on it.
        var length = Math.Min(Math.Min(command.Expected, content.Length - offset), response.Length - StatusWord.Size);
        content.Span.Slice(offset, length).CopyTo(response);
        return StatusWord.Ok.WriteTo(response, length);
    }

    (ReadOnlyMemory<byte> Content, StatusWord? Refusal) ReadableContent() => _file switch
    {
        null => (default, StatusWord.NoFileSelected),
        CardFile.Open open => (open.Content, null),
        CardFile.Guarded { Guard.Verified: true } guarded => (guarded.Content, null),
        CardFile.Guarded => (default, StatusWord.PinNeeded),
        _ => (default, StatusWord.WrongFileKind),
    };

    StatusWord VerifyPin(in CommandApdu command)
    {
        if (SelectionRefused<CardFile.Pin>(command, out var file) is { } refusal)
            return refusal;
        // No data asks for the tries left. 63Cx also after a good PIN, and 63C0, not 6983, when locked: readers refuse the card otherwise.
        if (command.Data.IsEmpty)
            return StatusWord.TriesLeft(file?.Value?.Kept.TriesLeft ?? 0);
        return file?.Value?.Verify(command.Data) ?? StatusWord.PinLocked;
    }

    int Challenge(PinUnlock unlocking, in CommandApdu command, Span<byte> response)
    {
        if (!_selected)
            return StatusWord.NoFileSelected.WriteTo(response);
        if (!command.Data.IsEmpty || command.Expected < UnlockCode.ChallengeSize || response.Length < UnlockCode.ChallengeSize + StatusWord.Size)
            return StatusWord.WrongLength.WriteTo(response);
        unlocking.Challenge().CopyTo(response);
        return StatusWord.Ok.WriteTo(response, UnlockCode.ChallengeSize);
    }

    // The code that answers the challenge, and the new PIN behind it.
    StatusWord ResetPin(PinUnlock unlocking, in CommandApdu command)
    {
        if (SelectionRefused<CardFile.Pin>(command, out var file) is { } refusal)
            return refusal;
        if (file?.Value is not { } pin)
            return StatusWord.PinLocked;
        if (command.Data.Length < UnlockCode.Size || !pin.Kept.Rule.Allows(command.Data[UnlockCode.Size..]))
            return StatusWord.WrongLength;
        if (!unlocking.Accepts(_fileId, command.Data[..UnlockCode.Size]))
            return StatusWord.NotAuthenticated;
        pin.Replace(command.Data[UnlockCode.Size..]);
        return StatusWord.Ok;
    }

    int Sign(in CommandApdu command, Span<byte> response)
    {
        if (SelectionRefused<CardFile.Key>(command, out var file) is { } refusal)
            return refusal.WriteTo(response);
        if (file?.Value is not { } key || (!key.Pin.Verified && key != _approved))
            return StatusWord.PinNeeded.WriteTo(response);
        if (!CardKey.CanSign(command.Data))
            return StatusWord.WrongLength.WriteTo(response);
        if (Math.Min(command.Expected, response.Length - StatusWord.Size) < CardKey.SignatureSize)
            return StatusWord.AskFor256.WriteTo(response);
        key.Key.Sign(command.Data, response);
        _approved = null;
        return StatusWord.Ok.WriteTo(response, CardKey.SignatureSize);
    }

    // Commands that work on the selected PIN or key name it by P2 alone.
    StatusWord? SelectionRefused<T>(in CommandApdu command, out T? file)
        where T : CardFile
    {
        file = _file as T;
        return command is not { P1: 0, P2: Selected } ? StatusWord.WrongParameters
            : _file is null ? StatusWord.NoFileSelected
            : file is null ? StatusWord.WrongFileKind
            : null;
    }
}
