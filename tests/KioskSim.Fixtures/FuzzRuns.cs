using System.Globalization;

namespace KioskSim.Fixtures;

/// <summary>How many malformed inputs a fuzz test tries: as many as a build has time for, or as the environment asks for.</summary>
public static class FuzzRuns
{
    const int Usual = 2_000;

    /// <summary><c>KIOSKSIM_FUZZ</c>, or 2,000.</summary>
    public static int Count { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("KIOSKSIM_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
        ? asked
        : Usual;
}
