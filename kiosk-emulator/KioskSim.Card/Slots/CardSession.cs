namespace KioskSim.Card.Slots;

/// <summary>Exclusive use of an inserted card. Disposing it resets the card.</summary>
public sealed class CardSession : ICardChannel, IDisposable
{
    readonly InsertedCard _card;

    internal CardSession(InsertedCard card) => _card = card;

    /// <inheritdoc cref="InsertedCard.Removed"/>
    public CancellationToken Removed => _card.Removed;

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response) => _card.Transmit(this, command, response);

    public void Dispose() => _card.End(this);
}
