using KioskSim.Card;

namespace KioskSim.Kiosk.Tests.Stand;

/// <summary>A card that a hand takes away while it answers its command of some number.</summary>
sealed class PulledCard(ICard card, int command, Action pull) : ICard
{
    int _commands;

    public ReadOnlySpan<byte> AnswerToReset => card.AnswerToReset;

    public int Transmit(ReadOnlySpan<byte> apdu, Span<byte> response)
    {
        var length = card.Transmit(apdu, response);
        if (++_commands == command)
            pull();
        return length;
    }

    public void Reset() => card.Reset();
}
