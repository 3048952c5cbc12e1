using System.Buffers.Binary;
using KioskSim.Card.Apdu;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Randomness;
using static KioskSim.Card.Applet.JpkiApplet;

namespace KioskSim.Card.Applet;

/// <summary>
/// An Individual Number Card, or a phone in its place, as far as the JPKI applet: a state machine over command APDUs, without any I/O. Every command gets a
/// status word; no input makes it throw.
/// </summary>
/// <remarks>
/// Not safe for concurrent use: a slot lets one session talk to a card at a time. Where public sources are silent on a real card's
/// answer the choice is marked so.
/// </remarks>
public sealed class JpkiCard : ICard, IDisposable
{
    readonly PoweredCredential _user;
    readonly PoweredCredential? _signing;
    readonly PinUnlock _unlock;
    readonly ReadOnlyMemory<byte> _unlockKey;
    readonly Action<CardState>? _changed;
    readonly CardForm _form;
    bool _approved;
    bool _applicationSelected;
    FileId _file;

    /// <param name="state">What the card held when it last lost power.</param>
    /// <param name="changed">Told of the new state before the card answers, so that a try counts even if nothing after it happens.</param>
    /// <param name="entropy">The chip's random numbers; null: the system's.</param>
    public JpkiCard(CardState state, Action<CardState>? changed = null, Entropy? entropy = null)
    {
        _form = state.Form;
        _approved = _form == CardForm.PhoneWithoutPin; // the holder's face brought it here
        _unlockKey = state.UnlockKey;
        _unlock = new PinUnlock(state.UnlockKey, entropy ?? Entropy.Secure);
        _user = new PoweredCredential(state.UserAuthentication);
        _signing = state.Signing is { } signing ? new PoweredCredential(signing) : null;
        _changed = changed;
    }

    public CardState State => new(_user.Kept, _signing?.Kept) { Form = _form, UnlockKey = _unlockKey };

    public ReadOnlySpan<byte> AnswerToReset => [0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14];

