namespace KioskSim.Card;

/// <summary>
/// Command in, answer out: all that the kiosk's card code sees of a card. Spans, because a command may carry a PIN that must exist
/// only in memory the caller wipes.
/// </summary>
public interface ICardChannel
{
    /// <summary>Room for any answer to a short command: 256 bytes of data and the status word.</summary>
    const int ShortResponse = 258;

    /// <param name="command">A command APDU, short or extended (ISO/IEC 7816-4).</param>
    /// <param name="response">Receives data and status word. A card gives no more data than fits. Must not overlap the command.</param>
    /// <returns>Bytes written to <paramref name="response"/>: at least 2.</returns>
    /// <exception cref="Domain.Errors.FlowException">CardRemoved or CardUnreadable, from channels whose card can go away.</exception>
    int Transmit(ReadOnlySpan<byte> command, Span<byte> response);
}

/// <summary>A card as a reader sees it: it answers to reset and then to commands.</summary>
public interface ICard : ICardChannel
{
    /// <summary>The answer to reset. For display only: a contactless reader shows another, so nothing may be decided by it.</summary>
    ReadOnlySpan<byte> AnswerToReset { get; }

    /// <summary>Reset, power-off and removal are one to the card: selection and verified PINs are forgotten, tries left are not.</summary>
    void Reset();
}
