namespace KioskSim.Load.Reports.Pages;

/// <summary>A vertical axis.</summary>
/// <param name="Marks">Upwards; the first and the last are its ends.</param>
/// <param name="Share">How far up a value is, from 0 to 1.</param>
sealed record Scale(IReadOnlyList<double> Marks, Func<double, double> Share)
{
    const int Steps = 4;

    /// <summary>From 0 to a round number that is not less.</summary>
    public static Scale Even(double most)
    {
        var step = RoundStep(Math.Max(most, 1e-3) / Steps);
        var top = step * Math.Max(1, Math.Ceiling(most / step * 0.999));
        return new Scale(Round(top, Steps), y => y / top);
    }

    /// <summary>From a power of ten to another, with all values between them.</summary>
    public static Scale Logarithmic(double least, double most)
    {
        var bottom = (int)Math.Floor(Math.Log10(Math.Max(0.01, least)));
        var top = Math.Max(bottom + 1, (int)Math.Ceiling(Math.Log10(Math.Max(0.01, most))));
        return new Scale(
            [.. Enumerable.Range(bottom, top - bottom + 1).Select(n => Math.Pow(10, n))],
            y => Math.Clamp((Math.Log10(Math.Max(1e-9, y)) - bottom) / (top - bottom), 0, 1));
    }

    /// <summary>Round numbers from 0 to the last one that is not more, about so many.</summary>
    public static IReadOnlyList<double> Round(double to, int steps)
    {
        var step = RoundStep(Math.Max(to, 1e-3) / steps);
        return [.. Enumerable.Range(0, (int)Math.Floor(to / step * 1.0001) + 1).Select(n => n * step)];
    }

    // 1, 2 or 5 and noughts.
    static double RoundStep(double least)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return magnitude * ((double[])[1, 2, 5, 10]).First(n => n * magnitude >= least * 0.999);
    }
}
