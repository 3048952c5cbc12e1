using KioskSim.Sweep.Reports;

namespace KioskSim.Proof.NothingStays;

/// <summary>When something was searched.</summary>
public enum Moment
{
    /// <summary>Nobody has come yet.</summary>
    Before,

    /// <summary>In the middle of a session: what is searched for must be found, and where it belongs.</summary>
    Open,

    /// <summary>The session is over.</summary>
    After,

    /// <summary>The process died in the middle of a session.</summary>
    Dead,
}

/// <summary>One place that was searched once, and what was expected of it.</summary>
public sealed record Finding(Moment When, string Visit, Area Area)
{
    /// <summary>Only for <see cref="Moment.Open"/>: what must be there, by the beginnings of canaries' names.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>What was found where it must not be.</summary>
    public IEnumerable<Hit> Wrong => When == Moment.Open ? [] : Area.Hits;

    /// <summary>What was not found although it was there.</summary>
    public IEnumerable<string> Missed => Expected.Where(e => !Area.Hits.Any(h => h.IsInVault && h.Canary.StartsWith(e, StringComparison.Ordinal)));

    public bool Holds => Area.Unreadable == 0 && !Wrong.Any() && !Missed.Any();
}

/// <summary>Everything that was searched.</summary>
/// <param name="Issued">Certificates that were handed out meanwhile.</param>
/// <param name="Remarks">What could not be tried here, and why.</param>
public sealed record ProofResult(IReadOnlyList<Finding> Findings, int Issued, IReadOnlyList<long> KioskBytes, IReadOnlyList<string> Remarks)
{
    public bool Holds => Findings.All(f => f.Holds) && Findings.Any(f => f.Expected.Count > 0) && Findings.Any(f => f.When == Moment.After);
}
