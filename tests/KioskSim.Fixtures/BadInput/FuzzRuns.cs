using System.Globalization;
using FsCheck;

namespace KioskSim.Fixtures.BadInput;

/// <summary>How many malformed inputs a fuzz test tries: as many as a build has time for, or as the environment asks for.</summary>
public static class FuzzRuns
{
    const int Usual = 2_000;

    /// <summary><c>KIOSKSIM_FUZZ</c>, or 2,000.</summary>
    public static int Count { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("KIOSKSIM_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
        ? asked
        : Usual;

    /// <summary>As many cases, the same every time.</summary>
    public static Config Seeded { get; } = Each(1);

    /// <summary>The same for cases of several inputs each.</summary>
    public static Config Each(int inputs) => Config.QuickThrowOnFailure.WithMaxTest(Count / inputs).WithReplay(20261121, 7);
}
