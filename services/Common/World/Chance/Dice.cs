namespace KioskSim.World.Chance;

/// <summary>
/// A small, fast, repeatable generator (SplitMix64). Integer arithmetic only, so that a seed means the same world on every machine.
/// Nothing of it is secret: an invented citizen's PIN is as guessable as the seed.
/// </summary>
sealed class Dice(ulong seed)
{
    ulong _state = seed;

    /// <summary>A stream of its own for a labelled use, so that one more throw in one place does not shift every other.</summary>
    public static Dice For(ulong seed, ulong label) => new(Mix(seed ^ Mix(label + 0x9E3779B97F4A7C15)));

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>0 up to, not including, <paramref name="sides"/>.</summary>
    public int Below(int sides) => (int)(((Next() >> 32) * (ulong)sides) >> 32);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>True <paramref name="perMille"/> times in a thousand.</summary>
    public bool Chance(int perMille) => Below(1000) < perMille;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Both ends included.</summary>
    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Below(last.DayNumber - first.DayNumber + 1));

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
