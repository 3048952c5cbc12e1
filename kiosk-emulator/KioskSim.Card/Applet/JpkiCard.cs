using KioskSim.Domain.Randomness;
using static KioskSim.Card.Applet.CardFile;

namespace KioskSim.Card.Applet;

/// <summary>An Individual Number Card, or a phone in its place, as far as the JPKI applet; see <see cref="CardApplication"/>.</summary>
public sealed class JpkiCard : ICard
{
    static readonly ReadOnlyMemory<byte> Identifier = JpkiApplet.Identifier.ToArray();
    static readonly ReadOnlyMemory<byte> Token = JpkiApplet.Token.ToArray();
    static readonly ReadOnlyMemory<byte> PhoneToken = JpkiApplet.PhoneToken.ToArray();

    readonly CardState _inserted;
    readonly CardApplication _application;
    readonly GuardedKey _user;
    readonly GuardedKey? _signing;
    readonly Action<CardState>? _changed;

    /// <param name="state">What the card held when it last lost power.</param>
    /// <param name="changed">Told of the new state before the card answers, so that a try counts even if nothing after it happens.</param>
    /// <param name="entropy">The chip's random numbers; null: the system's.</param>
    public JpkiCard(CardState state, Action<CardState>? changed = null, Entropy? entropy = null)
    {
        (_inserted, _changed) = (state, changed);
        _user = PowerUp(state.UserAuthentication);
        _signing = state.Signing is { } signing ? PowerUp(signing) : null;
        _application = new CardApplication(
            Identifier, Files(state, _user, _signing), approved: state.Form == CardForm.PhoneWithoutPin ? _user : null,
            new PinUnlock(state.UnlockKey, entropy ?? Entropy.Secure));
    }

    public CardState State => _inserted with
    {
        UserAuthentication = _inserted.UserAuthentication.With(_user.Pin.Kept), Signing = _signing is null ? null : _inserted.Signing?.With(_signing.Pin.Kept),
    };

    public ReadOnlySpan<byte> AnswerToReset => [0x3B, 0xE0, 0x00, 0xFF, 0x81, 0x31, 0xFE, 0x45, 0x14];

    public void Reset() => _application.Reset();

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response) => _application.Transmit(command, response);

    // The user certificate is free to read without a PIN, also when the PIN is locked (000-31). Without a signing certificate its files are
    // there all the same, behind a PIN that nobody was ever given: OpenSC counts the tries of both PINs before it accepts a card.
    static Dictionary<ushort, CardFile> Files(CardState state, GuardedKey user, GuardedKey? signing)
    {
        var files = new Dictionary<FileId, CardFile>
        {
            [FileId.Token] = new Open(state.Form == CardForm.Card ? Token : PhoneToken),
            [FileId.UserCertificate] = new Open(state.UserAuthentication.Certificate),
            [FileId.UserIssuer] = new Open(state.UserAuthentication.IssuerCertificate),
            [FileId.UserKey] = new Key(user),
            [FileId.SigningCertificate] = new Guarded(state.Signing?.Certificate ?? default, signing?.Pin), // it carries name and address
            [FileId.SigningKey] = new Key(signing),
            [FileId.SigningPin] = new Pin(signing?.Pin),
        };
        if (state.Form != CardForm.PhoneWithoutPin)
            files[FileId.UserPin] = new Pin(user.Pin);
        if (state.Signing is not null)
            files[FileId.SigningIssuer] = new Open(state.Signing.IssuerCertificate);
        return files.ToDictionary(f => (ushort)f.Key, f => f.Value);
    }

    GuardedKey PowerUp(CardCredential kept) => new(kept.Key, kept.Pin, () => _changed?.Invoke(State));
}
