using System.Globalization;

namespace KioskSim.Paper.Tests.Scramble;

/// <summary>How many sheets each set of conditions is tried on: as many as a build has time for, or as the environment asks for.</summary>
static class ScrambleRuns
{
    /// <summary><c>KIOSKSIM_SCRAMBLE_RUNS</c>, or 3.</summary>
    public static int Count { get; } = int.TryParse(
        Environment.GetEnvironmentVariable("KIOSKSIM_SCRAMBLE_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
        ? asked
        : 3;

    /// <summary>19 of 20.</summary>
    public static int AtLeast(int runs) => (int)Math.Ceiling(0.95 * runs);

    public static byte[] Payload(int bytes, int seed)
    {
        var payload = new byte[bytes];
        new Random(seed).NextBytes(payload);
        return payload;
    }
}
