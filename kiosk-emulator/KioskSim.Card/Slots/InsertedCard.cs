using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;

namespace KioskSim.Card.Slots;

/// <summary>
/// One stay of a card in a slot, from laying it down to taking it away. A card that comes back is another stay, so that nothing said
/// to the first can reach the second.
/// </summary>
public sealed class InsertedCard
{
    readonly ICard _card;
    readonly Lock _turn = new();
    readonly CancellationTokenSource _removed = new();
    CardSession? _session;

    internal InsertedCard(ICard card) => _card = card;

    /// <summary>Cancelled when the card is taken away; also what "please take your card" waits for (000-38).</summary>
    public CancellationToken Removed => _removed.Token;

    /// <summary>Takes the card for one user alone. Ending the session resets the card, so that no verified PIN stays behind.</summary>
    /// <exception cref="FlowException">CardRemoved.</exception>
    /// <exception cref="InvalidOperationException">A session is open already.</exception>
    public CardSession OpenSession()
    {
        lock (_turn)
        {
            ThrowIfRemoved();
            if (_session is not null)
                throw new InvalidOperationException("The card is in use by another session.");
            return _session = new CardSession(this);
        }
    }

    internal int Transmit(CardSession session, ReadOnlySpan<byte> command, Span<byte> response)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_session != session, session);
            ThrowIfRemoved();
            var length = _card.Transmit(command, response);
            // Pulled while it was answering: the answer did not arrive.
            ThrowIfRemoved();
            return length;
        }
    }

    internal void End(CardSession session)
    {
        lock (_turn)
        {
            if (_session != session)
                return;
            _session = null;
            if (!_removed.IsCancellationRequested)
                _card.Reset();
        }
    }

    internal void Remove()
    {
        _ = _removed.CancelAsideAsync(); // is so at once; whoever waits for it goes on in a thread of its own and not in the reader's
        lock (_turn)
            _card.Reset();
    }

    void ThrowIfRemoved()
    {
        if (_removed.IsCancellationRequested)
            throw new FlowException(FlowErrorCode.CardRemoved);
    }
}
