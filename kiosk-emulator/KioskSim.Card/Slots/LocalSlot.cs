using KioskSim.Domain.Time;

namespace KioskSim.Card.Slots;

/// <summary>A slot that somebody in this process lays cards into.</summary>
public sealed class LocalSlot : ICardSlot
{
    readonly Lock _lock = new();
    TaskCompletionSource<InsertedCard> _arrival = NextArrival();

    public InsertedCard? Current
    {
        get
        {
            lock (_lock)
                return _arrival.Task is { IsCompleted: true, Result: var card } ? card : null;
        }
    }

    public Task<InsertedCard> WaitForCardAsync(CancellationToken cancel = default)
    {
        lock (_lock)
            return _arrival.Task.OrStopAsync(cancel);
    }

    /// <exception cref="InvalidOperationException">A card lies here already.</exception>
    public InsertedCard Insert(ICard card)
    {
        var inserted = new InsertedCard(card);
        lock (_lock)
        {
            if (!_arrival.TrySetResult(inserted))
                throw new InvalidOperationException("There is a card in the slot already.");
        }

        return inserted;
    }

    /// <summary>Takes the card away, in the middle of a command if need be. Does nothing when there is none.</summary>
    public void Remove()
    {
        InsertedCard? card;
        lock (_lock)
        {
            card = Current;
            if (card is not null)
                _arrival = NextArrival();
        }

        card?.Remove();
    }

    static TaskCompletionSource<InsertedCard> NextArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
