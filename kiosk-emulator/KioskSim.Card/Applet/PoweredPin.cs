using KioskSim.Card.Apdu;

namespace KioskSim.Card.Applet;

/// <summary>A PIN while the card has power: what is kept of it, and whether it was given.</summary>
/// <param name="store">Called with each new state of the PIN in force, before the card answers: a try counts even if nothing after it happens.</param>
sealed class PoweredPin(CardPin kept, Action store)
{
    public CardPin Kept { get; private set; } = kept;

    public bool Verified { get; private set; }

    public void Forget() => Verified = false;

    /// <summary>VERIFY with data.</summary>
    public StatusWord Verify(ReadOnlySpan<byte> digits)
    {
        Verified = false;
        if (Kept.IsLocked)
            return StatusWord.PinLocked;
        // Bytes of a length that no such PIN has are not a try (a choice: what a real card answers is not public).
        if (!Kept.Rule.HasLength(digits))
            return StatusWord.WrongLength;

        // The try is spent before the comparison and given back after it: cutting the power in between wins nothing.
        Keep(Kept.AfterMiss());
        if (!Kept.Matches(digits))
            return StatusWord.TriesLeft(Kept.TriesLeft);
        Keep(Kept.WithAllTries());
        Verified = true;
        return StatusWord.Ok;
    }

    /// <summary>Another PIN of the same kind, with all tries; it has not been given yet.</summary>
    public void Replace(ReadOnlySpan<byte> digits)
    {
        Verified = false;
        Keep(Kept.Replaced(digits));
    }

    void Keep(CardPin pin)
    {
        Kept = pin;
        store();
    }
}
