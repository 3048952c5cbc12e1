using System.Security.Cryptography;
using System.Xml.Linq;

namespace KioskSim.Sbom;

/// <summary>The licence that a package of NuGet's says it has.</summary>
static class NugetLicence
{
    // Packages that come with a licence's text in place of its name: which file, what it says, and that it is still what was read.
    static readonly Dictionary<string, (string File, string Sha256, string Licence)> AsText = new()
    {
        ["CommandLineParser"] = ("License.md", "87a1efc79d6ee27ee9dcc01534e2be6f26839e4a6b8e53b6d91458aae08831fa", "MIT"),
        ["Microsoft.DotNet.PlatformAbstractions"] = ("LICENSE.TXT", "d7a68596ab69b06f51ca278a6545148e4269a9381c26d597c13df5d88e08cf5b", "MIT"),
        ["SourceGear.sqlite3"] = ("LICENSE.txt", "99464c3a88df7b708ce59e462cdcb85f72dfc9b1335b4fcc68be56131b634b95", "blessing"),
    };

    static readonly string Packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <returns>An SPDX expression; null: none is known.</returns>
    /// <exception cref="DirectoryNotFoundException">The package was not restored.</exception>
    public static string? Of(string name, string version)
    {
        var folder = Path.Combine(Packages, name.ToLowerInvariant(), version.ToLowerInvariant());
        var description = XElement.Load(Path.Combine(folder, $"{name.ToLowerInvariant()}.nuspec"));
        var licence = description.Descendants().FirstOrDefault(e => e.Name.LocalName == "license");
        if (licence?.Attribute("type")?.Value == "expression")
            return licence.Value;
        return AsText.TryGetValue(name, out var read) && licence?.Value == read.File && Digest(Path.Combine(folder, read.File)) == read.Sha256 ? read.Licence : null;
    }

    static string Digest(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
