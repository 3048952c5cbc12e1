using System.Globalization;
using KioskSim.Domain.Errors;

namespace KioskSim.LineFaults;

/// <summary>What is measured of a fault.</summary>
public enum Measure
{
    /// <summary>It happens or it does not.</summary>
    Nothing,

    /// <summary><c>200ms</c>, <c>2s</c>, <c>5m</c>, <c>1h</c>; a clock may also be late: <c>-5m</c>.</summary>
    Time,

    /// <summary><c>9600B/s</c>, <c>64kB/s</c>, <c>1MB/s</c>.</summary>
    Throughput,
}

/// <summary>How much of a fault there is: always the same, or anything between two.</summary>
/// <param name="Least">Seconds, or bytes a second.</param>
/// <param name="Most">The same; not below <paramref name="Least"/>.</param>
public readonly record struct FaultAmount(Measure Measure, double Least, double Most)
{
    const string Between = "..";

    static readonly (string Name, double Size)[] Times = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];
    static readonly (string Name, double Size)[] Throughputs = [("MB/s", 1e6), ("kB/s", 1e3), ("B/s", 1)];

    public static FaultAmount None => default;

    public static FaultAmount Of(TimeSpan time) => new(Measure.Time, time.TotalSeconds, time.TotalSeconds);

    public static FaultAmount OfBytesPerSecond(double bytes) => new(Measure.Throughput, bytes, bytes);

    /// <param name="share">0 to 1: as the dice have it.</param>
    public double At(double share) => Least + ((Most - Least) * share);

    /// <param name="share">0 to 1: as the dice have it.</param>
    public TimeSpan TimeAt(double share) => TimeSpan.FromSeconds(At(share));

    /// <param name="text"><c>200ms</c>, or <c>50ms..2s</c>.</param>
    /// <param name="like">Says what is measured, and whether less than nothing can be.</param>
    /// <exception cref="ConfigurationException">It is no such amount.</exception>
    public static FaultAmount Parse(string text, FaultAmount like, bool canBeNegative)
    {
        var units = like.Measure == Measure.Time ? Times : Throughputs;
        var ends = text.Split(Between).Select(t => ParseOne(t, units)).ToList();
        if (ends is not ([not null] or [not null, not null]) || ends[0] > ends[^1] || (ends[0] <= 0 && !canBeNegative))
            throw new ConfigurationException(
                $"'{text}' is no {(like.Measure == Measure.Time ? "time; write 200ms, 2s, 5m or 50ms..2s" : "throughput; write 9600B/s, 64kB/s, 1MB/s or 8kB/s..64kB/s")}.");
        return new FaultAmount(like.Measure, ends[0]!.Value, ends[^1]!.Value);
    }

    /// <summary>As <see cref="Parse"/> takes it; empty: nothing is measured.</summary>
    public override string ToString() =>
        Measure == Measure.Nothing ? "" : Least == Most ? Written(Least) : $"{Written(Least)}{Between}{Written(Most)}";

    static double? ParseOne(string text, (string Name, double Size)[] units)
    {
        foreach (var (name, size) in units)
        {
            if (text.EndsWith(name, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(..^name.Length), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
                && double.IsFinite(count))
                return count * size;
        }

        return null;
    }

    string Written(double value)
    {
        var (name, size) = Measure == Measure.Throughput ? Largest(value) : value != Math.Round(value) ? Times[0] : Times[1];
        return string.Create(CultureInfo.InvariantCulture, $"{value / size:0.###}{name}");

        static (string, double) Largest(double bytes) => bytes % 1e6 == 0 ? Throughputs[0] : bytes % 1e3 == 0 ? Throughputs[1] : Throughputs[2];
    }
}