    public void Reset()
    {
        _applicationSelected = false;
        _file = FileId.None;
        _unlock.Forget();
        ForgetPins();
    }

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
        (IsoClass, GetChallenge) when _unlock.IsPossible => Challenge(command, response),
        (IsoClass, ResetRetryCounter) when _unlock.IsPossible => ResetPin(command).WriteTo(response),
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
        if (!command.Data.SequenceEqual(Identifier))
            return StatusWord.NotFound;
        if (command.P2 != NoResponseData)
            return StatusWord.WrongParameters;
        Reset();
        _applicationSelected = true;
        return StatusWord.Ok;
    }

    StatusWord SelectElementaryFile(ReadOnlySpan<byte> identifier)
    {
        if (identifier.Length != sizeof(ushort))
            return StatusWord.WrongLength;
        var file = (FileId)BinaryPrimitives.ReadUInt16BigEndian(identifier);
        if (!_applicationSelected || !Exists(file))
            return StatusWord.NotFound;
        _file = file;
        return StatusWord.Ok;
    }

    // Without a signing certificate its files are there all the same, behind a PIN that nobody was ever given: OpenSC counts the tries of
    // both PINs before it accepts a card.
    bool Exists(FileId file) => file switch
    {
        FileId.None => false,
        FileId.UserPin => _form != CardForm.PhoneWithoutPin,
        FileId.SigningIssuer => _signing is not null,
        _ => Enum.IsDefined(file),
    };

    int Read(in CommandApdu command, Span<byte> response)
    {
        var (content, refusal) = ReadableContent();
        if (refusal is { } status)
            return status.WriteTo(response);
        if (!command.Data.IsEmpty || command.Expected == 0)
            return StatusWord.WrongLength.WriteTo(response);
        var offset = command.P1 << 8 | command.P2;
        if (offset > short.MaxValue)
            return StatusWord.WrongParameters.WriteTo(response); // A short file identifier: this applet has none.
        if (offset >= content.Length)
            return StatusWord.BeyondEndOfFile.WriteTo(response);
        // Asking past the end is answered with what there is and 9000: readers of this applet count on it.
        var length = Math.Min(Math.Min(command.Expected, content.Length - offset), response.Length - StatusWord.Size);
        content.Span.Slice(offset, length).CopyTo(response);
        return StatusWord.Ok.WriteTo(response, length);
    }

    (ReadOnlyMemory<byte> Content, StatusWord? Refusal) ReadableContent() => _file switch
    {
        FileId.None => (default, StatusWord.NoFileSelected),
        FileId.Token => (_form == CardForm.Card ? TokenFile : PhoneTokenFile, null),
        // Free to read without a PIN, also when the PIN is locked (000-31).
        FileId.UserCertificate => (_user.Certificate, null),
        FileId.UserIssuer => (_user.IssuerCertificate, null),
        FileId.SigningIssuer => (_signing!.IssuerCertificate, null),
        // The signing certificate carries name and address: the chip shows it to the holder of the PIN only.
        FileId.SigningCertificate when _signing is { Verified: true } => (_signing.Certificate, null),
        FileId.SigningCertificate => (default, StatusWord.PinNeeded),
        _ => (default, StatusWord.WrongFileKind),
    };

    static readonly ReadOnlyMemory<byte> TokenFile = Token.ToArray();
    static readonly ReadOnlyMemory<byte> PhoneTokenFile = PhoneToken.ToArray();

    StatusWord VerifyPin(in CommandApdu command)
    {
        if (SelectionRefused(command, FileId.UserPin, FileId.SigningPin) is { } refusal)
            return refusal;
        var credential = _file == FileId.UserPin ? _user : _signing;
        // No data asks for the tries left. 63Cx also after a good PIN, and 63C0, not 6983, when locked: readers refuse the card otherwise.
        if (command.Data.IsEmpty)
            return StatusWord.TriesLeft(credential?.Pin.TriesLeft ?? 0);
        if (credential is null)
            return StatusWord.PinLocked;
        credential.Verified = false;
        if (credential.Pin.IsLocked)
            return StatusWord.PinLocked;
        // Bytes of a length that no such PIN has are not a try (a choice: what a real card answers is not public).
        if (!credential.Pin.Rule.HasLength(command.Data))
            return StatusWord.WrongLength;
        return Try(credential, command.Data);
    }

    // The try is spent before the comparison and given back after it: cutting the power in between wins nothing.
    StatusWord Try(PoweredCredential credential, ReadOnlySpan<byte> digits)
    {
        credential.Pin = credential.Pin.AfterMiss();
        _changed?.Invoke(State);
        if (!credential.Pin.Matches(digits))
            return StatusWord.TriesLeft(credential.Pin.TriesLeft);
        credential.Pin = credential.Pin.WithAllTries();
        _changed?.Invoke(State);
        credential.Verified = true;
        return StatusWord.Ok;
    }

    int Challenge(in CommandApdu command, Span<byte> response)
    {
        if (!_applicationSelected)
            return StatusWord.NoFileSelected.WriteTo(response);
        if (!command.Data.IsEmpty || command.Expected < UnlockCode.ChallengeSize || response.Length < UnlockCode.ChallengeSize + StatusWord.Size)
            return StatusWord.WrongLength.WriteTo(response);
        _unlock.Challenge().CopyTo(response);
        return StatusWord.Ok.WriteTo(response, UnlockCode.ChallengeSize);
    }

    // The code that answers the challenge, and the new PIN behind it.
    StatusWord ResetPin(in CommandApdu command)
    {
        if (SelectionRefused(command, FileId.UserPin, FileId.SigningPin) is { } refusal)
            return refusal;
        if ((_file == FileId.UserPin ? _user : _signing) is not { } credential)
            return StatusWord.PinLocked;
        if (command.Data.Length < UnlockCode.Size || !credential.Pin.Rule.Allows(command.Data[UnlockCode.Size..]))
            return StatusWord.WrongLength;
        if (!_unlock.Accepts(_file, command.Data[..UnlockCode.Size]))
            return StatusWord.NotAuthenticated;
        credential.Verified = false;
        credential.Pin = credential.Pin.Replaced(command.Data[UnlockCode.Size..]);
        _changed?.Invoke(State);
        return StatusWord.Ok;
    }

    int Sign(in CommandApdu command, Span<byte> response)
    {
        var (credential, refusal) = CredentialToSignWith(command);
        if (refusal is { } status)
            return status.WriteTo(response);
        if (!CardKey.CanSign(command.Data))
            return StatusWord.WrongLength.WriteTo(response);
        if (Math.Min(command.Expected, response.Length - StatusWord.Size) < CardKey.SignatureSize)
            return StatusWord.AskFor256.WriteTo(response);
        credential!.Key.Sign(command.Data, response);
        _approved = false;
        return StatusWord.Ok.WriteTo(response, CardKey.SignatureSize);
    }

    (PoweredCredential? Credential, StatusWord? Refusal) CredentialToSignWith(in CommandApdu command)
    {
        if (SelectionRefused(command, FileId.UserKey, FileId.SigningKey) is { } refusal)
            return (null, refusal);
        var credential = _file == FileId.UserKey ? _user : _signing;
        return credential is { Verified: true } || (_approved && credential == _user) ? (credential, null) : (null, StatusWord.PinNeeded);
    }

    // Commands that work on the selected PIN or key name it by P2 alone.
    StatusWord? SelectionRefused(in CommandApdu command, FileId user, FileId signing) =>
        command is not { P1: 0, P2: Selected } ? StatusWord.WrongParameters
        : _file == FileId.None ? StatusWord.NoFileSelected
        : _file != user && _file != signing ? StatusWord.WrongFileKind
        : null;

    void ForgetPins()
    {
        _user.Verified = false;
        if (_signing is not null)
            _signing.Verified = false;
    }

    public void Dispose()
    {
        _user.Dispose();
        _signing?.Dispose();
    }
}
