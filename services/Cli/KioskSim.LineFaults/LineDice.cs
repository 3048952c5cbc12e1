using System.Buffers.Binary;
using KioskSim.Domain.Randomness;

namespace KioskSim.LineFaults;

/// <summary>What the dice say of one thing that could be struck.</summary>
/// <param name="Share">From 0 to below 1: how much of what can vary, or where.</param>
public readonly record struct LineThrow(bool Strikes, double Share);

/// <summary>When a fault strikes, and how much: each question has a number, and the answer follows from it, the seed and the label alone.</summary>
/// <param name="label">Of the fault and its place: each throws its own.</param>
/// <param name="rate">0: never, 1: always.</param>
public sealed class LineDice(ulong seed, string label, double rate)
{
    int _thrown = -1;
    int _struck;

    /// <summary>How often it was yes.</summary>
    public int Struck => Volatile.Read(ref _struck);

    /// <summary>The next one, counted.</summary>
    public LineThrow Throw()
    {
        var thrown = At(Interlocked.Increment(ref _thrown));
        if (thrown.Strikes)
            Interlocked.Increment(ref _struck);
        return thrown;
    }

    /// <summary>What the throw of a number is, for whoever counts by himself; changes nothing.</summary>
    /// <param name="number">From 0.</param>
    public LineThrow At(int number)
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        NumberedEntropy.Draw(seed, label, number, bytes);
        return new LineThrow(Share(bytes) < rate, Share(bytes[sizeof(ulong)..]));
    }

    // The 53 bits that a double can hold: 1 itself never comes.
    static double Share(ReadOnlySpan<byte> bytes) => (BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) * (1.0 / (1UL << 53));
}
