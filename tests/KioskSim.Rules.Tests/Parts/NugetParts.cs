using System.Xml.Linq;
using KioskSim.Rules.Tests.Files;
using KioskSim.Sbom;

namespace KioskSim.Rules.Tests.Parts;

/// <summary>Packages of NuGet: those of every lock file, with the licence that each says in its own description.</summary>
static class NugetParts
{
    public static IEnumerable<Part> Read()
    {
        var buildOnly = Checkout.With(".csproj", ".props", ".targets").SelectMany(f => XElement.Parse(Checkout.Read(f)).Descendants("PackageReference"))
            .Where(r => r.Attribute("PrivateAssets")?.Value == "all").Select(r => r.Attribute("Include")!.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from file in Checkout.Files.Where(f => Path.GetFileName(f) == "packages.lock.json")
               from framework in Part.Json(file).GetProperty("dependencies").EnumerateObject()
               from package in framework.Value.EnumerateObject()
               where package.Value.GetProperty("type").GetString() != "Project"
               let use = Checkout.IsTest(file) ? PartUse.Tests : buildOnly.Contains(package.Name) ? PartUse.Build : PartUse.Programs
               group use by (package.Name, Version: package.Value.GetProperty("resolved").GetString()!) into uses
               select new Part("NuGet", uses.Key.Name, uses.Key.Version, uses.Min(), NugetLicence.Of(uses.Key.Name, uses.Key.Version));
    }
}
