namespace KioskSim.Load.Arrivals;

/// <summary>A stretch of time in which the rate changes evenly.</summary>
/// <param name="From">Arrivals a second at its beginning; 0 or more.</param>
/// <param name="To">And at its end.</param>
public readonly record struct Stretch(TimeSpan Length, double From, double To)
{
    /// <summary>How many come in it.</summary>
    public double Arrivals => Length.TotalSeconds * (From + To) / 2;
}

/// <summary>
/// How many are expected from the beginning until any moment, and when any number of them is reached. An arrival is a place on that curve, so
/// that one and the same list of places makes a quiet day, a spike or a climb.
/// </summary>
public sealed class LoadCurve
{
    readonly Stretch[] _stretches;

    /// <exception cref="ArgumentException">There is no stretch, one of no length, one with a rate below 0, or nobody comes at all.</exception>
    public LoadCurve(params IEnumerable<Stretch> stretches)
    {
        _stretches = [.. stretches];
        if (_stretches.Length == 0 || _stretches.Any(s => s.Length <= TimeSpan.Zero || !(s.From >= 0) || !(s.To >= 0)))
            throw new ArgumentException("A curve has stretches, each with a length and with rates of 0 or more.", nameof(stretches));
        Length = _stretches.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Length);
        Arrivals = _stretches.Sum(s => s.Arrivals);
        if (Arrivals <= 0)
            throw new ArgumentException("Somebody has to come.", nameof(stretches));
    }

    public TimeSpan Length { get; }

    /// <summary>How many come in all, on average.</summary>
    public double Arrivals { get; }

    /// <summary>The same rate all the time.</summary>
    public static LoadCurve Level(Rate rate, TimeSpan length) => new(new Stretch(length, rate.PerSecond, rate.PerSecond));

    /// <summary>The same shape with all rates multiplied.</summary>
    public LoadCurve Times(double factor) => new(_stretches.Select(s => s with { From = s.From * factor, To = s.To * factor }));

    /// <summary>The same people in less time.</summary>
    public LoadCurve Faster(double speedup) =>
        new(_stretches.Select(s => new Stretch(s.Length / speedup, s.From * speedup, s.To * speedup)));

    /// <summary>When so many have come.</summary>
    /// <param name="arrivals">At least 0 and less than <see cref="Arrivals"/>.</param>
    public TimeSpan When(double arrivals)
    {
        var begun = TimeSpan.Zero;
        foreach (var stretch in _stretches)
        {
            if (arrivals < stretch.Arrivals)
                return begun + Within(stretch, arrivals);
            arrivals -= stretch.Arrivals;
            begun += stretch.Length;
        }

        return Length;
    }

    // From·t + (To − From)·t²/2L = arrivals, solved so that nothing cancels out when the rate hardly changes.
    static TimeSpan Within(Stretch stretch, double arrivals)
    {
        var bend = (stretch.To - stretch.From) / stretch.Length.TotalSeconds;
        var root = Math.Sqrt(Math.Max(0, stretch.From * stretch.From + 2 * bend * arrivals));
        return arrivals <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(2 * arrivals / (stretch.From + root), stretch.Length.TotalSeconds));
    }
}
