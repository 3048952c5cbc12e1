using System.Globalization;
using KioskSim.Proof.NothingStays;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KioskSim.Residue.Tests;

/// <summary>
/// How much is tried: by default what takes a minute and a half on a quiet machine; everything where <c>KIOSKSIM_RESIDUE=all</c>; a long run where
/// <c>KIOSKSIM_RESIDUE_ISSUES</c> says how many certificates.
/// </summary>
static class Depth
{
    public static bool All { get; } = Environment.GetEnvironmentVariable("KIOSKSIM_RESIDUE") == "all";

    public static int Issues { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("KIOSKSIM_RESIDUE_ISSUES"), NumberStyles.None, CultureInfo.InvariantCulture, out var issues) ? issues : 0;

#pragma warning disable RS0030 // Real processes take real time.
    public static ProofOptions Options { get; } = new() { WallClock = TimeProvider.System };
#pragma warning restore RS0030

    public static void SkipUnlessPossible() =>
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The memory of another process can be searched on Linux only.");

    /// <summary>What was found where it must not be, or not where it must, for people.</summary>
    public static string Told(IEnumerable<Finding> findings) => string.Join('\n', findings.Where(f => !f.Holds).Select(f =>
        $"{f.When} {f.Visit}: {f.Area.Of} {f.Area.Kind}: unreadable {f.Area.Unreadable}, missed [{string.Join(", ", f.Missed)}], "
        + string.Join("; ", f.Wrong.Take(5).Select(h => $"{h.Canary} {h.Offset}+{h.Length} {h.Where}"))).Take(20));
}
