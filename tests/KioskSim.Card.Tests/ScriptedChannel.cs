namespace KioskSim.Card.Tests;

/// <summary>A card that says what the test tells it to, in order, and then goes on with 9000.</summary>
sealed class ScriptedChannel(params string[] answers) : ICardChannel
{
    int _next;

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
    {
        var answer = Convert.FromHexString(_next < answers.Length ? answers[_next++] : "9000");
        answer.CopyTo(response);
        return answer.Length;
    }
}
