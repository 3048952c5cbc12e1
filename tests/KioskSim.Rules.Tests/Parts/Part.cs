using System.Text.Json;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Parts;

/// <summary>What a part of somebody else's is for.</summary>
enum PartUse
{
    /// <summary>It is in what is delivered.</summary>
    Programs,

    /// <summary>It makes what is delivered, and is not in it.</summary>
    Build,

    /// <summary>Tests and benchmarks alone.</summary>
    Tests,
}

/// <summary>A package of somebody else's, as the lock files name it.</summary>
/// <param name="From">NuGet or npm.</param>
/// <param name="Licence">An SPDX expression; null: none is known.</param>
sealed record Part(string From, string Name, string Version, PartUse Use, string? Licence)
{
    public static IReadOnlyList<Part> All { get; } =
        [.. NugetParts.Read().Concat(NpmParts.Read()).OrderBy(p => (p.From, p.Name, p.Version), Comparer<(string, string, string)>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}")))];

    public string Id => $"{From} {Name} {Version}";

    internal static JsonElement Json(string file) => JsonDocument.Parse(Checkout.Read(file)).RootElement;
}
