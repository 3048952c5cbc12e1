using System.Buffers.Binary;
using KioskSim.Domain.Randomness;

namespace KioskSim.Load.Arrivals;

/// <summary>How arrivals are spread along a curve.</summary>
public enum Spread
{
    /// <summary>Each independent of the others: a Poisson process, as people come who do not know of each other.</summary>
    Poisson,

    /// <summary>As evenly as the curve allows.</summary>
    Even,
}

/// <summary>A machine's share of a run: every n-th arrival, from the i-th on.</summary>
/// <param name="Number">From 1 to <paramref name="Of"/>.</param>
public readonly record struct Shard(int Number, int Of)
{
    public static readonly Shard Whole = new(1, 1);

    public static bool TryParse(string? text, out Shard shard)
    {
        shard = Whole;
        if (text?.Split('/') is not [var number, var of] || !int.TryParse(number, out var i) || !int.TryParse(of, out var n) || i < 1 || i > n)
            return false;
        shard = new Shard(i, n);
        return true;
    }

    public bool Takes(long arrival) => arrival % Of == Number - 1;

    public override string ToString() => $"{Number}/{Of}";
}

/// <summary>Somebody comes.</summary>
/// <param name="Number">Of all of the run, from 0, whichever machine sees them: who they are follows from it.</param>
/// <param name="At">Since the run's beginning: latency counts from here, whether a kiosk is free or not.</param>
public readonly record struct Arrival(long Number, TimeSpan At);

/// <summary>Who comes when: the same seed, the same list, on however many machines it is worked off.</summary>
public sealed class ArrivalPlan(LoadCurve curve, Spread spread, ulong seed)
{
    const string Label = "arrivals";

    /// <summary>In order of time; those of the other machines are left out.</summary>
    public IEnumerable<Arrival> Of(Shard shard)
    {
        var entropy = new SeededEntropy(seed, Label);
        var place = spread == Spread.Even ? 0 : Gap(entropy);
        for (var number = 0L; place < curve.Arrivals; number++)
        {
            if (shard.Takes(number))
                yield return new Arrival(number, curve.When(place));
            place += spread == Spread.Even ? 1 : Gap(entropy);
        }
    }

    // Between two of a Poisson process of rate 1; 53 random bits, never 0.
    static double Gap(SeededEntropy entropy)
    {
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(entropy.Bytes(sizeof(ulong))) >> 11;
        return -Math.Log((bits + 1) * Math.ScaleB(1, -53));
    }
}
