using static KioskSim.Card.Applet.CardFile;

namespace KioskSim.Card.Applet;

/// <summary>
/// 住民基本台帳カード (001-41): a card of the time before Individual Number Cards, with an application of the city's own on it (条例利用領域). There is no
/// JPKI applet for user authentication on it; the city alone knows the card and its key. See <see cref="CardApplication"/>.
/// </summary>
public sealed class JukiCard : ICard
{
    static readonly ReadOnlyMemory<byte> Identifier = JukiApplet.Identifier.ToArray();

    readonly JukiCardState _inserted;
    readonly CardApplication _application;
    readonly GuardedKey _key;

    /// <param name="state">What the card held when it last lost power.</param>
    /// <param name="changed">Told of the new state before the card answers, so that a try counts even if nothing after it happens.</param>
    public JukiCard(JukiCardState state, Action<JukiCardState>? changed = null)
    {
        _inserted = state;
        _key = new GuardedKey(new CardKey(state.PrivateKey.Span), state.Pin, () => changed?.Invoke(State));
        _application = new CardApplication(Identifier, new Dictionary<ushort, CardFile>
        {
            [JukiApplet.InfoFile] = new Open(state.Info.Encode()),
            [JukiApplet.PinFile] = new Pin(_key.Pin),
            [JukiApplet.KeyFile] = new Key(_key),
        });
    }

    public JukiCardState State => _inserted with { Pin = _key.Pin.Kept };

    /// <summary>The shortest that a contactless reader shows (PC/SC, part 3).</summary>
    public ReadOnlySpan<byte> AnswerToReset => [0x3B, 0x80, 0x80, 0x01, 0x01];

    public void Reset() => _application.Reset();

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response) => _application.Transmit(command, response);
}
