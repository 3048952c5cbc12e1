using System.Globalization;
using System.Reflection;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;

namespace KioskSim.Hosting.Proofs;

/// <summary>
/// What a service does otherwise in a run of <c>kiosksim prove</c>, and only there: each is off unless its environment variable asks for
/// it (docs/divergences.md).
/// </summary>
public static class ProofRun
{
    /// <summary>A number: keys are drawn from it, so that whoever set it can search for them.</summary>
    public const string SeedVariable = "KIOSKSIM_PROOF_SEED";

    /// <summary><c>all</c>: logs from the finest level up, every trace and every measurement go to standard output.</summary>
    public const string TellVariable = "KIOSKSIM_PROOF_TELL";

    /// <summary>Memory that the C library gets back is overwritten at once, OpenSSL's included; what its caches of each thread would keep, it is not.</summary>
    public static readonly KeyValuePair<string, string> OverwriteFreedMemory = new("GLIBC_TUNABLES", "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0");

    internal static bool TellsAll => Environment.GetEnvironmentVariable(TellVariable) == "all";

    /// <exception cref="ConfigurationException">The variable holds no number.</exception>
    internal static Entropy? EntropyFromEnvironment() => Environment.GetEnvironmentVariable(SeedVariable) switch
    {
        null or "" => null,
        var text when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => new NumberedEntropy(seed, Assembly.GetEntryAssembly()!.GetName().Name!),
        _ => throw new ConfigurationException($"{SeedVariable} is a number of a run that proves something; leave it away in any other."),
    };
}
