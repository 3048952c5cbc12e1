namespace KioskSim.Paper.Scramble.Coding;

/// <summary>
/// Numbers that look random and are part of the format: marks, the code and what whitens the message are drawn from it. SplitMix64
/// (Steele, Lea, Flood 2014), written out here because a library's generator may change and a printed sheet may not.
/// </summary>
internal struct FixedSequence(ulong start)
{
    ulong _state = start;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
