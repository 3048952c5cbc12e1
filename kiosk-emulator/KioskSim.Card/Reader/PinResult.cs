using KioskSim.Domain.Errors;

namespace KioskSim.Card.Reader;

/// <summary>What the chip said to a PIN.</summary>
/// <param name="Accepted">The PIN was right and the key may be used until the session ends.</param>
/// <param name="TriesLeft">After a wrong PIN: how many tries are left; 0 says locked.</param>
public readonly record struct PinResult(bool Accepted, int TriesLeft)
{
    public bool IsLocked => !Accepted && TriesLeft == 0;

    /// <exception cref="FlowException">WrongPin with the tries left, or CardLocked.</exception>
    public void ThrowIfRefused()
    {
        if (Accepted)
            return;
        throw IsLocked ? new FlowException(FlowErrorCode.CardLocked) : new FlowException(FlowErrorCode.WrongPin, triesLeft: TriesLeft);
    }
}
