using System.Globalization;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;

namespace KioskSim.Sweep;

/// <summary>Which of some bytes another process has in its memory or its registers.</summary>
public static class ProcessMemory
{
    /// <param name="patterns">Each of at least 8 bytes; a whole one has to be there.</param>
    /// <returns>Those that are there.</returns>
    /// <exception cref="SweepException">The process is gone or may not be looked into, or a page of it cannot be read.</exception>
    public static async Task<IReadOnlyList<byte[]>> FindAsync(int process, IReadOnlyList<byte[]> patterns)
    {
        var canaries = patterns.Select((p, i) => new Canary($"{i}", p, p.Length));
        var areas = await Sweeper.SweepAsync(new SweepRequest([.. canaries], [new($"{process}", process)], []));
        if (areas.Any(a => a is { Kind: AreaKind.Memory, Unreadable: > 0 }))
            throw new SweepException($"Pages of process {process} cannot be read.");
        var found = areas.SelectMany(a => a.Hits).Select(h => patterns[int.Parse(h.Canary, CultureInfo.InvariantCulture)]).Distinct().ToList();
        return [.. patterns.Where(p => found.Any(f => f.AsSpan().SequenceEqual(p)))]; // of two that are alike a hit names one
    }
}
