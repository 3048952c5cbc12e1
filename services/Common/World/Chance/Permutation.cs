namespace KioskSim.World.Chance;

/// <summary>
/// Numbers that look drawn at random and never repeat, without remembering any: a four-round Feistel network over a counter,
/// walked until it falls below the size.
/// </summary>
sealed class Permutation
{
    readonly ulong _size;
    readonly int _half;
    readonly ulong _mask;
    readonly ulong[] _keys;

    /// <param name="size">How many numbers there are: 2 to 2^62.</param>
    public Permutation(ulong size, Dice dice)
    {
        _size = size;
        _half = (64 - System.Numerics.BitOperations.LeadingZeroCount(size - 1) + 1) / 2;
        _mask = (1UL << _half) - 1;
        _keys = [dice.Next(), dice.Next(), dice.Next(), dice.Next()];
    }

    /// <summary>The number at a place of the shuffled order; each below the size comes up at exactly one place.</summary>
    public ulong At(ulong index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _size);
        var number = index;
        do
            number = Shuffle(number);
        while (number >= _size);
        return number;
    }

    ulong Shuffle(ulong number)
    {
        var (left, right) = (number >> _half, number & _mask);
        foreach (var key in _keys)
            (left, right) = (right, left ^ (Dice.Mix(right ^ key) & _mask));
        return (left << _half) | right;
    }
}
