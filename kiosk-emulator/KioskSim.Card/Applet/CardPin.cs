using System.Security.Cryptography;

namespace KioskSim.Card.Applet;

/// <summary>
/// A PIN as the chip holds it, with the tries that are left. Immutable: a miss or a hit gives a new value, which is what the holder of
/// the card's state writes away.
/// </summary>
public sealed class CardPin
{
    readonly byte[] _digits;

    CardPin(PinRule rule, ReadOnlySpan<byte> digits, int triesLeft)
    {
        if (!rule.Allows(digits))
            throw new ArgumentException($"The PIN does not fit its rule: {rule.Description}.", nameof(digits));
        if (triesLeft < 0 || triesLeft > rule.Tries)
            throw new ArgumentOutOfRangeException(nameof(triesLeft), triesLeft, $"Tries left are 0 to {rule.Tries}.");
        Rule = rule;
        _digits = digits.ToArray();
        TriesLeft = triesLeft;
    }

    CardPin(CardPin same, int triesLeft) => (Rule, _digits, TriesLeft) = (same.Rule, same._digits, triesLeft);

    /// <summary>The PIN of the user-authentication key: 4 digits, 3 tries (000-31).</summary>
    /// <exception cref="ArgumentException">Not a PIN of this kind. The message does not repeat it.</exception>
    public static CardPin UserAuthentication(ReadOnlySpan<byte> digits, int? triesLeft = null) =>
        new(PinRule.UserAuthentication, digits, triesLeft ?? PinRule.UserAuthentication.Tries);

    /// <summary>The PIN of the signing key: 6 to 16 capital letters and digits, 5 tries.</summary>
    /// <exception cref="ArgumentException">Not a PIN of this kind. The message does not repeat it.</exception>
    public static CardPin Signing(ReadOnlySpan<byte> characters, int? triesLeft = null) =>
        new(PinRule.Signing, characters, triesLeft ?? PinRule.Signing.Tries);

    public int TriesLeft { get; }

    public bool IsLocked => TriesLeft == 0;

    internal PinRule Rule { get; }

    internal ReadOnlySpan<byte> Digits => _digits;

    internal bool Matches(ReadOnlySpan<byte> digits) => CryptographicOperations.FixedTimeEquals(digits, _digits);

    internal CardPin AfterMiss() => new(this, TriesLeft - 1);

    /// <summary>Another PIN of the same kind, with all tries.</summary>
    internal CardPin Replaced(ReadOnlySpan<byte> digits) => new(Rule, digits, Rule.Tries);

    internal CardPin WithAllTries() => new(this, Rule.Tries);

    public override string ToString() => $"PIN (not shown), {TriesLeft} tries left";
}
