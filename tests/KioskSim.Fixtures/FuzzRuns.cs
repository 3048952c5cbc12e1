using System.Globalization;

namespace KioskSim.Fixtures;

/// <summary>How many damaged inputs a property is tried on.</summary>
public static class FuzzRuns
{
    const int InEveryRun = 2_000;

    /// <summary>What the environment variable KIOSKSIM_FUZZ says, for a long run; 2,000 otherwise.</summary>
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("KIOSKSIM_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : InEveryRun;
}
