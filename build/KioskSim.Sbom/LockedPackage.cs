namespace KioskSim.Sbom;

/// <summary>A package of NuGet's, as lock files have it.</summary>
/// <param name="Sha512">Of the package, in hexadecimal.</param>
/// <param name="BuildOnly">It makes what is delivered, and is not in it.</param>
/// <param name="Needs">Names of the packages that it needs itself.</param>
sealed record LockedPackage(string Name, string Version, string Sha512, bool BuildOnly, IReadOnlyList<string> Needs)
{
    /// <summary>What the whole world calls it (package URL).</summary>
    public string Purl => $"pkg:nuget/{Name}@{Version}";
}
