namespace KioskSim.Card.Applet;

/// <summary>A private key, and the PIN that guards it, while the card has power.</summary>
/// <param name="store">See <see cref="PoweredPin"/>.</param>
sealed class GuardedKey(CardKey key, CardPin pin, Action store)
{
    public CardKey Key => key;

    public PoweredPin Pin { get; } = new(pin, store);
}
