namespace KioskSim.Card.Slots;

/// <summary>A place to lay a card: the same to the kiosk whether the card is in this process, in another, or in a PC/SC reader.</summary>
public interface ICardSlot
{
    /// <summary>The card that lies here now, if any.</summary>
    InsertedCard? Current { get; }

    /// <summary>Completes with the card that lies here, at once if there is one.</summary>
    /// <exception cref="OperationCanceledException">Nobody came before <paramref name="cancel"/>.</exception>
    Task<InsertedCard> WaitForCardAsync(CancellationToken cancel = default);
}
