using KioskSim.Sweep.Patterns;

namespace KioskSim.Sweep.Reports;

/// <param name="Name">For who reads the report.</param>
public sealed record SweptProcess(string Name, int Id)
{
    /// <summary>Files that it holds open and that were not changed since then are not read: its program's own, most of all.</summary>
    public DateTimeOffset ChangedSince { get; init; } = DateTimeOffset.MinValue;
}

/// <summary>Files to search.</summary>
/// <param name="Name">For who reads the report.</param>
/// <param name="Paths">Files, and folders with all that is in them.</param>
public sealed record SweptFiles(string Name, IReadOnlyList<string> Paths)
{
    public AreaKind Kind { get; init; } = AreaKind.Files;

    /// <summary>Files not changed since then are not read: nobody can have left anything in them.</summary>
    public DateTimeOffset ChangedSince { get; init; } = DateTimeOffset.MinValue;

    /// <summary>Where these are meant to be: paths that are passed over, and everything under them.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];
}

/// <summary>What the sweep program is told, as JSON on its standard input: canaries stand in no argument and no file.</summary>
public sealed record SweepRequest(IReadOnlyList<Canary> Canaries, IReadOnlyList<SweptProcess> Processes, IReadOnlyList<SweptFiles> Files);

/// <summary>What it answers on its standard output.</summary>
/// <param name="Error">Why something could not be searched; null: all was.</param>
public sealed record SweepReport(IReadOnlyList<Area> Areas, string? Error = null);
