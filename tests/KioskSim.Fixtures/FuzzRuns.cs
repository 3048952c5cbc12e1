using System.Globalization;

namespace KioskSim.Fixtures;

/// <summary>How many inputs a test with random bytes tries: 2,000, or what KIOSKSIM_FUZZ says for a long run.</summary>
public static class FuzzRuns
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("KIOSKSIM_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : 2_000;
}
