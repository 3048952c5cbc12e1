using System.Text.Json.Serialization;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Sweep.Reports;

/// <summary>Where something can be left behind.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AreaKind>))]
public enum AreaKind
{
    Memory,
    Registers,
    Environment,
    OpenFiles,
    Files,
    Output,
    Dump,
}

/// <summary>A part of a canary that was found.</summary>
/// <param name="Canary">Its name; its bytes are in no report.</param>
/// <param name="Where">For people.</param>
public sealed record Hit(string Canary, int Offset, int Length, string Where)
{
    public bool IsInVault => Where.StartsWith("vault ", StringComparison.Ordinal);

    public static Hit Of(Run run, string where) => new(run.Canary.Name, run.Offset, run.Length, where);
}

/// <summary>One place that was searched.</summary>
/// <param name="Of">Whose.</param>
/// <param name="Items">How many mappings, threads, files.</param>
/// <param name="Bytes">How many were read.</param>
public sealed record Area(AreaKind Kind, string Of, int Items, long Bytes, IReadOnlyList<Hit> Hits)
{
    /// <summary>Bytes that exist and could not be read: the sweep cannot say that they hold nothing.</summary>
    public long Unreadable { get; init; }

    /// <summary>In memory: pages of their own that are locked and kept out of dumps.</summary>
    public int Vaults { get; init; }

    /// <summary>Read whole, and nothing found.</summary>
    public bool IsClean => Hits.Count == 0 && Unreadable == 0;
}
