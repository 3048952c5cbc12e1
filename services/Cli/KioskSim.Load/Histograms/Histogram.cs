using System.Numerics;

namespace KioskSim.Load.Histograms;

/// <summary>
/// How often each latency occurred, in microseconds, to three significant digits however large it is: a high dynamic range histogram, laid out as
/// HdrHistogram lays its own out, so that its files can be read by everybody's tools. Several threads may record at once.
/// </summary>
public sealed class Histogram
{
    /// <summary>What is slower than an hour is recorded as an hour.</summary>
    public const long Highest = 3_600_000_000;

    /// <summary>Values in one bucket differ by less than one in a thousand.</summary>
    public const int SignificantDigits = 3;

    // The first bucket holds 2,048 values one by one; each that follows has 1,024 of twice the width of those before.
    const int HalfMagnitude = 10;
    const int Half = 1 << HalfMagnitude;
    const int Mask = 2 * Half - 1;
    const int LeadingZeros = 64 - HalfMagnitude - 1;

    // 99.9 percent of 30,000 are 29,970, and not a hair more.
    const double Rounding = 1e-6;

    readonly long[] _counts = new long[IndexOf(Highest) + 1];
    long _total;
    long _max;

    /// <summary>Buckets and values of each, as files name them.</summary>
    internal static (int Buckets, int SubBuckets) Layout => (BucketOf(Highest) + 1, 2 * Half);

    /// <summary>How many were recorded.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>The largest, exactly, unless it came from a file; 0: none was recorded.</summary>
    public long Max => Interlocked.Read(ref _max);

    public double Mean => Total == 0 ? 0 : Recorded().Sum(r => (double)Middle(r.Value) * r.Count) / Total;

    public double StandardDeviation
    {
        get
        {
            var mean = Mean;
            return Total == 0 ? 0 : Math.Sqrt(Recorded().Sum(r => (Middle(r.Value) - mean) * (Middle(r.Value) - mean) * r.Count) / Total);
        }
    }

    internal ReadOnlySpan<long> Counts => _counts;

    public void Record(TimeSpan latency) => Record(latency.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <param name="microseconds">Less than nothing counts as nothing: clocks of two processors may differ by that much.</param>
    public void Record(long microseconds) => Add(Math.Clamp(microseconds, 0, Highest), 1);

    /// <summary>Takes in all that another one has; nothing is lost, for both have the same buckets.</summary>
    public void Add(Histogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Interlocked.Read(ref other._counts[i]) is > 0 and var count)
                Interlocked.Add(ref _counts[i], count);
        }

        Interlocked.Add(ref _total, other.Total);
        RaiseMax(other.Max);
    }

    /// <summary>The value that so many percent of all do not exceed, to the histogram's precision; 0 where none was recorded.</summary>
    /// <param name="percent">0 to 100.</param>
    public long AtPercentile(double percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var wanted = Math.Max(1, (long)Math.Ceiling(percent / 100 * Total - Rounding));
        var seen = 0L;
        foreach (var (value, count) in Recorded())
        {
            seen += count;
            if (seen >= wanted)
                return percent == 0 ? value : HighestWith(value);
        }

        return 0;
    }

    /// <summary>Every value that occurred, the lowest that its bucket holds, with how often.</summary>
    public IEnumerable<(long Value, long Count)> Recorded()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Interlocked.Read(ref _counts[i]) is > 0 and var count)
                yield return (ValueAt(i), count);
        }
    }

    /// <summary>The highest value that is counted together with this one.</summary>
    internal static long HighestWith(long value) => value / WidthAt(value) * WidthAt(value) + WidthAt(value) - 1;

    internal void AddAt(int index, long count) => Add(ValueAt(index), count);

    static long Middle(long value) => value + (WidthAt(value) >> 1);

    static long WidthAt(long value) => 1L << BucketOf(value);

    static int BucketOf(long value) => LeadingZeros - BitOperations.LeadingZeroCount((ulong)value | Mask);

    static int IndexOf(long value) => ((BucketOf(value) + 1) << HalfMagnitude) + (int)(value >> BucketOf(value)) - Half;

    static long ValueAt(int index)
    {
        var bucket = (index >> HalfMagnitude) - 1;
        return bucket < 0 ? index : (long)((index & (Half - 1)) + Half) << bucket;
    }

    void Add(long value, long count)
    {
        Interlocked.Add(ref _counts[IndexOf(value)], count);
        Interlocked.Add(ref _total, count);
        RaiseMax(value);
    }

    void RaiseMax(long value)
    {
        for (var known = Max; value > known; known = Max)
        {
            if (Interlocked.CompareExchange(ref _max, value, known) == known)
                return;
        }
    }
}
