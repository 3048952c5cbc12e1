using System.Globalization;

namespace KioskSim.Load.Arrivals;

/// <summary>How many citizens come in a time, as people write it: <c>1.5/s</c>, <c>90/m</c>, <c>5400/h</c>, <c>88600/d</c>.</summary>
public readonly record struct Rate
{
    /// <summary>A day of the service, from 6:30 to 23:00: nobody comes at night.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromHours(16.5);

    // More than the nation in a second: a slip of the finger.
    const double MostPerSecond = 1_000_000;

    public Rate(double perSecond)
    {
        if (!(perSecond > 0 && perSecond <= MostPerSecond))
            throw new ArgumentOutOfRangeException(nameof(perSecond), perSecond, $"More than 0 and at most {MostPerSecond}.");
        PerSecond = perSecond;
    }

    public double PerSecond { get; }

    public static bool TryParse(string? text, out Rate rate)
    {
        rate = default;
        if (text?.Split('/') is not [var number, var unit] || Seconds(unit) is not { } seconds
            || !double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || !(count > 0 && count / seconds <= MostPerSecond))
            return false;
        rate = new Rate(count / seconds);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond:0.###}/s");

    static double? Seconds(string unit) => unit switch
    {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => Day.TotalSeconds,
        _ => null,
    };
}
