namespace KioskSim.Card.Tests;

/// <summary>Answers anything, often with 9000 behind it.</summary>
sealed class HostileCard(Random random) : ICardChannel
{
    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
    {
        var length = random.Next(2) == 0 ? 2 : random.Next(2, response.Length + 1);
        random.NextBytes(response[..length]);
        if (random.Next(4) > 0)
            (response[length - 2], response[length - 1]) = (0x90, 0x00);
        return length;
    }
}
