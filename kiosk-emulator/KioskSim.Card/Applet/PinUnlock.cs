using System.Security.Cryptography;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Randomness;

namespace KioskSim.Card.Applet;

/// <summary>The chip's part of unlocking a PIN: a challenge, and whether the answer to it is JPKI's. A challenge is answered once, right or wrong.</summary>
/// <param name="key">See <see cref="CardState.UnlockKey"/>; empty: this card cannot be unlocked.</param>
sealed class PinUnlock(ReadOnlyMemory<byte> key, Entropy entropy)
{
    byte[]? _challenge;

    public bool IsPossible => !key.IsEmpty;

    /// <summary><see cref="UnlockCode.ChallengeSize"/> new bytes; the ones before are worth nothing any more.</summary>
    public ReadOnlySpan<byte> Challenge() => _challenge = entropy.Bytes(UnlockCode.ChallengeSize);

    public void Forget() => _challenge = null;

    /// <param name="pin">The file of the PIN that is to be set.</param>
    public bool Accepts(ushort pin, ReadOnlySpan<byte> code)
    {
        if (_challenge is not { } challenge)
            return false;
        Forget();
        return CryptographicOperations.FixedTimeEquals(code, UnlockCode.Compute(key.Span, pin, challenge));
    }
}
